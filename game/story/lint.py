"""What is legal but likely wrong, seen only when the whole story is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.story.model import Story
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Place, Report

PERCENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d+)?)\s?(?:%|per ?cent\b)")
MARKUP = re.compile(
    r"</?[a-zA-Z][^>\n]*>|\[/?(?:@click|b|i|u|s|bold|italic|dim|red|green|blue|link)[^\]\n]*\]|\[[^\]\n]*\]\([^)\n]*\)"
)
#: Keys whose text a player reads.
PROSE_KEYS = frozenset(
    (
        "text",
        "say",
        "thought",
        "subject",
        "body",
        "locked",
        "note",
        "explain",
        "title",
        "summary",
    )
)


def check_findings(story: Story, own: Mapping, report: Report) -> None:
    """Warn of findings of this pack that nothing cites."""
    cited = set(cited_findings(story))
    for name in own.entries:
        if name not in cited and name in story.findings:
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
        for found in PERCENT.finditer(text) if "%" in text or "cent" in text else ():
            if figures is not None and found.group(1).replace(",", ".") not in figures:
                report.add("W011", _at(node, text, found.start()), figure=found.group())
        marked = MARKUP.search(text) if "<" in text or "[" in text else None
        if marked:
            report.add("W013", _at(node, text, marked.start()), markup=marked.group())


def figures_of(story: Story) -> frozenset[str]:
    """The values of all figures that some part of the story cites."""
    cited = set(cited_findings(story)) & set(story.findings)
    values = (story.findings[name].figure for name in cited)
    return frozenset(figure.value.replace(",", ".") for figure in values if figure is not None)


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
                elif name in PROSE_KEYS and isinstance(value.value, str):
                    yield value
        elif type(node) is Sequence:
            waiting.extend((item, key) for item in node.items)
        elif type(node) is Scalar and key in PROSE_KEYS and isinstance(node.value, str):
            yield node
