"""The playthroughs that are kept, as lines: going on with one, putting one aside and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from game.plain.lines import inline
from game.plain.talk import echo, position
from game.play.library import CannotOpenError
from game.play.saves import Damaged, SaveInfo
from game.play.shelf import ShelfError
from game.story.problems import counted

if TYPE_CHECKING:
    from game.plain.loop import PlainGame

HOW = "Type saves and a number to go on with one; saves delete N puts one aside; saves aside lists what was put aside."
BACK = "Type saves restore and a number to have one back, saves forget and a number to delete one for good."
Row = SaveInfo | Damaged


class Listed(Struct, frozen=True):
    """The rows that were read out last; numbers mean these, whatever happens to the folder meanwhile."""

    rows: tuple[Row, ...] = ()
    aside: bool = False


def saves(game: PlainGame, words: str) -> None:
    """List the playthroughs, or do something with one of those listed."""
    verb, _, rest = words.partition(" ")
    if not words or words == "aside":
        _list(game, aside=words == "aside")
    elif position(verb, 10**8) is not None and not rest:
        _with(game, "open", verb)
    elif verb in ("delete", "restore", "forget"):
        _with(game, verb, rest.strip())
    else:
        game.talk.say(f"{echo(words)} cannot be done with saves. {HOW}")


def _list(game: PlainGame, *, aside: bool) -> None:
    kept, damaged = game.library.shelf.aside() if aside else game.library.kept()
    game.listed = Listed((*kept, *damaged), aside)
    game.talk.say(*_rows(game.listed))


def _rows(listed: Listed) -> Iterator[str]:
    count = counted(len(listed.rows), "playthrough")
    if not listed.rows:
        yield "Nothing was put aside." if listed.aside else "Nothing is kept yet."
        return
    yield f"{count} put aside. {BACK}" if listed.aside else f"{count} kept. {HOW}"
    for number, row in enumerate(listed.rows, 1):
        yield f"{number}. {row_line(row)}"


def row_line(row: Row) -> str:
    """A kept playthrough, or a damaged file, on a line."""
    if isinstance(row, Damaged):
        sound = "The copy made before it is sound" if row.backup else "There is no sound copy of it"
        return f"{row.file.name} cannot be read: {row.reason}. {sound}."
    name = f"{row.name}. " if row.name else ""
    ended = ", an ending" if row.ended else ""
    return f"{name}{inline(row.story_title)}, as {inline(row.role_name)}, at {inline(row.place)}{ended}, {counted(row.steps, 'step')}."


def _with(game: PlainGame, verb: str, which: str) -> None:
    """Do something with one of the rows listed last."""
    wants_aside = verb in ("restore", "forget")
    if game.listed.aside != wants_aside or not game.listed.rows:
        _list(game, aside=wants_aside)
        game.talk.say("Nothing was done yet; the number counts from this list.")
        return
    number = position(which, len(game.listed.rows))
    if number is None:
        game.talk.say(f"There is no {echo(which)} in the list of {counted(len(game.listed.rows), 'playthrough')}.")
        return
    try:
        _do(game, verb, game.listed.rows[number])
    except (ShelfError, CannotOpenError) as fault:
        game.talk.say(str(fault))


def _do(game: PlainGame, verb: str, row: Row) -> None:
    shelf = game.library.shelf
    match verb:
        case "open":
            game.session = game.library.recover(row) if isinstance(row, Damaged) else game.library.resume(row)
            game.arrive()
            return
        case "delete":
            shelf.put_aside(row.file)
            said = "is put aside. Type saves aside to see it, and to have it back"
        case "restore":
            shelf.restore(row.file)
            said = "is back"
        case _:
            shelf.delete(row.file)
            said = "is deleted for good"
    game.listed = Listed()
    game.talk.say(f"{row.file.name} {said}.")
