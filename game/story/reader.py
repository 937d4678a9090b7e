"""YAML files to plain values with their places, read strictly.

libyaml's events feed a builder of our own: it keeps the places that a loader throws away, enforces the
limits while the events arrive, and costs a fraction of building nodes and then values from them.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from msgspec import Struct
from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from game.story.decoding import decode, without_foreign, without_halves
from game.story.nodes import Mapping, Node, Scalar, Sequence, Value
from game.story.problems import QUOTE_THIS, Place, Report
from game.story.text import FOREIGN, clean

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
WORDS: dict[str, Value] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
#: A longer run of digits is text: no story counts that far, and converting it would take time.
LONGEST_INTEGER = 15
LOADER = getattr(yaml, "CLoader", yaml.Loader)


class Limits(Struct, frozen=True):
    """What one pack may hold; more is a problem, not a hang."""

    file_bytes: int = 16 * 1024 * 1024
    depth: int = 32
    text_length: int = 40_000
    pack_bytes: int = 32 * 1024 * 1024
    values: int = 600_000
    entries: int = 100_000
    scenes: int = 20_000
    files: int = 2_000


def read(data: bytes, file: str, report: Report, limits: Limits) -> Node | None:
    """The value of one YAML file, or None where it could not be read; problems go to ``report``."""
    if len(data) > limits.file_bytes:
        report.add("E002", Place(file), size=len(data), limit=limits.file_bytes)
        return None
    text = decode(data, file, report)
    if text is None:
        return None
    text = without_foreign(text, file, report)
    report.sources[file] = text.split("\n")
    try:
        return _Builder(file, report, limits).build(text)
    except yaml.MarkedYAMLError as fault:
        if "Unicode character escape" in str(fault.problem):
            whole, count = without_halves(text)
            if whole != text:
                if count:
                    report.add("W001", _fault_place(fault, file), count=count)
                return read(whole.encode(), file, report, limits)
        _report_syntax(fault, text, file, report)
    except yaml.YAMLError as fault:
        report.add("E003", Place(file), detail=str(fault))
    except _TooMuch:
        pass
    return None


def _fault_place(fault: yaml.MarkedYAMLError, file: str) -> Place:
    mark = fault.problem_mark or fault.context_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark is not None else Place(file)


def _report_syntax(fault: yaml.MarkedYAMLError, text: str, file: str, report: Report) -> None:
    """A fault of YAML itself, told where it was made rather than where the parser noticed."""
    from game.story.yaml_faults import Stumble

    at = fault.problem_mark or fault.context_mark
    problem, context = str(fault.problem or fault.context), str(fault.context)
    if at is None:
        report.add("E003", Place(file), detail=problem)
        return
    brackets, last = _read_until(text)
    stumble = Stumble(text, problem, context, at, fault.context_mark or at, brackets, last)
    slip = stumble.slip()
    same = [known for known in report.problems if known.place[:2] == (file, slip.at.line + 1)]
    if any(known.code == "E008" or known.hint == slip.hint == QUOTE_THIS for known in same):
        return  # the same prose, told already
    report.add("E003", Place(file, slip.at.line + 1, slip.at.column + 1), slip.hint, detail=slip.detail)


def _read_until(text: str) -> tuple[list[Any], tuple[Any, Any] | None]:
    """Where the brackets stand that are open at a text's fault, and from where to where what was closed just before it."""
    stack: list[Any] = []
    last = None
    try:
        for event in yaml.parse(text, LOADER):
            last = None
            if isinstance(event, CollectionStartEvent):
                stack.append(event.start_mark)
            elif isinstance(event, CollectionEndEvent):
                begun = stack.pop()
                if text[begun.index : begun.index + 1] in ("[", "{"):
                    last = begun, event.end_mark
            elif isinstance(event, ScalarEvent) and event.style in ("'", '"'):
                last = event.start_mark, event.end_mark
    except yaml.YAMLError:
        pass
    return [mark for mark in stack if text[mark.index : mark.index + 1] in ("[", "{")], last


class _TooMuch(Exception):  # noqa: N818 - a signal inside this module, never seen outside
    """A limit was passed; it has been reported."""


class _Builder:
    """Builds nodes from the events of one file.

    ``container`` is the list or mapping being filled and ``key`` the name that waits for its value; an
    empty name stands for a key that was at fault, whose value belongs to nobody.
    """

    def __init__(self, file: str, report: Report, limits: Limits) -> None:
        self.file = file
        self.report = report
        self.limits = limits
        self.root: Node | None = None
        self.container: Node | None = None
        self.key: tuple[str, int, int] | None = None
        self.outer: list[Node | None] = []
        self.skipping = 0
        self.text = ""
        self.comments = False

    def build(self, text: str) -> Node | None:
        """The value of the whole text; raises what PyYAML raises, and _TooMuch past a limit."""
        documents = 0
        self.text, self.comments = text, " #" in text
        next_event = LOADER(text).get_event
        while (kind := type(event := next_event())) is not StreamEndEvent:
            if self.skipping:
                self.skip(event, kind)
            elif kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.open(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.container = self.outer.pop()
            elif kind is AliasEvent:
                self.alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents == 2:
                    self.blame("E006", self.place(event, 3))
                    self.lose(self.root)
                    break
        return self.root

    def blame(self, code: str, place: Place, hint: str = "", **words: object) -> None:
        """Report a fault; a file of nothing but faults is not read to its end."""
        self.report.add(code, place, hint, **words)
        if self.report.full(self.file):
            raise _TooMuch

    def lose(self, container: Node | None) -> None:
        """Note that something of a mapping is not kept, so that nothing is said to be missing from it."""
        if isinstance(container, Mapping):
            container.whole = False

    def place(self, event: Any, width: int = 1) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1, width)

    def in_key(self) -> bool:
        return self.key is None and type(self.container) is Mapping

    def skip(self, event: Any, kind: type) -> None:
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            self.skipping += 1
            if self.skipping > self.limits.depth:
                self.blame("E005", self.place(event), limit=self.limits.depth)
                raise _TooMuch
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self.skipping -= 1

    def scalar(self, event: Any) -> None:
        start, raw, plain = event.start_mark, event.value, not event.style
        naming = self.key is None and type(self.container) is Mapping
        if naming and plain and raw.isidentifier() and len(raw) < 100 and event.anchor is event.tag is None:
            self.key = (raw, start.line + 1, start.column + 1)  # as nearly every name is
            return
        if len(raw) > self.limits.text_length:
            self.blame("E004", self.place(event), limit=self.limits.text_length)
            raise _TooMuch
        if event.anchor is not None or event.tag is not None:
            self.named_or_tagged(event)
        if event.style == '"' and FOREIGN.search(raw):
            raw, count = FOREIGN.subn("", raw)
            self.blame("W001", self.place(event), count=count)
        if naming:
            self.begin_entry(event, raw, plain)
            return
        value: Value = raw
        if plain:
            if raw in WORDS:
                value = WORDS[raw]
            elif raw[0] in "-0123456789" and len(raw) <= LONGEST_INTEGER and INTEGER.fullmatch(raw):
                value = int(raw)
        end = event.end_mark
        # A text over several lines has a width that no text on one line has: nothing inside it has a place.
        width = end.column - start.column if end.line == start.line else len(raw) + 1
        cut = self.comments and plain and self.text.startswith(" #", end.index)
        node = Scalar(self.file, start.line + 1, start.column + 1, width, value, raw, plain, cut)
        if not raw and (event.anchor is not None or event.tag is not None):
            node.bad = True  # all of it was refused
        self.attach(node)

    def begin_entry(self, event: Any, raw: str, plain: bool) -> None:
        mark = event.start_mark
        if plain and raw == "<<":
            self.blame(
                "E007",
                self.place(event, 2),
                "write the keys out",
                what="a merge key (<<)",
            )
            self.lose(self.container)
            raw = ""
        elif raw == "":
            self.blame("E008", self.place(event), QUOTE_THIS if plain else "")
        self.key = (raw, mark.line + 1, mark.column + 1)

    def open(self, event: Any, mapping: bool) -> None:
        if self.in_key():
            self.blame("E008", self.place(event), QUOTE_THIS)
            self.key = ("", 0, 0)
            self.skipping = 1
            return
        if event.anchor is not None or event.tag is not None:
            self.named_or_tagged(event)
        mark = event.start_mark
        node: Mapping | Sequence
        if mapping:
            node = Mapping(self.file, mark.line + 1, mark.column + 1, 1, bool(event.flow_style))
        else:
            node = Sequence(self.file, mark.line + 1, mark.column + 1, 1)
        self.attach(node)
        self.outer.append(self.container)
        if len(self.outer) > self.limits.depth:
            self.blame("E005", node.place, limit=self.limits.depth)
            raise _TooMuch
        self.container = node

    def alias(self, event: Any) -> None:
        name = f"*{event.anchor}"
        self.blame("E007", self.place(event, len(name)), QUOTE_THIS, what=f"an alias ({name})")
        if self.in_key():
            self.key = ("", 0, 0)
            return
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        node = Scalar(self.file, line, column, len(name), None, name, True)
        node.bad = True
        self.attach(node)

    def named_or_tagged(self, event: Any) -> None:
        if event.anchor is not None:
            what = f"an anchor (&{event.anchor})"
            self.blame("E007", self.place(event, len(event.anchor) + 1), QUOTE_THIS, what=what)
        else:
            self.blame("E007", self.place(event), QUOTE_THIS, what=f"a tag ({clean(event.tag)})")

    def attach(self, node: Node) -> None:
        container = self.container
        report = self.report
        report.values += 1
        if report.values > self.limits.values:
            report.add("E017", node.place, limit=self.limits.values)
            raise _TooMuch
        if container is None:
            self.root = node
        elif type(container) is Mapping:
            name, line, column = self.key  # type: ignore[misc]  # a value always follows its key
            self.key = None
            if name in container.entries:
                place = Place(self.file, line, column, len(name))
                self.blame(
                    "E009",
                    place,
                    f"the first is on line {container.keys[name][0]}",
                    key=name,
                )
                if type(node) is not Scalar:
                    self.lose(container)
            elif name:
                container.entries[name] = node
                container.keys[name] = (line, column)
        else:
            items = container.items  # type: ignore[attr-defined]  # the only other container is a list
            items.append(node)
            if len(items) > self.limits.entries:
                report.add("E018", node.place, limit=self.limits.entries)
                raise _TooMuch
