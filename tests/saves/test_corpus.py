"""Saves as earlier releases wrote them: each is gone on with where it stood, in the pack as it was and edited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game import __version__
from game.play.library import Library
from game.play.session import Session
from tests.saves.make import HERE, PLAYED, SHOWN, library, shown

SAVES = sorted(file for file in HERE.glob("*/*.json") if file.name != SHOWN)
#: Ids of the pack that a later version of it has changed.
RENAMED = (
    ("\ninbox:\n", "\nmailbox:\n  renamed_from: [inbox]\n"),
    ("to: inbox", "to: mailbox"),
    ("id: cutover\n", "id: notice\n      renamed_from: [cutover]\n"),
    ("read(cutover)", "read(notice)"),
    ("{id: close,", "{id: shut_it, renamed_from: [close],"),
    ("{id: threat,", "{id: letter, renamed_from: [threat],"),
)


def ids(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


def expected(file: Path) -> dict[str, Any]:
    shown_then: dict[str, Any] = json.loads((file.parent / SHOWN).read_text("utf-8"))[file.stem]
    return shown_then


def resumed(books: Library, file: Path) -> Session:
    """The session of a copy of a save."""
    copy = books.saves.path / file.name
    shutil.copy(file, copy)
    (info,), damaged = books.kept()
    assert damaged == []
    return books.resume(info)


def test_this_release_has_its_saves() -> None:
    assert {file.stem for file in SAVES if file.parent.name == __version__} == set(PLAYED)


@pytest.mark.parametrize("file", SAVES, ids=ids)
def test_a_save_of_any_release_is_gone_on_with_where_it_stood(tmp_path: Path, file: Path) -> None:
    session = resumed(library(tmp_path), file)
    assert shown(session) == expected(file)


@pytest.mark.parametrize("file", SAVES, ids=ids)
def test_a_save_fits_a_pack_whose_ids_were_changed_and_say_so(tmp_path: Path, file: Path) -> None:
    shutil.copytree(HERE / "pack", tmp_path / "edited")
    scenes = tmp_path / "edited" / "scenes.yaml"
    text = scenes.read_text("utf-8")
    for old, new in RENAMED:
        assert old in text, old
        text = text.replace(old, new)
    scenes.write_text(text, "utf-8")
    session = resumed(library(tmp_path / "saves", tmp_path / "edited"), file)
    now, then = shown(session), expected(file)
    same = ("title", "role", "step", "ending", "text", "gauges", "facts", "seed", "branches", "notes", "notices")
    assert [now[name] for name in same] == [then[name] for name in same]
    assert [read for _, read in now["mail"]] == [read for _, read in then["mail"]]


@pytest.mark.parametrize("file", SAVES, ids=ids)
def test_a_save_is_played_on_and_kept(tmp_path: Path, file: Path) -> None:
    books = library(tmp_path)
    session = resumed(books, file)
    if session.ended:
        session.undo()
    session.choose(session.offered()[0])
    (info,), _ = books.kept()
    assert books.resume(info).look() == session.look()
