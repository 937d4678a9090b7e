"""Killed at any instant, no step that was shown is lost, no file is unreadable, and play goes on where it stood."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.support.search import SIEGE
from tests.terminal import crashing

Kill = Callable[[Program, list[str], random.Random], int]
TIMES = [("lines", number) for number in range(160 if SIEGE else 2)] + [
    ("app", number) for number in range(60 if SIEGE else 1)
]
KILLS: dict[str, Kill] = {"lines": crashing.killed_in_lines, "app": crashing.killed_in_the_app}


@pytest.fixture
def program(tmp_path: Path) -> Program:
    crashing.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    return Program(tmp_path)


@pytest.mark.parametrize(("face", "number"), TIMES)
def test_a_killed_playthrough_has_every_step_that_was_shown(program: Program, face: str, number: int) -> None:
    dice = random.Random(number)
    painted = KILLS[face](program, ["--role", "player"], dice)
    if painted < 1:  # it died before its first step, so there is nothing to be kept or lost
        assert len(list(program.saves.glob("*.json"))) <= 1
        return
    session, kept = crashing.survivor(program)
    assert kept >= painted
    assert session.look().step == kept
    again = KILLS[face](program, ["--resume"], dice)
    assert again == -1 or again >= kept
    later, more = crashing.survivor(program)
    assert more >= max(kept, again)
    assert later.look().step == more
    left = [path for path in program.saves.iterdir() if path.suffix in (".tmp", ".old")]
    assert len(left) <= 2


def test_what_a_killed_process_left_half_written_is_swept_up(program: Program) -> None:
    program("play", "mill", "--plain", "--role", "player", typed=["1"])
    (file,) = program.saves.glob("mill-*.json")
    for suffix in ("tmp", "old"):
        (program.saves / f".{file.name}.99999.{suffix}").write_text("{")
    program("play", "--plain", "--resume", typed=["1"])
    assert not list(program.saves.glob(".mill-*"))
