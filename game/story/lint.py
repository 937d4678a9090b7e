"""What is legal but likely wrong, seen only when the whole story is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.story.model import Story
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Place, Report

NUMBER = "[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+"
PERCENT = re.compile(rf"(?<![\w.,])({NUMBER})\s?(?:%|per ?cent\b)", re.IGNORECASE)
PER_HUNDRED = re.compile("%|per ?cent", re.IGNORECASE)
#: A guard in braces, in which % is the remainder of a division.
GUARD = re.compile("{[^{}:|]*:")
THOUSANDS = re.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:[.][0-9]+)?")
MARKUP = re.compile(
    r"</?[a-zA-Z][^>\n]*>|\[/?(?:@click|b|i|u|s|bold|italic|dim|red|green|blue|link)[^\]\n]*\]|\[[^\]\n]*\]\([^)\n]*\)"
)
#: Keys whose text a player reads, and those under which every value is such a text.
PROSE_KEYS = frozenset(
    (
        "text",
        "say",
        "thought",
        "log",
        "from",
        "subject",
        "body",
        "locked",
        "note",
        "explain",
        "title",
        "name",
        "label",
        "pitch",
        "ask",
        "summary",
        "instrument",
        "content_notes",
    )
)
PROSE_MAPS = frozenset(("options",))
#: Keys under which findings are cited, or what cites them; under some they stand by their names alone.
CITING = frozenset(
    ("findings", "finding", "rate", "updated_by", "compare", "choices", "next", "draw", "doors", "ending")
)
NAMES_ALONE = ("updated_by", "compare")


def may_cite_more(root: Node) -> bool:
    """Whether a value that nothing is built of, because it is at fault, may have cited findings."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if type(node) is Mapping:
            waiting.extend(node.entries.values())
            if any(_is_lost(node.entries[key], key) for key in CITING & node.entries.keys()):
                return True
        elif type(node) is Sequence:
            waiting.extend(node.items)
    return False


def _is_lost(node: Node, key: str) -> bool:
    """Whether nothing is built of a value, or of an entry of it; of a mapping that lacks something the rest is."""
    if type(node) is Sequence:
        return any(item.bad and (type(item) is not Mapping or key in NAMES_ALONE) for item in node.items)
    return node.bad and (type(node) is Scalar or key != "ending")


def check_findings(story: Story, own: Mapping, report: Report) -> None:
    """Warn of findings of this pack that nothing cites."""
    cited = set(cited_findings(story))
    for name in own.entries:
        if name not in cited and not own.entries[name].bad:
            report.add("W010", own.key_place(name), name=name)


def cited_findings(story: Story) -> Iterator[str]:
    """Every finding that an ending, a choice, a draw, a door or another finding cites."""
    for scene in story.scenes.values():
        for choice in scene.choices:
            yield from choice.findings
        for way in scene.ways:
            yield from (drawn.finding for drawn in way.draw if drawn.finding)
        if scene.ending is not None:
            yield from (earned.finding for earned in scene.ending.findings)
    yield from (door.finding for door in story.doors if door.finding)
    for finding in story.findings.values():
        yield from finding.updated_by
        yield from finding.compare


def check_prose(root: Node, figures: frozenset[str] | None, report: Report) -> None:
    """Warn of markup that will show as text, and of percentages not among the ``figures``, where those are known."""
    for node in _prose(root):
        text = str(node.value)
        percents = PERCENT.finditer(GUARD.sub(_blank, text)) if "%" in text or "cent" in text.lower() else ()
        for found in percents:
            if figures is not None and amount(found.group(1)) not in figures:
                report.add("W011", _at(node, text, found.start()), figure=found.group())
        marked = MARKUP.search(text) if "<" in text or "[" in text else None
        if marked:
            report.add("W013", _at(node, text, marked.start()), markup=marked.group())


def figures_of(story: Story) -> frozenset[str]:
    """The numbers of all figures in percent that some part of the story cites; a range has two."""
    cited = set(cited_findings(story)) & set(story.findings)
    figures = [figure for name in cited if (figure := story.findings[name].figure) is not None]
    percents = (figure.value for figure in figures if not figure.unit or PER_HUNDRED.search(figure.unit))
    return frozenset(amount(number) for value in percents for number in re.findall(NUMBER, value))


def amount(number: str) -> str:
    """A number of prose as one of the same value is always written; it has a decimal point or comma, or commas between thousands.

    It stays text, for of digits there may be any number.
    """
    plain = number.replace(",", "") if THOUSANDS.fullmatch(number) else number.replace(",", ".")
    whole, _, decimals = plain.partition(".")
    return f"{whole.lstrip('0')}.{decimals.replace('.', '').rstrip('0')}"


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _at(node: Scalar, text: str, offset: int) -> Place:
    """The place of one part of a text, to the line where it covers several."""
    if "\n" not in text and node.width >= len(text):
        return node.inside(offset, 1)
    return node.place


def _prose(root: Node) -> Iterator[Scalar]:
    """Every text that a player reads, in no order."""
    waiting = [(root, "")]
    while waiting:
        node, key = waiting.pop()
        if type(node) is Mapping:
            for name, value in node.entries.items():
                if type(value) is not Scalar:
                    waiting.append((value, name))
                elif (name in PROSE_KEYS or key in PROSE_MAPS) and isinstance(value.value, str):
                    yield value
        elif type(node) is Sequence:
            waiting.extend((item, key) for item in node.items)
        elif type(node) is Scalar and key in PROSE_KEYS and isinstance(node.value, str):
            yield node
