"""Random playthroughs of a shipped story."""

from __future__ import annotations

from random import Random

from game.play.machine import StoryMachine
from game.play.session import Session

#: More steps than any sensible playthrough has.
ENOUGH = 400


def wander(machine: StoryMachine, session: Session, dice: Random) -> Session:
    """Play on at random, mail read now and then, until an ending."""
    for _ in range(ENOUGH):
        turn = session.look()
        if turn.ending:
            return session
        unread = [letter.id for letter in turn.mail if not letter.read]
        if unread and dice.random() < 0.3:
            session.read(dice.choice(unread))
        else:
            session.choose(dice.choice([option.id for option in turn.options if option.open]))
    raise AssertionError(f"no ending after {ENOUGH} steps, in {session.state.scene}")
