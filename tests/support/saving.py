"""Playthroughs kept in a folder, for tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from game.play.keeper import Keeper, Kept
from game.play.machine import StoryMachine
from game.play.saves import SaveFolder
from game.play.session import Session
from tests.support import packs

SCENES = """\
hall:
  title: Hall
  do: n += 1
  text: "{n}"
  mail: [{id: note, from: A friend, subject: "S {n}", body: B, do: f = true}]
  choices:
    - {id: stay, text: Stay, to: hall, note: Why do you stay?}
    - {id: go, text: Go, to: urn, irreversible: true, findings: [walk]}
urn:
  title: Urn
  next: [{label: authored, draw: [{chance: 50, to: red}, {chance: 50, to: blue}]}]
red: {title: Red, choices: [{id: back, text: Back, to: hall}, {text: End, to: end}]}
blue: {title: Blue, choices: [{id: back, text: Back, to: hall}, {text: End, to: end}]}
"""
MORE = """\
variables: {n: {start: 0, min: 0, max: 9, show: number, label: n}, f: false}
conditions: {x: {ask: X?, options: {a: A, b: B}, default: a}}
"""
FILES = packs.small(SCENES, more=MORE)


def clock() -> datetime:
    """Always the same moment."""
    return datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def changed(*pairs: tuple[str, str]) -> StoryMachine:
    """The machine of the pack after an edit: each first text replaced by the second."""
    scenes = SCENES
    for old, new in pairs:
        assert old in scenes, old
        scenes = scenes.replace(old, new)
    return packs.machine(packs.small(scenes, more=MORE))


def begin(folder: Path, machine: StoryMachine, seed: int = 7) -> tuple[Session, Keeper]:
    """A session that is kept in a folder."""
    session = Session(machine, "player", {"x": "b"}, seed=seed, clock=clock)
    keeper = SaveFolder(folder).keeper(session)
    session.keep = keeper
    return session, keeper


def played(folder: Path, machine: StoryMachine, *steps: str) -> tuple[Session, Keeper]:
    """A session after some steps; ``read note`` reads, ``undo`` takes back, ``note …`` writes a note."""
    session, keeper = begin(folder, machine)
    take(session, *steps)
    return session, keeper


def take(session: Session, *steps: str) -> None:
    """Take some steps."""
    for step in steps:
        kind, _, rest = step.partition(" ")
        if kind == "read":
            session.read(rest)
        elif kind == "undo":
            session.undo()
        elif kind == "note":
            session.note(rest)
        else:
            session.choose(kind)


def data(file: Path) -> dict[str, Any]:
    """What a save holds, as JSON."""
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


RENAMED = (
    ("hall:\n", "lobby:\n  renamed_from: [hall]\n"),
    ("to: hall", "to: lobby"),
    ("id: stay", "id: wait, renamed_from: [stay]"),
    ("id: note", "id: letter, renamed_from: [note]"),
    ("urn:\n", "vase:\n  renamed_from: [urn]\n"),
    ("to: urn", "to: vase"),
)


def kept_of(session: Session) -> Kept:
    """What of a session is kept: the steps, the place among them, the notes."""
    return Kept.of(session.journal.steps, session.journal.head, session.journal.notes)


def renamed() -> dict[str, str]:
    """The pack, with other names for some of its scenes, choices and mail."""
    files = {**FILES, "story.yaml": FILES["story.yaml"].replace("start: hall", "start: lobby")}
    for old, new in RENAMED:
        files["scenes.yaml"] = files["scenes.yaml"].replace(old, new)
    return files
