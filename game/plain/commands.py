"""The commands of plain mode, each with what it takes and what help says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from game.plain import guessing, keeping, looking, moving, shelf

if TYPE_CHECKING:
    from game.plain.loop import PlainGame


class Command(Struct, frozen=True):
    """A word that can be typed; ``takes`` shows what goes with it, where anything does."""

    name: str
    takes: str
    about: str
    act: Callable[[PlainGame, str], None]


ALL = (
    Command("choose", "N", "take choice N, also by its id. The number alone does the same.", moving.choose),
    Command("mail", "", "the list of letters.", looking.mail),
    Command("read", "N", "open letter N, counted from the oldest.", looking.read),
    Command("again", "", "this scene once more.", lambda game, _: game.show()),
    Command("why", "N", "why the Nth locked choice is locked, counted from the top.", looking.why),
    Command("undo", "", "take the last step back.", moving.undo),
    Command("history", "", "what you did so far.", looking.history),
    Command("rewind", "N", "go back to before step N of the history; nothing is deleted.", moving.rewind),
    Command("branches", "N", "the ways you took back; with a number, go on with that one.", moving.branches),
    Command("map", "", "the scenes you have seen and the steps between them.", looking.path_map),
    Command(
        "record", "N", "the findings that the story draws on; with a number or words, those alone.", looking.record
    ),
    Command("note", "WORDS", "keep a private note.", keeping.note),
    Command("guess", "N", "after an ending, your guess at the figure that the record asks for.", guessing.guess),
    Command("other", "", "after an ending, the other side of the rollout, where there is one.", moving.other),
    Command("rename", "NAME", "call this playthrough something.", keeping.rename),
    Command("export", "FILE", "write it down; the file ends in .md, .html, .json, or .rollout.", keeping.export),
    Command("save", "", "where this is kept; every step is kept by itself.", keeping.save),
    Command("saves", "N", "the playthroughs that are kept; with a number, go on with that one.", shelf.saves),
    Command("settings", "NAME", "what can be set; with a name and on or off, set it.", keeping.settings),
    Command("stories", "", "leave this one, which is kept, for another story.", moving.stories),
    Command("help", "", "these lines.", lambda game, _: game.talk.say(*help_lines())),
    Command("quit", "", "leave.", lambda game, _: game.leave()),
)
COMMANDS = {command.name: command for command in ALL}


def help_lines() -> Iterator[str]:
    """Every command with what it does."""
    yield "Type the number of a choice, or its id. A command wins over an id, so an id that is a command's needs its number."
    yield f"{len(ALL)} commands:"
    for command in ALL:
        yield f"{' '.join(filter(None, (command.name, command.takes)))}: {command.about}"
