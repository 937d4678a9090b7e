"""One model, many rates: findings that are compared with one another, as bars, each with its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from game.play.debrief import Card
from game.story.model import Finding
from game.tui import cards, ink
from game.tui.desk import Desk
from game.tui.textpage import TextPage
from game.tui.widgets.sheet import Block

NONE = "No findings here are compared with one another."


class RatesPage(TextPage):
    """Each group of findings that the record compares, the highest rate first."""

    NAME: ClassVar[str] = "Rates"
    ABOUT: ClassVar[str] = (
        "Rates that were published of one model or of close relatives, beside one another. Each was found under its "
        "own conditions, which stand below its bar; the bars are no series, and no average of them means anything."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b", "back", show=False, id="rates.back")]

    def __init__(self, desk: Desk, found: Mapping[str, Card]) -> None:
        super().__init__(desk, _blocks(list(groups(found))))
        self.masthead.show(Content.styled("One model, many rates", "bold"))


def groups(found: Mapping[str, Card]) -> Iterator[list[Finding]]:
    """The findings with a percentage that are compared, directly or over others, two of them at least."""
    beside: dict[str, set[str]] = {name: {other.id for other in card.compared} for name, card in found.items()}
    for name, others in list(beside.items()):
        for other in others:
            beside.setdefault(other, set()).add(name)
    left = dict.fromkeys(found)
    while left:
        group, front = set[str](), {next(iter(left))}
        while front:
            group |= front
            front = {other for name in front for other in beside[name]} - group
        for name in group:
            left.pop(name, None)
        rated = [
            found[name].finding for name in found if name in group and cards.percent(found[name].finding) is not None
        ]
        if len(rated) > 1:
            yield sorted(rated, key=lambda finding: -(cards.percent(finding) or 0))


def _blocks(grouped: list[list[Finding]]) -> Iterator[Block]:
    if not grouped:
        yield Block(Content(NONE), "quiet")
    for group in grouped:
        yield Block(Content(f"{len(group)} rates, each under its own conditions"), "head")
        yield Block(Content(cards.NOT_ONE_SERIES), "quiet", gap=0)
        for finding in group:
            yield from _rate(finding)


def _rate(finding: Finding) -> Iterator[Block]:
    """A bar with its number, and below it of what it is a rate, when, and where that stands."""
    measured = finding.figure
    if measured is None:
        return
    yield Block(cards.bar(finding) + ink.line(f"{cards.value(finding)}%"), "lit")
    yield Block(
        ink.line(f"{measured.unit.removeprefix('%').strip()}{f': {measured.of}' if measured.of else ''}"), gap=0
    )
    yield Block(ink.line(finding.conditions), "quiet", gap=0)
    yield Block(ink.line(f"{finding.source.title}, {finding.source.date}"), "quiet", gap=0)
