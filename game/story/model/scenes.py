"""Scenes, and all that stands in one."""

from __future__ import annotations

from msgspec import Struct

from game.story.expressions import Effects, Expression
from game.story.problems import Place
from game.story.templates import Template

#: The step that `next` offers, and the id it has in journals, walkthroughs and proofs.
CONTINUE = "continue"
#: A draw lands on one of this many equal parts, so a percent has two decimals.
DRAW_PARTS = 10_000


class Block(Struct, frozen=True):
    """A piece of a scene's text; ``kind`` is text, say, thought or log, ``by`` who says it."""

    kind: str
    words: Template
    place: Place
    by: str = ""
    guard: Expression | None = None


class Mail(Struct, frozen=True):
    """A message, delivered when its scene is entered and its guard holds."""

    id: str
    sender: str
    to: str
    date: str
    subject: Template
    body: Template
    place: Place
    guard: Expression | None = None
    do: Effects | None = None
    renamed_from: tuple[str, ...] = ()


class Choice(Struct, frozen=True):
    """Something one can do in a scene; ``locked`` is why not, where it is shown shut."""

    id: str
    words: Template
    to: str
    place: Place
    guard: Expression | None = None
    locked: Template | None = None
    once: bool = False
    irreversible: bool = False
    do: Effects | None = None
    findings: tuple[str, ...] = ()
    note: Template | None = None
    renamed_from: tuple[str, ...] = ()


class Drawn(Struct, frozen=True):
    """One outcome of a draw: a scene, its share of :data:`DRAW_PARTS`, and the finding the share is from."""

    to: str
    parts: int
    finding: str = ""


class Way(Struct, frozen=True):
    """A guarded way on: one scene, or a draw of several with a ``label`` for where its chances come from."""

    place: Place
    guard: Expression | None = None
    to: str = ""
    draw: tuple[Drawn, ...] = ()
    label: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """Every scene it can lead to."""
        return tuple(drawn.to for drawn in self.draw) if self.draw else (self.to,)

    def land(self, roll: int) -> Drawn:
        """The outcome that ``roll`` (0 to DRAW_PARTS - 1) falls on, walking along the entries in order."""
        edge = 0
        for drawn in self.draw:
            edge += drawn.parts
            if roll < edge:
                return drawn
        return self.draw[-1]


class Earned(Struct, frozen=True):
    """A finding an ending shows, where ``guard`` says that the path has earned it."""

    finding: str
    guard: Expression | None
    place: Place


class Ending(Struct, frozen=True):
    """What makes a scene an ending; ``outcome`` is for comparing runs and never shown to a player."""

    outcome: str
    findings: tuple[Earned, ...]
    explain: tuple[Block, ...]
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


class Scene(Struct, frozen=True):
    """One stop of the story; ``at`` is the time on its clock, for laying two roles' days side by side.

    ``origin`` has the id of the pack it comes from, and then those of the packs that changed it.
    """

    id: str
    title: Template
    place: Place
    view: str = "narration"
    at: str = ""
    do: Effects | None = None
    text: tuple[Block, ...] = ()
    mail: tuple[Mail, ...] = ()
    choices: tuple[Choice, ...] = ()
    ways: tuple[Way, ...] = ()
    ending: Ending | None = None
    renamed_from: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)
