"""A save as it is written, read by the types of its keys alone, which takes a fraction of looking at each of them.

What differs in anything, as a save that was edited by hand may, is left to :mod:`game.play.codec`, which makes the most of
it or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import DecodeError
from msgspec.json import Decoder

from game.play.record import Record
from game.story.text import clean

READER = Decoder(Record)


def expected(text: str) -> Record | None:
    """A save with nothing in it that is strange, or None."""
    try:
        record = READER.decode(text)
    except (DecodeError, RecursionError):
        return None
    return record if _sound(record) and _is_clean(text, record) else None


def _sound(record: Record) -> bool:
    """Whether what refers to a step refers to one that is there, and each step is a choice or a reading."""
    count = len(record.steps)
    if record.head >= count or any(note.step >= count for note in record.notes):
        return False
    for number, step in enumerate(record.steps):
        if step.parent >= number or (not step.choose) is (not step.read):
            return False
    return True


def _is_clean(text: str, record: Record) -> bool:
    """Whether nothing in it would be cleaned away; of plain text without escapes that is seen at once."""
    if text.isascii() and "\\" not in text and "\x7f" not in text:
        return True
    return all(clean(word) == word for word in _words(record))


def _words(record: Record) -> Iterator[str]:
    story, earlier = record.story, record.earlier
    yield from (story.id, story.title, story.version, story.fingerprint, story.path)
    yield from (record.id, record.name, record.role, record.role_name, record.started, record.saved, record.place)
    yield from (added.id for added in record.extensions)
    yield from (*record.settings, *record.settings.values(), *record.carried)
    yield from (value for value in record.carried.values() if isinstance(value, str))
    if earlier is not None:
        yield from (earlier.role, earlier.ending)
        for moment in earlier.moments:
            yield from (moment.at, moment.scene, moment.words)
    for note in record.notes:
        yield from (note.scene, note.text, note.prompt)
    for step in record.steps:
        yield from (step.scene, step.id, step.to, step.at, *step.offered)
