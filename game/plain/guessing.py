"""After an ending: a guess at a figure, and then the figure."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from game.plain.cards import finding
from game.plain.talk import echo, position
from game.play.debrief import debrief
from game.story.model import Finding

if TYPE_CHECKING:
    from game.plain.loop import PlainGame


def guess(game: PlainGame, number: str) -> None:
    """Take a guess at the next figure that is asked for, and show the finding; without a number, ask."""
    asked = _asked(game)
    if asked is None:
        game.talk.say("There is nothing to guess." if game.turn.ending else "First come to an ending.")
    elif not number:
        game.talk.say(f"{asked.guess} Type guess and a number from 0 to 100.")
    elif number != "0" and position(number, 100) is None:
        game.talk.say(f"{echo(number)} is no number from 0 to 100.")
    else:
        game.guessed = game.guessed | {asked.id}
        game.talk.tell([f"You guessed {int(number)} in 100.", *finding(asked)])
        with suppress(OSError):  # the title's dots stay unlit; nothing else depends on it
            game.library.saves.remember(lambda memory: setattr(memory, "lit", True))


def _asked(game: PlainGame) -> Finding | None:
    """The next finding whose figure is to be guessed."""
    if not game.turn.ending:
        return None
    return next((item for item in debrief(game.session).guesses if item.id not in game.guessed), None)
