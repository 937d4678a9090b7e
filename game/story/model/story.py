"""A whole story, with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from game.story.expressions import Expression
from game.story.model.record import Finding, Question
from game.story.model.scenes import Mail, Scene
from game.story.model.setting import Condition, Person, Preset, Role, Variable
from game.story.problems import Place


class Door(Struct, frozen=True):
    """A way out, as it was in the published test and in this run."""

    id: str
    name: str
    published: str
    open_here: Expression
    finding: str = ""


class Carry(Struct, frozen=True):
    """How one role can follow another: variables of the new run, from expressions over the finished one."""

    role: str
    source: str
    settings: Mapping[str, Expression]


class Always(Struct, frozen=True):
    """A property that holds at rest, in every reachable state."""

    name: str
    holds: Expression
    place: Place


class Seminar(Struct, frozen=True):
    """How a class plays the story."""

    pivotal: str = ""
    class_cut: tuple[str, ...] = ()


class Extension(Struct, frozen=True):
    """A pack that was added to a story."""

    id: str
    version: str
    path: Path


class Story(Struct, frozen=True):
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
