"""A card of the record as blocks: never without its conditions, its source, what it is not, and what came later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from textual.content import Content

from game.play.debrief import Card
from game.play.words import EVIDENCE, figure, source
from game.story.model import Finding, Story
from game.tui import ink
from game.tui.widgets.sheet import Block

NOT_ONE_SERIES = "Other tests, other conditions: each bar stands for itself, and they are no series."


def card_of(story: Story, finding: Finding) -> Card:
    """A finding of a story with what belongs beside it."""
    known = story.findings
    return Card(
        finding,
        tuple(known[name] for name in finding.updated_by if name in known),
        tuple(known[name] for name in finding.compare if name in known),
    )


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
    yield _labelled("Evidence", EVIDENCE.get(finding.evidence, finding.evidence))
    yield _labelled("Source", source(finding.source))


def _labelled(label: str, words: str) -> Block:
    return Block(ink.line(words), "text", 12, label.ljust(12), gap=0 if label == "Source" else 1, lead_tone="quiet")


def _bar(finding: Finding) -> Iterator[Block]:
    percent = finding.figure.percent if finding.figure else None
    drawn = f"{ink.bar(float(percent), 100, 25)}  " if percent is not None else ""
    yield Block(ink.line(f"{drawn}{figure(finding)}", "bold"))
    yield Block(ink.line(f"{finding.source.publisher}, {finding.source.date}. {finding.conditions}"), "quiet", 2, gap=0)


def veiled(card: Card, waiting: Collection[str]) -> bool:
    """Whether a card would give away a figure that is still to be guessed."""
    return any(finding.id in waiting for finding in (card.finding, *card.later, *card.compared))


def veil() -> Block:
    """Stands in the place of a card that waits for a guess."""
    return Block(
        Content("The record has a figure for this. It is shown once you have made your guess, under The record.")
    )


def short(finding: Finding) -> Content:
    """A finding on one line of a list."""
    return ink.line(finding.claim)


def matches(finding: Finding, words: Iterable[str]) -> bool:
    """Whether a finding has all of the words, anywhere in it."""
    parts = (finding.claim, finding.conditions, finding.caveat, finding.quote, finding.id, source(finding.source))
    text = " ".join(parts).casefold()
    return all(word in text for word in words)
