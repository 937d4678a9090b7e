"""A card of the record as blocks: never without its conditions, its source, what it is not, and what came later."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from textual.content import Content

from game.play.debrief import Card
from game.play.words import EVIDENCE, figure, source
from game.story.model import Finding
from game.tui import ink
from game.tui.widgets.sheet import Block

#: How long the bar of a hundred percent is.
BAR = 25
NOT_ONE_SERIES = "Other tests, other conditions: each bar stands for itself, and they are no series."


def card_blocks(card: Card, guess: int | None = None) -> Iterator[Block]:
    """A whole card; ``guess`` is what the player said before."""
    finding = card.finding
    if guess is not None:
        yield Block(Content(f"You guessed {guess} in 100."), "quiet")
    yield from _body(finding)
    for later in card.later:
        yield Block(Content("What came later, or changes the picture"), "head")
        yield from _body(later)
    if card.compared:
        yield Block(Content("Beside it"), "head")
        yield Block(Content(NOT_ONE_SERIES), "quiet", gap=0)
        for other in (finding, *card.compared):
            yield from _bar(other)


def _body(finding: Finding) -> Iterator[Block]:
    yield Block(ink.line(finding.claim, "bold"))
    if finding.figure is not None:
        of = f", of: {finding.figure.of}" if finding.figure.of else ""
        yield _labelled("Figure", f"{figure(finding)}{of}")
    yield _labelled("Conditions", finding.conditions)
    yield _labelled("It is not", finding.caveat)
    if finding.quote:
        yield _labelled("Its words", f"“{finding.quote}”")
    yield _labelled("Evidence", EVIDENCE[finding.evidence])
    yield _labelled("Source", source(finding.source))


def _labelled(label: str, words: str) -> Block:
    return Block(ink.line(words), "text", 12, label.ljust(12), gap=0 if label == "Source" else 1, lead_tone="quiet")


def _bar(finding: Finding) -> Iterator[Block]:
    yield Block((bar(finding) + ink.line(figure(finding))).stylize("bold"))
    yield Block(ink.line(f"{finding.source.publisher}, {finding.source.date}. {finding.conditions}"), "quiet", 2, gap=0)


def percent(finding: Finding) -> Fraction | None:
    """The figure of a finding in percent, where it is a percentage."""
    return finding.figure.percent if finding.figure else None


def bar(finding: Finding) -> Content:
    """A bar as long as a finding's percentage, and a gap; nothing where it has none."""
    share = percent(finding)
    return Content("" if share is None else f"{ink.bar(float(share), 100, BAR)}  ")


def value(finding: Finding) -> str:
    """The number of a finding's figure, marked where it was read off a chart."""
    number = finding.figure.value if finding.figure else ""
    return f"≈ {number}" if finding.evidence == "chart" else number


def veiled(card: Card, waiting: Collection[str]) -> bool:
    """Whether a card would give away a figure that is still to be guessed."""
    return any(finding.id in waiting for finding in (card.finding, *card.later, *card.compared))


def veil() -> Block:
    """Stands in the place of a card that waits for a guess."""
    return Block(
        Content("The record has a figure for this. It is shown once you have made your guess, under The record.")
    )
