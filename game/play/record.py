"""What a save holds, in just the keys it is written with."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from game.play.earlier import Earlier
from game.play.fields import NUMBER_LIMIT, Text
from game.play.journal import Note, Place, Step

FORMAT: Literal[1] = 1
Number = Annotated[int, Meta(gt=-NUMBER_LIMIT, lt=NUMBER_LIMIT - 1)]


class PlayedStory(Struct, frozen=True):
    """Which story is played: its id, title, version and fingerprint, and the folder it was in."""

    id: Text
    title: Text
    version: Text
    fingerprint: Text
    path: Text


class Added(Struct, frozen=True):
    """A pack that was added to the story."""

    id: Text


class Record(Struct, frozen=True):
    """A playthrough; ``depth`` counts the steps of its path, ``place`` is the title of the scene it is in."""

    format: Literal[1]
    id: Text
    name: Text
    story: PlayedStory
    extensions: tuple[Added, ...]
    role: Text
    role_name: Text
    settings: dict[str, str]
    seed: Number
    carried: dict[str, bool | Number | str]
    earlier: Earlier | None
    started: Text
    saved: Text
    ended: bool
    place: Text
    depth: Number
    head: Place
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
