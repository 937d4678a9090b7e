"""Shapes: what a value of a pack file must look like, declared once.

A shape checks a node in place, reports each fault, marks faulty nodes ``bad`` and answers whether the node is
sound.  :mod:`game.story.scene_format` declares scene format 1 with these; the JSON Schemas for editors come from the
same declarations.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Protocol

from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Report, listed
from game.story.reader import QUOTE_THIS

PLAIN_ID = re.compile(r"[a-z][a-z0-9_]*")
DASHED_ID = re.compile(r"[a-z][a-z0-9_-]*")
RESERVED = frozenset(keyword.kwlist) | frozenset(
    ("true", "false", "min", "max", "abs", "seen", "read", "chose", "role", "continue", "patch")
)


class Shape(Protocol):
    """What a node must look like."""

    def check(self, node: Node, report: Report) -> bool:
        """Report what is wrong with ``node``; true where nothing is."""

    def __str__(self) -> str:
        """The shape in a few words, as a message names it."""


def refuse(node: Node, report: Report, wanted: object, hint: str = "") -> bool:
    """Report that ``node`` is not what was ``wanted``."""
    if not node.bad:
        report.add("E010", node.place, hint, wanted=wanted, found=describe(node))
    node.bad = True
    return False


def describe(node: Node) -> str:
    """What a node is, in the words of a message."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    value = node.value if isinstance(node, Scalar) else None
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else f"“{value}”"


@dataclass(frozen=True, slots=True)
class Text:
    """Text; a whole number is taken as its digits.  ``prose`` is text a player reads."""

    prose: bool = False
    empty: bool = False
    longest: int = 40_000
    noun: str = "text"

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar:
            return refuse(node, report, self, QUOTE_THIS)
        value = node.value
        if type(value) is int:
            node.value = value = node.raw
        if type(value) is not str:
            return refuse(
                node,
                report,
                self,
                QUOTE_THIS if value is not None or not self.prose else "",
            )
        if not self.empty and not value.strip():
            report.add("E011", node.place)
            node.bad = True
            return False
        if len(value) > self.longest:
            report.add("E004", node.place, limit=self.longest)
            node.bad = True
            return False
        if self.prose and node.plain:
            _warn_if_cut(node, report)
        return True


def _warn_if_cut(node: Scalar, report: Report) -> None:
    """Plain prose that YAML ended at `` #``: one space, as inside a sentence; a comment stands further off."""
    lines = report.sources.get(node.file, ())
    number, column = node.end
    if number <= len(lines) and lines[number - 1].startswith(" #", column - 1):
        report.add("W002", node.place, QUOTE_THIS)


@dataclass(frozen=True, slots=True)
class Single:
    """Any single value; what it means depends on the keys beside it."""

    noun: str

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        return (type(node) is Scalar and node.value is not None) or refuse(node, report, self)


@dataclass(frozen=True, slots=True)
class Id:
    """A name that expressions, links and saves use."""

    dashes: bool = False
    noun: str = "an id"

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or type(node.value) is not str:
            return refuse(node, report, self)
        if not self.sound(node.value):
            report.add("E012", node.place, self.rule(node.value), name=node.value)
            node.bad = True
            return False
        return True

    def sound(self, name: str) -> bool:
        """Whether ``name`` may be an id of this kind."""
        return bool((DASHED_ID if self.dashes else PLAIN_ID).fullmatch(name)) and name not in RESERVED

    def rule(self, name: str) -> str:
        """What an id looks like, as a hint."""
        if name in RESERVED:
            return "this word has a meaning of its own; choose another"
        return f"lower-case letters, digits, _{' and -' if self.dashes else ''}, a letter first"


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number between two bounds."""

    least: int = -999_999_999
    most: int = 999_999_999

    def __str__(self) -> str:
        if self.least == -999_999_999:
            return "a whole number"
        return (
            f"a whole number from {self.least} to {self.most}"
            if self.most < 999_999_999
            else (f"a whole number, {self.least} or more")
        )

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or type(node.value) is not int or not self.least <= node.value <= self.most:
            return refuse(node, report, self)
        return True


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    def __str__(self) -> str:
        return "true or false"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Scalar and type(node.value) is bool:
            return True
        near = type(node) is Scalar and str(node.value).lower() in (
            "yes",
            "no",
            "on",
            "off",
            "true",
            "false",
        )
        return refuse(node, report, self, "in lower case, without quotation marks" if near else "")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return listed(self.words)

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Scalar and node.value in self.words and type(node.value) is str:
            return True
        near = report.suggest(str(node.value), self.words) if type(node) is Scalar else ""
        return refuse(node, report, self, near)


@dataclass(frozen=True, slots=True)
class Exactly:
    """One whole number and no other."""

    number: int

    def __str__(self) -> str:
        return str(self.number)

    def check(self, node: Node, report: Report) -> bool:
        if type(node) is Scalar and type(node.value) is int and node.value == self.number:
            return True
        return refuse(node, report, self)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Text of a fixed form."""

    pattern: str
    noun: str

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or node.value is None or type(node.value) is bool:
            return refuse(node, report, self)
        node.value = node.raw
        return bool(re.fullmatch(self.pattern, node.raw)) or refuse(node, report, self)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; ``single`` where one value may stand without the brackets."""

    item: Shape
    single: bool = False
    least: int = 0
    noun: str = ""

    def __str__(self) -> str:
        return f"{self.item} or a list" if self.single else self.noun or "a list"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Sequence:
            for item in node.items:
                self.item.check(item, report)
            if len(node.items) < self.least:
                report.add("E011", node.place)
                node.bad = True
            return not node.bad
        if self.single:
            return self.item.check(node, report)
        return refuse(node, report, self)


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values by ids of the author's choosing."""

    key: Id | None
    item: Shape
    least: int = 0

    def __str__(self) -> str:
        return "a mapping"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Mapping:
            return refuse(node, report, self)
        for name, item in node.entries.items():
            if self.key is not None and not self.key.sound(name):
                report.add("E012", node.key_place(name), self.key.rule(name), name=name)
                item.bad = True
            self.item.check(item, report)
        if len(node.entries) < self.least:
            report.add("E011", node.place)
            node.bad = True
        return not node.bad


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its shape, whether it must be there, and one line for the reference."""

    shape: Shape
    doc: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys; of ``exactly_one`` of some keys one must be there and no other."""

    noun: str
    fields: Map[str, Field]
    exactly_one: tuple[str, ...] = ()
    _required: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_required", tuple(k for k, f in self.fields.items() if f.required))

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Mapping:
            return refuse(node, report, f"{self.noun} with {listed(list(self.fields)[:4], 'and')}")
        entries, fields = node.entries, self.fields
        misspelt: set[str] = set()
        for name, value in entries.items():
            known = fields.get(name)
            if known is not None:
                known.shape.check(value, report)
            else:
                misspelt.add(self.unknown(node, name, report))
        for name in self._required:
            if name not in entries and name not in misspelt:
                report.add("E014", node.place, what=self.noun, key=name)
                node.bad = True
        if self.exactly_one:
            self.one_kind(node, report)
        return not node.bad

    def unknown(self, node: Mapping, name: str, report: Report) -> str:
        """Report a key this record does not have; the key that was probably meant, or nothing."""
        value = node.entries[name]
        lone = node.flow and type(value) is Scalar and value.raw == "" and value.plain
        prose = self.exactly_one and not any(key in self.fields for key in node.entries)
        meant = "" if lone else report.nearest(name, self.fields)
        if meant:
            hint = f"did you mean “{meant}”?"
        else:
            hint = QUOTE_THIS if lone or prose else f"known keys: {listed(self.fields, 'and')}"
        report.add("E013", node.key_place(name), hint, what=self.noun, key=name)
        value.bad = True
        return meant

    def one_kind(self, node: Mapping, report: Report) -> None:
        """Report a record that is none, or more than one, of its kinds."""
        found = [name for name in self.exactly_one if name in node.entries]
        if len(found) == 1:
            return
        unknown = any(name not in self.fields for name in node.entries)
        if found or not unknown:
            report.add("E015", node.place, what=self.noun, keys=listed(self.exactly_one))
        node.bad = True


@dataclass(frozen=True, slots=True)
class Either:
    """One shape where the value is a single one, another for a list, another for a mapping."""

    noun: str
    scalar: Shape | None = None
    sequence: Shape | None = None
    mapping: Shape | None = None

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        kind = type(node)
        shape = self.scalar if kind is Scalar else self.mapping if kind is Mapping else self.sequence
        return shape.check(node, report) if shape is not None else refuse(node, report, self, self.hint(kind))

    def hint(self, kind: type[Node]) -> str:
        """Prose that YAML took for a mapping wants quotation marks."""
        return QUOTE_THIS if kind is Mapping and isinstance(self.scalar, Text) else ""
