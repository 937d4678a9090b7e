"""From a turn to the values that the widgets of the play screen show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from game.play.history import Entry
from game.play.session import Session
from game.play.turn import Chance, Letter, Option, Turn
from game.play.words import drawn, gauge
from game.story.problems import counted
from game.tui import ink
from game.tui.widgets.choices import Door
from game.tui.widgets.sheet import Block

if TYPE_CHECKING:
    from game.play.debrief import Debrief
    from game.tui.widgets.letters import Envelope

DEBRIEF, TAKE_BACK = "-debrief", "-undo"
FOR_GOOD = Content("for good")
SO_FAR = Block(Content("So far"), "head")


def left(turn: Turn) -> Content:
    """Which story it is."""
    return ink.line(turn.story, "bold")


def place(turn: Turn) -> Content:
    """Which scene, behind the story."""
    return Content(" · ") + ink.line(turn.title)


def ended(debrief: Debrief) -> tuple[Content, Content, Content]:
    """Which story it is, what this is, and how it ended."""
    return ink.line(debrief.story, "bold"), Content("debrief"), Content(" · ") + ink.line(debrief.ending)


def right(turn: Turn) -> Content:
    """Who one is and how things stand."""
    parts = [turn.role, *map(gauge, turn.gauges)]
    if turn.unread:
        parts.append(f"{turn.unread} unread")
    return ink.line(" · ".join(parts))


def doors(turn: Turn) -> Sequence[Door]:
    """The choices; after an ending the way to the debrief, where nothing is open the way back."""
    if turn.ending:
        return (Door(DEBRIEF, Content("Debrief")),)
    shown = [_door(option) for option in turn.options]
    return [*shown, Door(TAKE_BACK, Content("Take the last step back"))] if turn.stuck and turn.can_undo else shown


def _door(option: Option) -> Door:
    aside = FOR_GOOD if option.irreversible else Content("")
    return Door(option.id, ink.rich(option.words), option.open, ink.rich(option.reason), aside)


def text(turn: Turn, old: Collection[str] = ()) -> Iterator[Block]:
    """The text of the scene under its title, what is ``old`` in the tone of the past, then where its chance came from."""
    yield Block(ink.line(turn.title), "head")
    yield from ink.passages(turn.passages, old=old)
    if turn.chance is not None:
        yield chance(turn.chance)


def chance(led: Chance) -> Block:
    """What is said of the draw that led here."""
    return Block(ink.line(drawn(led)), "quiet", 2, "· ")


def console(turn: Turn) -> Iterator[Block]:
    """A console: what has bounds as bars, then its text."""
    yield Block(ink.line(turn.title), "head")
    for number, shown in enumerate(shown for shown in turn.gauges if shown.show == "bar"):
        yield replace(ink.gauge(shown), gap=0 if number else 1)
    yield from ink.passages(turn.passages)
    if turn.chance is not None:
        yield chance(turn.chance)


def past(entry: Entry) -> Iterator[Block]:
    """What was read and done at a step before, in the tone of the past."""
    yield from ink.passages(entry.passages, "past")
    yield Block(ink.rich(entry.act), "past", 2, "› ")


def gone_past(steps: int) -> str:
    """What is said after known text was gone past."""
    return f"You went past {counted(steps, 'scene')} that you have read." if steps else "Here is something new to read."


def written(session: Session) -> Iterator[Block]:
    """What the player has written since the last step, on a scratchpad."""
    notes = [note.text for note in session.journal.notes if note.step == session.journal.head]
    for number, note in enumerate(notes):
        yield Block(ink.plain(note), "text", 2, bar="│ ", gap=1 if not number else 0)


def act(words: str) -> Block:
    """Something that was done, in the list of what was done so far."""
    return Block(ink.rich(words), "quiet", 2, "› ", gap=0)


def envelopes(letters: Iterable[Letter]) -> list[Envelope]:
    """The letters, the last that came lowest; what is inside only of those that were opened."""
    from game.tui.widgets.letters import Envelope  # few scenes have a mailbox

    return [
        Envelope(
            letter.id,
            ink.line(letter.sender),
            ink.line(letter.subject),
            letter.read,
            tuple(ink.envelope(letter)),
            tuple(ink.letter(letter)) if letter.read else (),
        )
        for letter in letters
    ]
