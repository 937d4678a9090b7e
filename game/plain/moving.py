"""Going on and going back: choices, steps taken back, branches picked up again, the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.plain import lines
from game.plain.talk import echo, position
from game.play.branches import branches as branches_of
from game.play.carry import other_sides
from game.play.debrief import path
from game.story.problems import counted

if TYPE_CHECKING:
    from game.plain.loop import PlainGame


def choose(game: PlainGame, which: str) -> None:
    """Take a choice, also one whose id is a command's."""
    if which:
        game.choose(which)
    else:
        game.talk.say("Type choose and the number or the id of a choice.")


def undo(game: PlainGame, _: str) -> None:
    """Take the last step back, and say which it was."""
    words = [lines.inline(mark.words) for mark in path(game.session) if not mark.undone]
    if game.session.undo() is None:
        game.talk.say("This is the beginning; there is nothing to take back.")
        return
    game.talk.say(f"Taken back: {words[-1]}")
    game.arrive()


def rewind(game: PlainGame, which: str) -> None:
    """Go back to before a step of the history."""
    marks = list(path(game.session))
    number = position(which, len(marks))
    if number is None:
        game.talk.say(f"Type rewind and the number of a step; there {lines.are(len(marks), 'step')} in the history.")
        return
    mark = marks[number]
    game.session.rewind(game.session.journal.steps[mark.number].parent)
    game.talk.say(f"Back to before this: {lines.inline(mark.words)}")
    game.arrive()


def branches(game: PlainGame, which: str) -> None:
    """List the ways that were taken back, or go on with one."""
    found = branches_of(game.session)
    number = position(which, len(found))
    if number is not None:
        game.session.rewind(found[number].tip)
        game.talk.say(f"You go on with this again. {lines.inline(found[number].told)}")
        game.arrive()
    elif which:
        game.talk.say(f"There is no branch {echo(which)}; there {lines.are(len(found), 'branch', 'branches')}.")
    else:
        count = counted(len(found), "branch", "branches")
        hint = " Type branches and a number to go on with one." if found else ""
        told = (f"{place}. {lines.inline(branch.told)}" for place, branch in enumerate(found, 1))
        game.talk.say(f"{count} taken back.{hint}", *told)


def other(game: PlainGame, _: str) -> None:
    """Begin the other side of a finished rollout."""
    role = next(other_sides(game.session), None)
    if role is None:
        game.talk.say("There is no other side to begin here." if game.turn.ending else "First come to an ending.")
        return
    game.session = game.library.other_side(game.session, role.id)
    game.talk.tell([f"The other side of this rollout. You are {lines.inline(role.name)} now."])
    game.arrive()


def stories(game: PlainGame, _: str) -> None:
    """Leave for another story; what was played is kept."""
    game.elsewhere = True
    game.leave()
