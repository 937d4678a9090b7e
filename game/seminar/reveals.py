"""What is revealed: tables of the room's answers, a card of the record, or lines that somebody wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from game.play.debrief import Card
from game.seminar import cards, results
from game.seminar.model import Room
from game.seminar.order import GUESSES, LINES, PATHS, PRACTICE, VARIANT, VOTES
from game.seminar.results import Table
from game.story.model import Finding


class Shown(Struct, frozen=True):
    """What is revealed: tables with a sentence on them, a card, or lines somebody wrote.

    ``later`` is what the wall shows of what came later than the card: that of its ``part``, of so many ``parts``.
    """

    title: str
    tables: tuple[Table, ...] = ()
    words: str = ""
    card: Card | None = None
    later: tuple[Finding, ...] = ()
    part: int = 1
    parts: int = 1
    lines: tuple[tuple[str, str], ...] = ()
    split: bool = False
    caveat: str = ""


def shown(room: Room, k: int) -> Shown | None:
    """What is revealed now, with no count below ``k``; None where nothing is."""
    place = cards.place_of(room.stage.shown)
    if place is not None:
        return _card(room, place)
    make = REVEALS.get(room.stage.shown)
    return make(room, k) if make is not None else None


def _card(room: Room, place: cards.CardPlace) -> Shown:
    card = room.plot.card(place.number)
    parts = cards.parts(card)
    return Shown("From the record", card=card, later=parts[place.part], part=place.part + 1, parts=len(parts))


def _practice(room: Room, k: int) -> Shown:
    return Shown("To try it out", (results.practice(room, k),))


def _votes(room: Room, k: int) -> Shown:
    tables, moved = results.votes(room, k), results.moved(room, k)
    return Shown("What this room chose", tables, moved, split=room.stage.split, caveat=results.CAVEAT)


def _paths(room: Room, k: int) -> Shown:
    tables = tuple(results.paths(room, k))
    return Shown("The paths of this room", tables, split=room.stage.split, caveat=results.CAVEAT)


def _guesses(room: Room, k: int) -> Shown:
    table, guess = results.guesses(room, k), room.plot.guess
    return Shown("What this room predicted", (table,) if table else (), guess.guess if guess else "")


def _variant(room: Room, k: int) -> Shown:
    table = results.variant(room, k)
    tables = (table,) if table else ()
    return Shown("With one door open", tables, split=room.stage.split, caveat=results.CAVEAT)


def _lines(room: Room, k: int) -> Shown:  # noqa: ARG001 - the table's signature
    lines = tuple((ballot, text) for name, ballot, text in room.lines() if name in room.stage.approved)
    return Shown("What was said on leaving", lines=lines)


#: What is revealed by its name, cards aside.
REVEALS: Mapping[str, Callable[[Room, int], Shown]] = {
    PRACTICE: _practice, VOTES: _votes, PATHS: _paths, GUESSES: _guesses, VARIANT: _variant, LINES: _lines,
}  # fmt: skip
