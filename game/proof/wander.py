"""Random playthroughs, taken to answer cheaply what most of them come past.  They prove nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from game.play.machine import StoryMachine
from game.proof.explore import Watch
from game.proof.eyes import Eyes
from game.proof.replay import start_session, take
from game.proof.starts import Start
from game.story.model import CONTINUE

#: Give up when so many playthroughs in a row have answered nothing.
PATIENCE = 150
LONGEST = 400


def wander(machine: StoryMachine, starts: Sequence[Start], eyes: Eyes, watch: Watch) -> None:
    """Play at random from random starts while that answers anything; the same each time.  Raises LimitError."""
    dice = Random(0)  # noqa: S311 - nothing secret depends on it
    idle = 0
    while starts and eyes.waiting and idle < PATIENCE:
        before = len(eyes.shown)
        _play(machine, dice.choice(starts), eyes, dice)
        idle = 0 if len(eyes.shown) > before else idle + 1
        watch.look(0)


def _play(machine: StoryMachine, start: Start, eyes: Eyes, dice: Random) -> None:
    session = start_session(machine, start)
    way: list[str] = []
    while len(way) < LONGEST:
        eyes.see(session, start, tuple(way))
        turn = session.look()
        steps = [option.id for option in turn.options if option.open]
        unread = [f"read {letter.id}" for letter in turn.mail if not letter.read]
        if turn.ending or not (steps or unread):
            return
        step = dice.choice(unread) if unread and (not steps or dice.random() < 0.3) else dice.choice(steps)
        if step == CONTINUE:
            drawn = machine.way(session.scene, session.state)
            if drawn is not None and drawn.draw:
                step = f"{CONTINUE} to {dice.choice(drawn.targets)}"
        take(session, step)
        way.append(step)
