"""Witnesses replayed through sessions, so that the proof is about the machine that is played.

Ways that begin alike share their beginning, and each step is taken once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from itertools import takewhile

from game.play.journal import START
from game.play.machine import StoryMachine
from game.play.session import NotOpenError, Session
from game.play.state import State
from game.proof.notation import choice_of, mail_of
from game.proof.ways import Way

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
    mail_id = mail_of(step)
    if mail_id is None:
        choice, target = choice_of(step)
        session.choose(choice, landing=target)
        return
    letter = session.look().letter(mail_id)
    if letter is None or letter.read:
        raise NotOpenError(step, ())
    session.read(mail_id)


def after(machine: StoryMachine, state: State, step: str) -> State:
    """The state after a step as walkthroughs write it.  Raises ValueError where it is not open."""
    scene = machine.story.scenes[state.scene]
    mail_id = mail_of(step)
    if mail_id is not None:
        if scene.ending or not state.holds(mail_id) or mail_id in state.opened:
            raise ValueError(f"{mail_id} cannot be read in {scene.id}")
        return machine.read(state, mail_id)
    choice, target = choice_of(step)
    if target:
        way = machine.way(scene, state)
        if way is None or not way.draw or target not in way.targets:
            raise ValueError(f"{step} is not open in {scene.id}")
    return machine.step(state, choice, target)


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
