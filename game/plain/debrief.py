"""The debrief as lines of text, in parts that say how many they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.plain.cards import card
from game.plain.lines import inline, passage, prose
from game.play.debrief import Debrief, Mark
from game.play.whatif import NoOther
from game.play.words import DOORS, LABELS, SILENT, TAKEN_BACK
from game.story.problems import counted

#: Said of an act instead of a finding that would give away a figure before the guess.
VEILED = "a figure, which is told in the part The record, after your guess."


def debrief(shown: Debrief) -> Iterator[str]:
    """The whole debrief, what this instrument is first."""
    found = [ending for ending in shown.endings if ending.found]
    named = [
        ("This instrument", list(prose(shown.instrument)) if shown.instrument else []),
        (f"Your path, {counted(len(shown.path), 'step')}", list(_path(shown))),
        (f"The record, {counted(len(shown.cards), 'finding')}", list(_record(shown))),
        (f"Doors removed, {counted(len(shown.doors), 'door')}", list(_doors(shown))),
        ("As reported", list(_reported(shown))),
        ("Discuss", list(_discuss(shown))),
        ("What if", list(_what_if(shown))),
        ("Both days, by the clock", list(_both_days(shown))),
        (f"Endings found, {len(found)} of {len(shown.endings)}", [f"- {inline(ending.title)}" for ending in found]),
    ]
    parts = [(title, lines) for title, lines in named if lines]
    yield f"Debrief: {inline(shown.ending)}. {counted(len(parts), 'part')}."
    for number, (title, lines) in enumerate(parts, 1):
        yield ""
        yield f"Part {number} of {len(parts)}: {title}"
        yield ""
        yield from lines


def _path(shown: Debrief) -> Iterator[str]:
    asked = {finding.id for finding in shown.guesses}
    for number, mark in enumerate(shown.path, 1):
        yield from _mark(number, mark, asked)
    for piece in shown.explain:
        yield ""
        yield from passage(piece)


def _mark(number: int, mark: Mark, asked: Collection[str]) -> Iterator[str]:
    """A step; a finding whose figure is ``asked`` for is not told before the question."""
    yield step(number, mark)
    if mark.label:
        yield f"   {LABELS[mark.label]}"
    if mark.silent:
        yield f"   {SILENT}"
    for finding in mark.findings:
        yield f"   The record: {VEILED if finding.id in asked else finding.claim}"
    for note in mark.notes:
        yield f"   Your note: {inline(note)}"


def step(number: int, mark: Mark) -> str:
    """One step of the path on a line."""
    undone = f" ({TAKEN_BACK})" if mark.undone else ""
    return f"{number}. {inline(mark.scene)}: {inline(mark.words)}{undone}"


def _record(shown: Debrief) -> Iterator[str]:
    for asked in shown.guesses:
        yield f"Before you read on, make a guess. {asked.guess}"
    for number, item in enumerate(shown.cards):
        if number or shown.guesses:
            yield ""
        yield from card(item)


def _doors(shown: Debrief) -> Iterator[str]:
    for door in shown.doors:
        here = "open" if door.open_here else "shut"
        yield f"- {door.name}. In the published {door.basis}: {DOORS[door.published]}. In this run: {here}."


def _reported(shown: Debrief) -> Iterator[str]:
    """Lines to judge before their answers are read."""
    told = shown.reported
    if not told:
        return
    yield "How such things were told, in lines written for this story. Which of them are faithful to the record?"
    for number, line in enumerate(told, 1):
        yield f"{number}. “{line.line}”"
    yield "The answers:"
    for number, line in enumerate(told, 1):
        yield f"{number}. {'Faithful' if line.faithful else 'Not faithful'}. {line.why}"


def _what_if(shown: Debrief) -> Iterator[str]:
    """The nearest other ending, and where the path turned away from it."""
    turn = shown.what_if
    if isinstance(turn, NoOther):
        yield turn.told
        return
    yield f"The nearest other ending was “{inline(turn.ending)}”, {counted(turn.steps, 'step')} from “{inline(turn.scene)}”."
    yield f"There you did this: {inline(turn.did)}. The way to it began with this: {inline(turn.instead)}."


def _both_days(shown: Debrief) -> Iterator[str]:
    """What both roles did, by the clock."""
    if shown.earlier is None:
        return
    yield f"Before this, {inline(shown.earlier.role)} came to “{inline(shown.earlier.ending)}”."
    for row in shown.columns:
        at = f"{row.at}, " if row.at else ""
        for who, did in ((shown.earlier.role, row.before), (shown.role, row.now)):
            if did:
                yield f"- {at}{inline(who)}: {inline(did)}"


def _discuss(shown: Debrief) -> Iterator[str]:
    for question in shown.questions:
        yield f"- {question.ask}"
    for note in shown.notes:
        yield f"- Your note: {inline(note)}"
