"""A new story checks clean, passes its walkthroughs, and plays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.story.test_schema import complaints


@pytest.fixture
def author(tmp_path: Path) -> Program:
    """Somebody who has just begun a story."""
    (tmp_path / "saves").mkdir()
    program = Program(tmp_path)
    result = program("new", "night-desk")
    assert (result.status, result.err) == (0, "")
    assert "  rollout check ./night-desk\n" in result.out
    return program


def test_it_checks_clean_and_is_proved(author: Program) -> None:
    result = author("check", "./night-desk", "--format", "json")
    (pack,) = json.loads(result.out)["packs"]
    assert (result.status, pack["id"], pack["problems"]) == (0, "night-desk", [])
    proof = pack["proof"]
    assert proof["complete"]
    assert [ending["reached"] for ending in proof["endings"]] == [True, True]
    assert [proof[part]["unreachable"] for part in ("scenes", "choices", "mail", "text")] == [[], [], [], []]


def test_who_leaves_out_the_path_is_told_of_it(author: Program) -> None:
    result = author("check", "night-desk")
    assert (result.status, result.out) == (2, "")
    assert result.err == "rollout: There is no story “night-desk”. A folder of that name is here: ./night-desk\n"


def test_it_passes_a_walkthrough_for_each_ending(author: Program) -> None:
    result = author("test", "./night-desk")
    assert result.status == 0
    assert "night-desk: 2 walkthroughs passed, 0 failed" in result.lines


def test_it_plays_in_lines(author: Program) -> None:
    typed = ["1", "2", "tea", "read letter", "pass_on"]
    result = author("play", "./night-desk", "--plain", typed=typed)
    assert (result.status, result.err) == (0, "")
    assert "Rain has found the window again." in result.lines
    assert "The tea is weak." in result.lines
    assert "Ending: Upstairs" in result.lines


def test_each_file_names_a_schema_that_lies_beside_it_and_accepts_it(author: Program) -> None:
    folder = author.here / "night-desk"
    files = sorted(folder.rglob("*.yaml"))
    assert len(files) == 6
    for file in files:
        first = file.read_text("utf-8").split("\n")[0]
        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert json.loads(schema.read_text("utf-8"))["$schema"].endswith("2020-12/schema")
        assert complaints(file.relative_to(folder).as_posix(), file.read_bytes()) == []


@pytest.mark.parametrize("name", ["null", "a", "x-1_2"])
def test_any_id_will_do(tmp_path: Path, name: str) -> None:
    program = Program(tmp_path)
    assert program("new", name, "--into", "deep/er").status == 0
    result = program("check", "deep/er", "--format", "json")
    (pack,) = json.loads(result.out)["packs"]
    assert (result.status, pack["id"], pack["problems"]) == (0, name, [])


@pytest.mark.parametrize("name", ["Night", "../night", "1st", "", "class", "é"])
def test_a_bad_id_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    result = Program(tmp_path)("new", name)
    assert (result.status, result.out) == (2, "")
    assert "cannot be a story's id" in result.err
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_written_over(author: Program) -> None:
    story = author.here / "night-desk" / "story.yaml"
    story.write_text("mine")
    result = author("new", "night-desk")
    assert (result.status, result.out) == (2, "")
    assert result.err == "rollout: “night-desk” is there already; nothing was written.\n"
    assert story.read_text() == "mine"
