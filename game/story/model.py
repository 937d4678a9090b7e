"""What an author wrote, frozen: resolved, checked, and safe to share between sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from game.story.expressions import Effects, Expression, Type, Value
from game.story.problems import Place
from game.story.templates import Template

#: The step that `next` offers, and the id it has in journals, walkthroughs and proofs.
CONTINUE = "continue"
#: A draw lands on one of this many equal parts, so a percent has two decimals.
DRAW_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact that changes during play; ``show`` is bar, number, text, or empty where it is hidden."""

    id: str
    type: Type
    slot: int
    start: Value
    least: int = 0
    most: int = 0
    values: tuple[str, ...] = ()
    label: str = ""
    show: str = ""
    roles: tuple[str, ...] = ()
    renamed_from: tuple[str, ...] = ()
    place: Place = field(default=Place("story.yaml"), compare=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """A setting asked before the start, and fixed from then on."""

    id: str
    slot: int
    ask: str
    roles: tuple[str, ...]
    options: Mapping[str, str]
    default: str


@dataclass(frozen=True, slots=True)
class Preset:
    """Named settings of the conditions."""

    id: str
    name: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Role:
    """Whom the player can be."""

    id: str
    name: str
    pitch: str
    start: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes and speaks in the story."""

    id: str
    name: str
    title: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a scene's text; ``kind`` is text, say, thought or log, ``by`` who says it."""

    kind: str
    words: Template
    place: Place
    by: str = ""
    guard: Expression | None = None


@dataclass(frozen=True, slots=True)
class Mail:
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


@dataclass(frozen=True, slots=True)
class Choice:
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """One outcome of a draw: a scene, its share of :data:`DRAW_PARTS`, and the finding the share is from."""

    to: str
    parts: int
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Way:
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


@dataclass(frozen=True, slots=True)
class Earned:
    """A finding an ending shows, where ``guard`` says that the path has earned it."""

    finding: str
    guard: Expression | None
    place: Place


@dataclass(frozen=True, slots=True)
class Ending:
    """What makes a scene an ending; ``outcome`` is for comparing runs and never shown to a player."""

    outcome: str
    findings: tuple[Earned, ...]
    explain: tuple[Block, ...]
    flags: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
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


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of a finding, as it was published."""

    value: str
    unit: str = ""
    of: str = ""

    @property
    def percent(self) -> Fraction | None:
        """The value as a percent from 0 to 100, or None where it is none."""
        if not self.unit.startswith("%") or not self.value.replace(".", "", 1).isdecimal():
            return None
        value = Fraction(self.value)
        return value if value <= 100 else None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a finding stands."""

    title: str
    publisher: str
    date: str
    section: str = ""
    page: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """How such a thing was told, in a line written for the story's debrief."""

    line: str
    faithful: bool
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One card of the record: what was found, under which conditions, what it is not, and what came later."""

    id: str
    claim: str
    conditions: str
    caveat: str
    evidence: str
    source: Source
    figure: Figure | None = None
    quote: str = ""
    read: str = ""
    updated_by: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    guess: str = ""
    reported: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something to talk about."""

    id: str
    ask: str
    theme: str = ""
    minutes: int = 0
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Door:
    """A way out, as it was in the published test and in this run."""

    id: str
    name: str
    published: str
    open_here: Expression
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Carry:
    """How one role can follow another: variables of the new run, from expressions over the finished one."""

    role: str
    source: str
    settings: Mapping[str, Expression]


@dataclass(frozen=True, slots=True)
class Always:
    """A property that holds at rest, in every reachable state."""

    name: str
    holds: Expression
    place: Place


@dataclass(frozen=True, slots=True)
class Seminar:
    """How a class plays the story."""

    pivotal: str = ""
    class_cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """A pack that was added to a story."""

    id: str
    version: str
    path: Path


@dataclass(frozen=True, slots=True)
class Story:
    """A whole pack, with what extends it.

    ``fingerprint`` changes whenever a file of the pack does; ``facts`` gives the slot of each remembered fact
    that some expression asks for; ``size`` is the number of slots.  Where the pack is an extension itself,
    ``extends`` is the id of the story it adds to and ``extensions`` has the pack too.
    """

    id: str
    title: str
    version: str
    path: Path
    fingerprint: str
    roles: Mapping[str, Role]
    scenes: Mapping[str, Scene]
    size: int
    facts: Mapping[tuple[str, str], int]
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    presets: Mapping[str, Preset] = field(default_factory=dict)
    variables: Mapping[str, Variable] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    mail: Mapping[str, Mail] = field(default_factory=dict)
    findings: Mapping[str, Finding] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    doors: tuple[Door, ...] = ()
    carry: Mapping[str, Carry] = field(default_factory=dict)
    always: tuple[Always, ...] = ()
    seminar: Seminar = Seminar()
    summary: str = ""
    authors: tuple[str, ...] = ()
    license: str = ""
    language: str = "en"
    minutes: int = 0
    content_notes: tuple[str, ...] = ()
    instrument: str = ""
    canary: str = ""
    record: str = ""
    basis: str = "test"
    locks: str = "reason"
    extends: str = ""
    extensions: tuple[Extension, ...] = ()

    @property
    def added(self) -> tuple[Extension, ...]:
        """The packs that were added to the pack asked for."""
        return tuple(extension for extension in self.extensions if extension.id != self.id)

    @property
    def endings(self) -> Iterator[Scene]:
        """The scenes that end the story."""
        return (scene for scene in self.scenes.values() if scene.ending is not None)

    def person(self, name: str) -> str:
        """The name of a person's id, or the free text that stands in its place."""
        person = self.people.get(name)
        return person.name if person else name

    def asked(self, role: str) -> tuple[Condition, ...]:
        """The conditions a role is asked before the start."""
        return tuple(c for c in self.conditions.values() if not c.roles or role in c.roles)
