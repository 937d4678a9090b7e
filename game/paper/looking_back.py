"""The path and the debrief as parts of a paper: no finding without its conditions, source, and what came later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.paper.parts import Facts, Group, Head, Para, Part, bullets, facts, line, linked, plain, prose
from game.play.debrief import Card, Debrief, Mark
from game.play.whatif import NoOther
from game.play.words import DOORS, EVIDENCE, LABELS, SILENT, TAKEN_BACK, figure, source
from game.story.model import Finding
from game.story.problems import counted


def path(marks: Iterable[Mark]) -> Iterator[Part]:
    """The steps of a path, each with what the record says of it."""
    for number, mark in enumerate(marks, 1):
        undone = f" ({TAKEN_BACK})" if mark.undone else ""
        yield Para(line(f"{mark.scene}: {mark.words}{undone}"), "text", f"{number}.", 1)
        if mark.label:
            yield Para(plain(LABELS[mark.label]), "quiet", "•", 2)
        if mark.silent:
            yield Para(plain(SILENT), "quiet", "•", 2)
        for finding in mark.findings:
            yield Para(line(finding.claim, "The record: "), "quiet", "•", 2)


def looking_back(shown: Debrief) -> Iterator[Part]:
    """What is shown after an ending."""
    for piece in shown.explain:
        yield from prose(piece.words)
    yield from _record(shown)
    yield from _doors(shown)
    yield from _reported(shown)
    yield from _what_if(shown)
    yield from _discuss(shown)


def _record(shown: Debrief) -> Iterator[Part]:
    if not shown.cards:
        return
    yield Head(2, plain(f"The record, {counted(len(shown.cards), 'finding')}"))
    for card in shown.cards:
        yield Head(3, line(card.finding.claim))
        yield from card_parts(card)


def card_parts(card: Card) -> Iterator[Part]:
    """What belongs to a finding under its claim."""
    yield _finding(card.finding)
    for later in card.later:
        yield Group("What came later, or changes the picture", (Para(line(later.claim)), _finding(later)))
    for other in card.compared:
        yield Group("Beside it", (Para(line(other.claim)), _finding(other)))


def _finding(item: Finding) -> Part:
    of = f", of: {item.figure.of}" if item.figure and item.figure.of else ""
    rows = facts(
        ("Figure", f"{figure(item)}{of}"),
        ("Conditions", item.conditions),
        ("What it is not", item.caveat),
        ("In its own words", f"“{item.quote}”" if item.quote else ""),
        ("Evidence", EVIDENCE[item.evidence]),
    ).rows
    where = ("Source", linked(source(item.source), item.source.url))
    return Facts((*rows, where, *facts(("Last checked", item.read)).rows))


def _doors(shown: Debrief) -> Iterator[Part]:
    if not shown.doors:
        return
    yield Head(2, plain(f"Doors removed, {counted(len(shown.doors), 'door')}"))
    yield from bullets(
        line(
            f"{door.name}. In the published {door.basis}: {DOORS[door.published]}. In this run: {_open(so=door.open_here)}."
        )
        for door in shown.doors
    )


def _open(*, so: bool) -> str:
    return "open" if so else "shut"


def _reported(shown: Debrief) -> Iterator[Part]:
    if not shown.reported:
        return
    yield Head(2, plain("As reported"))
    yield Para(plain("How such things were told, in lines written for this story, and whether they are faithful."))
    for told in shown.reported:
        yield Para(line(told.line), "text", "•", 1)
        yield Para(line(told.why, "Faithful. " if told.faithful else "Not faithful. "), "quiet", "•", 2)


def _what_if(shown: Debrief) -> Iterator[Part]:
    turn = shown.what_if
    yield Head(2, plain("What if"))
    if isinstance(turn, NoOther):
        yield Para(plain(turn.told))
        return
    yield Para(
        line(
            f"The nearest other ending was “{turn.ending}”, {counted(turn.steps, 'step')} from “{turn.scene}”. "
            f"Done there: {turn.did}. The way to it began with this: {turn.instead}."
        )
    )


def _discuss(shown: Debrief) -> Iterator[Part]:
    if not shown.questions:
        return
    yield Head(2, plain(f"To discuss, {counted(len(shown.questions), 'question')}"))
    yield from bullets((line(question.ask) for question in shown.questions), numbered=True)
