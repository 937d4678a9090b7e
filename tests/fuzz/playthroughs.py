"""Saves, and what is remembered of a player: gone on with, or refused in a sentence and left as they were."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from game.paper import PAPERS
from game.play import codec
from game.play.branches import branches
from game.play.codec import Damage
from game.play.debrief import debrief
from game.play.encoding import Encoder
from game.play.expected import expected
from game.play.files import read_text
from game.play.library import CannotOpenError, Library
from game.play.memory import Memory
from game.play.pathmap import path_map
from game.play.session import Session
from game.play.transcript import transcript
from game.play.whatif import nearest_other_ending
from game.play.why import why
from game.story.text import clean
from tests.fuzz.target import Target, inert, spoiled_json
from tests.saves.make import HERE, SHOWN, library

STEPS = 3


@cache
def _books() -> tuple[Library, tempfile.TemporaryDirectory[str]]:
    """The library of the corpus of saves, in a folder that lives as long as the program."""
    folder = tempfile.TemporaryDirectory(prefix="rollout-fuzz-")
    return library(Path(folder.name)), folder


def saves(data: bytes) -> None:
    """A save's bytes."""
    books, _ = _books()
    for path in books.saves.path.glob("[!.]*.json*"):
        path.unlink()
    file = books.saves.path / "fuzzed.json"
    file.write_bytes(data)
    _read_both_ways(data)
    kept, damaged = books.kept()
    assert len(kept) + len(damaged) == 1
    if damaged:
        assert inert(damaged[0].reason)
        return
    inert(clean(repr(kept[0])))
    try:
        session = books.resume(kept[0])
    except CannotOpenError as reason:
        inert(str(reason))
        assert file.read_bytes() == data
        return
    changed = bool(session.look().notices)
    assert _again(session) == _again(session)
    _looked_back_on(session)
    for _ in range(STEPS):
        if session.offered():
            session.choose(session.offered()[0])
    if changed:
        assert file.read_bytes() == data


def _read_both_ways(data: bytes) -> None:
    """A save that is as it was written, and so is read in haste, holds what it does when each key is looked at."""
    with contextlib.suppress(UnicodeDecodeError):
        text = data.decode()
        save = expected(text)
        if save is not None:
            assert save == codec._read(text)


def _again(session: Session) -> codec.Record:
    """The playthrough written and read."""
    return codec.decode(Encoder().encode(session, "0" * 8, "", "", ""))


def _looked_back_on(session: Session) -> None:
    """Everything that a face can ask for."""
    turn = session.look()
    inert(repr(turn))
    told = transcript(session, name="x")
    for write in PAPERS.values():
        inert(write(told))
    assert path_map(session).seen >= 1
    for option in turn.options:
        if not option.open:
            assert why(session, option.id).reason
    if session.ended:
        debrief(session)
        nearest_other_ending(session)
    for branch in branches(session)[:4]:
        inert(branch.told)
        session.rewind(branch.tip)
        session.look()


def memory(data: bytes) -> None:
    """What is remembered: what is not understood counts as nothing, and the rest is kept as it was."""
    books, _ = _books()
    file = books.saves.path / "player.json"
    file.write_bytes(data)
    try:
        known = Memory.decode(read_text(file))
    except Damage:
        known = Memory()
    assert books.saves.memory() == known
    books.saves.remember_ending("small", "end")
    found = books.saves.memory()
    assert found.endings.pop("small") == known.endings.pop("small", set()) | {"end"}
    assert found == known
    for name in (name for names in found.endings.values() for name in names):
        inert(name)
    file.unlink()


def _seeds() -> Iterator[bytes]:
    yield from (file.read_bytes() for file in sorted(HERE.glob("*/*.json")) if file.name != SHOWN)


def _memories() -> Iterator[bytes]:
    yield Memory({"small": {"end"}, "other": {"a", "b"}}, lit=True, settings={"theme": "dark"}).encode().encode()


WORDS = (
    '"format": 1', '"head": -1', '"after": -1', '"steps": []', '"notes": [[0, "x", "y", ""]]', '"earlier": null', '"seed": 1',
    '"continue"', '"read"', '"choose"', '"offered"', '"label": "authored"', "inbox", "fork", "pad", "1e999", "NaN", "\\ud800",
)  # fmt: skip
SAVES = Target(saves, _seeds, WORDS, spoiled_json)
MEMORY = Target(memory, _memories, ('"endings"', '"settings"', '"lit": true', "null", "[]", "{}"), spoiled_json)
