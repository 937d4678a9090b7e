"""Witnesses replayed through sessions, so that the proof is about the machine that is played.

Ways that begin alike share their beginning, and each step is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from itertools import takewhile

from game.play.journal import START
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
    """Take every step of every way in a session, and answer how many that were.

    ``see`` is called with each state come to from a whole start.  Raises DisagreementError where a step that the
    proof says is open is not.
    """
    sessions: dict[Way, Session] = {}
    numbers: dict[Way, int] = {}
    steps = 0
    for whole in ways:
        for way in reversed(_missing(whole, numbers)):
            if way.before is None:
                start = way.start
                sessions[way] = Session(machine, start.role, start.conditions, carried=start.carried)
                numbers[way] = START
            else:
                sessions[way] = _taken(sessions[way.before], numbers[way.before], way)
                numbers[way] = sessions[way].journal.head
                steps += 1
            if see is not None and way.start.whole:
                see(sessions[way].state, way)
    return steps


def _missing(whole: Way, known: Container[Way]) -> list[Way]:
    """The end of a way that was not gone yet, last step first."""
    return list(takewhile(lambda way: way not in known, whole.chain()))


def _taken(session: Session, number: int, way: Way) -> Session:
    """The session after one more step, from where it stood after an earlier one."""
    if session.journal.head != number:
        session.rewind(number)
    try:
        take(session, way.step)
    except NotOpenError as fault:
        raise DisagreementError(way, str(fault)) from None
    return session
