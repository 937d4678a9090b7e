"""Witnesses replayed through a real session, so that the proof is about the machine that is played.

Ways that begin alike are walked once: they form a tree, and a session can go back to any step it has taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from game.play.journal import START
from game.play.machine import StoryMachine
from game.play.session import NotOpenError, Session
from game.play.state import State
from game.proof.explore import Way
from game.proof.starts import Start
from game.story.model import CONTINUE

#: Called with each state a replay comes to, its start, and the steps so far.
See = Callable[[State, Start, Sequence[str]], None]


class DisagreementError(Exception):
    """The prover and the machine that is played disagree: a fault of Rollout, not of the story."""

    def __init__(self, start: Start, steps: tuple[str, ...], fault: str) -> None:
        carried = f", carrying over {dict(start.carried)}" if start.carried else ""
        super().__init__(
            f"the proof and the game disagree, which is a fault of Rollout itself: {fault}. To reproduce it, play "
            f"{start.role} with {dict(start.conditions)}{carried}: {', '.join(steps)}"
        )


@dataclass(slots=True)
class Branch:
    """A node of the tree of ways."""

    steps: dict[str, Branch] = field(default_factory=dict)

    def add(self, steps: Iterable[str]) -> None:
        """Add a way below this node."""
        node = self
        for step in steps:
            node = node.steps.setdefault(step, Branch())


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


def start_session(machine: StoryMachine, start: Start) -> Session:
    """A session at a start."""
    return Session(machine, start.role, start.conditions, carried=start.carried)


def replay(machine: StoryMachine, ways: Iterable[Way], see: See | None = None) -> int:
    """Walk every way through a real session and answer how many steps that took.

    ``see`` is called with the session wherever it comes to from a whole start.  Raises DisagreementError where a step that the
    proof says is open is not.
    """
    trees: dict[int, tuple[Start, Branch]] = {}
    for way in ways:
        trees.setdefault(id(way.start), (way.start, Branch()))[1].add(way.steps)
    return sum(
        _walk(start_session(machine, start), start, tree, see if start.whole else None)
        for start, tree in trees.values()
    )


def _walk(session: Session, start: Start, tree: Branch, see: See | None) -> int:
    if see is not None:
        see(session.state, start, ())
    count = 0
    nodes: list[tuple[int, Branch, tuple[str, ...]]] = [(START, tree, ())]
    while nodes:
        number, node, way = nodes.pop()
        for step, below in node.steps.items():
            session.rewind(number)
            try:
                take(session, step)
            except NotOpenError as fault:
                raise DisagreementError(start, (*way, step), str(fault)) from None
            count += 1
            if see is not None:
                see(session.state, start, (*way, step))
            if below.steps:
                nodes.append((session.journal.head, below, (*way, step)))
    return count
