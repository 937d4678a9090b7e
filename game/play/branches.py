"""What was done and taken back: the branches of the journal that the path has left."""

from __future__ import annotations

from msgspec import Struct

from game.play.history import act
from game.play.journal import START
from game.play.session import Session
from game.story.problems import counted


class Branch(Struct, frozen=True):
    """A way that was left, from where it parts from the path to its last step.

    ``tip`` is that step's number in the journal, where :meth:`Session.rewind` picks it up; ``fork`` is the step it
    parts behind, or START.  ``scene`` and ``end`` are the titles of where it parts and of where it came to, and
    ``words`` its first act.
    """

    tip: int
    fork: int
    scene: str
    words: str
    end: str
    steps: int
    ended: bool

    @property
    def told(self) -> str:
        """The branch in a sentence, its words as Markdown."""
        came = f"ended with “{self.end}”" if self.ended else f"came to “{self.end}”"
        return f"At “{self.scene}”: {self.words}. It {came} after {counted(self.steps, 'step')}."


def branches(session: Session) -> tuple[Branch, ...]:
    """Every branch that was taken back, the last left first."""
    journal = session.journal
    path = {START, *journal.path()}
    parents = {step.parent for step in journal.steps}
    tips = [number for number in range(len(journal.steps)) if number not in parents and number not in path]
    return tuple(_branch(session, tip, path) for tip in reversed(tips))


def _branch(session: Session, tip: int, path: set[int]) -> Branch:
    steps = session.journal.steps
    way = [tip]
    while steps[way[-1]].parent not in path:
        way.append(steps[way[-1]].parent)
    fork = steps[way[-1]].parent
    before, after = session.state_at(fork), session.state_at(tip)
    scenes = session.story.scenes
    return Branch(
        tip=tip,
        fork=fork,
        scene=scenes[before.scene].title.render(before.entered),
        words=act(session, way[-1]),
        end=scenes[after.scene].title.render(after.entered),
        steps=len(way),
        ended=scenes[after.scene].ending is not None,
    )
