"""The debrief as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.plain.lines import passage, prose
from game.play.debrief import Card, Debrief, Mark
from game.play.words import DOORS, EVIDENCE, LABELS, SILENT, TAKEN_BACK, figure, source
from game.story.model import Finding


def debrief(shown: Debrief) -> Iterator[str]:
    """The whole debrief, what this instrument is first."""
    yield f"# Debrief: {shown.ending}"
    if shown.instrument:
        yield from _section("This instrument")
        yield from prose(shown.instrument)
    yield from _section("Your path")
    for number, mark in enumerate(shown.path, 1):
        yield from _mark(number, mark)
    if shown.explain:
        yield ""
        for piece in shown.explain:
            yield from passage(piece)
    yield from _section("The record")
    for card in shown.cards:
        yield from _card(card)
    yield from _doors(shown)
    yield from _discuss(shown)


def _doors(shown: Debrief) -> Iterator[str]:
    if shown.doors:
        yield from _section("Doors removed")
    for door in shown.doors:
        here = "open" if door.open_here else "shut"
        yield f"- {door.name}. In the published test: {DOORS[door.published]}. In this run: {here}."


def _discuss(shown: Debrief) -> Iterator[str]:
    if shown.questions:
        yield from _section("Discuss")
    for question in shown.questions:
        yield f"- {question.ask}"
    for note in shown.notes:
        yield f"- Your note: {note}"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _mark(number: int, mark: Mark) -> Iterator[str]:
    undone = f" ({TAKEN_BACK})" if mark.undone else ""
    yield f"{number}. {mark.scene}: {mark.words}{undone}"
    if mark.label:
        yield f"   {LABELS[mark.label]}"
    if mark.silent:
        yield f"   {SILENT}"
    for finding in mark.findings:
        yield f"   The record: {finding.claim}"
    for note in mark.notes:
        yield f"   Your note: {note}"


def _card(card: Card) -> Iterator[str]:
    if card.finding.guess:
        yield f"Before you read on, make a guess. {card.finding.guess}"
    yield from finding(card.finding)
    for later in card.later:
        yield f"  What came later, or changes the picture: {later.claim}"
        yield f"  But: {later.caveat}"
    for other in card.compared:
        yield f"  {figure(other)}. {other.conditions}"
    yield ""


def finding(item: Finding) -> Iterator[str]:
    """A finding, never without its conditions, what it is not, its source and date."""
    yield f"### {item.claim}"
    if item.figure:
        of = f", of: {item.figure.of}" if item.figure.of else ""
        yield f"  Figure: {figure(item)}{of}"
    yield f"  Conditions: {item.conditions}"
    yield f"  What it is not: {item.caveat}"
    if item.quote:
        yield f"  In its own words: “{item.quote}”"
    yield f"  Evidence: {EVIDENCE[item.evidence]}"
    yield f"  Source: {source(item.source)}"
