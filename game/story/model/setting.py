"""What a story begins from: roles, conditions and their presets, people, and the facts that change."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from game.story.expressions import Type, Value
from game.story.problems import Place


class Variable(Struct, frozen=True):
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
    place: Place = Place("story.yaml")


class Condition(Struct, frozen=True):
    """A setting asked before the start, and fixed from then on."""

    id: str
    slot: int
    ask: str
    roles: tuple[str, ...]
    options: Mapping[str, str]
    default: str


class Preset(Struct, frozen=True):
    """Named settings of the conditions."""

    id: str
    name: str
    settings: Mapping[str, str]


class Role(Struct, frozen=True):
    """Whom the player can be."""

    id: str
    name: str
    pitch: str
    start: str


class Person(Struct, frozen=True):
    """Somebody who writes and speaks in the story."""

    id: str
    name: str
    title: str = ""
    mail: str = ""
