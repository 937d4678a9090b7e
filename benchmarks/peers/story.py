"""A generated story without any engine's ways of writing it: scenes, choices, guards and effects as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Guard:
    """A variable compared with a number."""

    name: str
    operator: str
    number: int


@dataclass(frozen=True)
class Effect:
    """A number added to a variable or taken from it; past the bound the variable stays at it."""

    name: str
    operator: str
    number: int
    bound: int


@dataclass(frozen=True)
class Choice:
    """A way from one scene to another."""

    words: str
    to: str
    guard: Guard | None
    effect: Effect | None


@dataclass(frozen=True)
class Scene:
    """Paragraphs and choices; a scene without choices is an end."""

    id: str
    paragraphs: Sequence[str]
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Story:
    """The whole of it, with what the variables start with."""

    start: str
    variables: Mapping[str, int]
    scenes: Sequence[Scene]


def read(pack: Path) -> Story:
    """The story of a pack that ``generate.write`` wrote."""
    manifest = yaml.load((pack / "story.yaml").read_bytes(), yaml.CSafeLoader)
    scenes = yaml.load((pack / "scenes.yaml").read_bytes(), yaml.CSafeLoader)
    variables = manifest["variables"]
    return Story(
        manifest["roles"]["player"]["start"],
        {name: variable["start"] for name, variable in variables.items()},
        [_scene(name, scene, variables) for name, scene in scenes.items()],
    )


def _scene(name: str, scene: Mapping[str, Any], variables: Mapping[str, Mapping[str, int]]) -> Scene:
    choices = [
        Choice(choice["text"], choice["to"], _guard(choice.get("if")), _effect(choice.get("do"), variables))
        for choice in scene.get("choices", ())
    ]
    return Scene(name, scene["text"], choices)


def _guard(text: str | None) -> Guard | None:
    if text is None:
        return None
    name, operator, number = text.split()
    return Guard(name, operator, int(number))


def _effect(text: str | None, variables: Mapping[str, Mapping[str, int]]) -> Effect | None:
    if text is None:
        return None
    name, operator, number = text.split()
    return Effect(name, operator[0], int(number), variables[name]["max" if operator[0] == "+" else "min"])
