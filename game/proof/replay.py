"""Witnesses replayed through the machine that is played, so that the proof is about that machine.

Ways that begin alike share their beginning, and each step is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from game.play.machine import StoryMachine
from game.play.session import NotOpenError, Session, first_facts
from game.play.state import State
from game.proof.starts import Start
from game.proof.ways import Way
from game.story.model import CONTINUE

#: Called with each state a replay comes to, and the way there.
See = Callable[[State, Way], None]


class DisagreementError(Exception):
    """The prover and the machine that is played disagree: a fault of Rollout, not of the story."""

    def __init__(self, way: Way, fault: str) -> None:
        start = way.start
        carried = f", carrying over {dict(start.carried)}" if start.carried else ""
        super().__init__(
            f"the proof and the game disagree, which is a fault of Rollout itself: {fault}. To reproduce it, play "
            f"{start.role} with {dict(start.conditions)}{carried}: {', '.join(way.steps)}"
        )


def take(session: Session, step: str) -> None:
    """Take a step as walkthroughs write it.  Raises NotOpenError where it is not open."""
    if step.startswith("read "):
        mail_id = step.removeprefix("read ")
        letter = session.look().letter(mail_id)
        if letter is None or letter.read:
            raise NotOpenError(step, ())
        session.read(mail_id)
    elif step.startswith(f"{CONTINUE} to "):
        session.choose(CONTINUE, landing=step.removeprefix(f"{CONTINUE} to "))
    else:
        session.choose(step)


def started(machine: StoryMachine, start: Start) -> State:
    """The state a start puts a player in."""
    facts = first_facts(machine.story, start.role, start.conditions, start.carried)
    return machine.start(facts, machine.story.roles[start.role].start)


def after(machine: StoryMachine, state: State, step: str) -> State:
    """The state after a step as walkthroughs write it.  Raises ValueError where it is not open."""
    if step.startswith("read "):
        mail_id = step.removeprefix("read ")
        if machine.story.scenes[state.scene].ending or not state.holds(mail_id) or mail_id in state.opened:
            raise ValueError(f"{mail_id} cannot be read in {state.scene}")
        return machine.read(state, mail_id)
    name, _, landing = step.partition(f"{CONTINUE} to ")
    if landing:
        way = machine.way(machine.story.scenes[state.scene], state)
        if way is None or not way.draw or landing not in way.targets:
            raise ValueError(f"{step} is not open in {state.scene}")
    return machine.step(state, name or CONTINUE, landing)


def replay(machine: StoryMachine, ways: Iterable[Way], see: See | None = None) -> int:
    """Take every step of every way in the machine, and answer how many that were.

    ``see`` is called with each state come to from a whole start.  Raises DisagreementError where a step that the
    proof says is open is not.
    """
    states: dict[Way, State] = {}
    steps = 0
    for whole in ways:
        missing = []
        for way in whole.chain():
            if way in states:
                break
            missing.append(way)
        for way in reversed(missing):
            if way.before is None:
                states[way] = started(machine, way.start)
            else:
                states[way] = _taken(machine, states[way.before], way)
                steps += 1
            if see is not None and way.start.whole:
                see(states[way], way)
    return steps


def _taken(machine: StoryMachine, state: State, way: Way) -> State:
    try:
        return after(machine, state, way.step)
    except ValueError as fault:
        raise DisagreementError(way, str(fault)) from None
