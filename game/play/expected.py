"""A save as it is written, read by the types of its keys alone, which takes a fraction of looking at each of them.

What differs in anything, as a save that was edited by hand may, is left to :mod:`game.play.codec`, which makes the most of
it or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import DecodeError, Meta, Struct
from msgspec.json import Decoder

from game.play.fields import NUMBER_LIMIT, Text
from game.play.journal import START, Step
from game.play.words import LABELS
from game.story.text import clean

Number = Annotated[int, Meta(gt=-NUMBER_LIMIT, lt=NUMBER_LIMIT - 1)]


class Story(Struct):
    """Which story is played."""

    id: Text
    title: Text
    version: Text
    fingerprint: Text
    path: Text


class Extension(Struct):
    """A pack that was added to the story."""

    id: Text


class Save(Struct):
    """The keys of a save; one that was carried over from another run has more, and is read the other way."""

    format: Literal[1]
    id: Text
    name: Text
    story: Story
    extensions: list[Extension]
    role: Text
    role_name: Text
    settings: dict[str, str]
    seed: Number
    carried: dict[str, bool | Number | str]
    earlier: None
    started: Text
    saved: Text
    ended: bool
    place: Text
    depth: Number
    head: int
    notes: list[tuple[int, str, str, str]]
    steps: list[Step]


READER = Decoder(Save)


def expected(text: str) -> Save | None:
    """A save with nothing in it that is strange, or None."""
    try:
        save = READER.decode(text)
    except (DecodeError, RecursionError):
        return None
    return save if _sound(save) and _is_clean(text, save) else None


def _sound(save: Save) -> bool:
    """Whether what refers to a step refers to one that is there, and each step is a choice or a reading."""
    count = len(save.steps)
    if not START <= save.head < count or not all(START <= step < count for step, *_ in save.notes):
        return False
    for number, step in enumerate(save.steps):
        if not START <= step.parent < number or (not step.choose) is (not step.read):
            return False
        if step.label and step.label not in LABELS:
            return False
    return True


def _is_clean(text: str, save: Save) -> bool:
    """Whether nothing in it would be cleaned away; of plain text without escapes that is seen at once."""
    if text.isascii() and "\\" not in text and "\x7f" not in text:
        return True
    return all(clean(word) == word for word in _words(save))


def _words(save: Save) -> Iterator[str]:
    story = save.story
    yield from (story.id, story.title, story.version, story.fingerprint, story.path)
    yield from (save.id, save.name, save.role, save.role_name, save.started, save.saved, save.place)
    yield from (extension.id for extension in save.extensions)
    yield from (*save.settings, *save.settings.values(), *save.carried)
    yield from (value for value in save.carried.values() if isinstance(value, str))
    for _, *texts in save.notes:
        yield from texts
    for step in save.steps:
        yield from (step.scene, step.id, step.to, step.at, *step.offered)
