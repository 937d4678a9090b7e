"""The journal: every step of a playthrough, undone ones included.

Steps form a tree.  The path is the chain from the start to ``head``; undo and rewind move the head back and
delete nothing, so an abandoned branch can be read, and picked up again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from game.play.fields import Label, Text

START = -1
#: The number of a step, or START.
Place = Annotated[int, Meta(ge=START)]


class Step(Struct, frozen=True, gc=False, omit_defaults=True, rename={"parent": "after"}):
    """One step: in ``scene`` the player took the choice ``choose``, or opened the mail ``read``.

    ``parent`` is the number of the step before it, or START.  ``to`` is the scene the step led to, empty for a
    reading.  ``offered`` lists the ids that were open.  ``label`` is that of a draw, if there was one.  ``at`` is the
    time in ISO 8601, to the second.  A save has steps in just these words, and leaves out what is empty.
    """

    parent: Place
    scene: Text
    choose: Text = ""
    read: Text = ""
    to: Text = ""
    offered: tuple[str, ...] = ()
    label: Label = ""
    at: Text = ""

    @property
    def id(self) -> str:
        """The id of the choice, or of the mail."""
        return self.read or self.choose

    @property
    def moves(self) -> bool:
        """Whether it left the scene, as opposed to reading a mail in it."""
        return not self.read


class Note(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A private note of the player: after which step, in which scene, to which invitation; a save has it as a list."""

    step: Place
    scene: str
    text: str
    prompt: str


class Journal(Struct):
    """All steps in the order they were first taken, and where the playthrough stands."""

    steps: list[Step] = field(default_factory=list)
    head: int = START
    notes: list[Note] = field(default_factory=list)
    _depths: list[int] = field(default_factory=list)
    _children: dict[tuple[int, bool, str, str], int] = field(default_factory=dict)
    _listed: int = 0

    @property
    def depth(self) -> int:
        """How many steps the path has."""
        depths = self._depths
        for step in self.steps[len(depths) :]:
            depths.append(1 if step.parent == START else depths[step.parent] + 1)
        return depths[self.head] if self.head != START else 0

    def path(self, head: int | None = None) -> list[int]:
        """The numbers of the steps from the start to ``head``, or to where the playthrough stands."""
        number = self.head if head is None else head
        path = []
        while number != START:
            path.append(number)
            number = self.steps[number].parent
        return path[::-1]

    def taken(self) -> Iterator[Step]:
        """The steps of the path."""
        return (self.steps[number] for number in self.path())

    def leave(self, kept: Sequence[int]) -> dict[int, int]:
        """Leave only some steps, numbered anew; the new number of each, and of START."""
        numbers = {START: START, **{old: new for new, old in enumerate(kept)}}
        self.notes = [replace(note, step=numbers[note.step]) for note in self.notes if note.step in numbers]
        self.steps = [replace(self.steps[old], parent=numbers[self.steps[old].parent]) for old in kept]
        self.head = numbers[self.head]
        self._depths, self._children, self._listed = [], {}, 0
        return numbers

    def add(self, step: Step) -> int:
        """Append a step behind the head and move there; the same step taken again is not written twice."""
        known = self._same(step)
        if known is not None:
            self.head = known
            return known
        self.steps.append(step)
        self.head = len(self.steps) - 1
        return self.head

    def _same(self, step: Step) -> int | None:
        """The number of the same step behind the same one, where it was taken before."""
        for number in range(self._listed, len(self.steps)):
            other = self.steps[number]
            self._children.setdefault((other.parent, other.moves, other.id, other.to), number)
        self._listed = len(self.steps)
        return self._children.get((step.parent, step.moves, step.id, step.to))
