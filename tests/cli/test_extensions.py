"""Extensions on the command line: --with, what packs says of them, and saves that keep them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.story.test_extensions import ATTIC, BASE, STAIRS, extension
from tests.support.packs import write


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in a folder with a story and two packs that extend it."""
    write(tmp_path / "scenes" / "small", BASE)
    write(tmp_path / "scenes" / "night", extension(attic=ATTIC + STAIRS))
    dawn = "patch: {hall: {replace: {title: A lit hall}}}\n"
    write(tmp_path / "scenes" / "dawn", extension("dawn", hall=dawn))
    return Program(tmp_path)


def rows(program: Program) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in json.loads(program("packs", "--json", "--packs", "scenes").out)["packs"]}


def test_packs_says_what_extends_what(program: Program) -> None:
    found = rows(program)
    assert (found["small"]["extensions"], found["small"]["extended_by"]) == ([], ["dawn", "night"])
    assert (found["night"]["extensions"], found["night"]["extends"]) == (["night"], "small")
    assert found["small"]["conflicts"] == []
    told = program("packs").out
    assert "can be extended by dawn and night" in told
    assert "extends small" in told


def test_packs_names_the_extensions_that_cannot_be_added_together(program: Program, tmp_path: Path) -> None:
    write(tmp_path / "scenes" / "dusk", extension("dusk", hall="patch: {hall: {replace: {title: A dim hall}}}\n"))
    (conflict,) = rows(program)["small"]["conflicts"]  # type: ignore[misc]
    assert "dawn" in conflict
    assert "dusk" in conflict


def test_nothing_is_added_that_was_not_asked_for(program: Program) -> None:
    result = program("play", "small", "--plain", "--role", "player", typed=["quit"])
    assert "Scene: Hall" in result.lines
    assert "Climb the stairs" not in result.out


def test_an_extension_is_played_by_its_own_name_or_added_to_the_story(program: Program) -> None:
    for words in (["night"], ["small", "--with", "night"], ["small", "--with", "./scenes/night"]):
        result = program("play", *words, "--plain", "--role", "player", typed=["climb", "quit"])
        assert "Coins: 1." in result.out, result


def test_two_extensions_are_added_together(program: Program) -> None:
    result = program(
        "play", "small", "--with", "night", "--with", "dawn", "--plain", "--role", "player", typed=["quit"]
    )
    assert "A lit hall" in result.out
    assert "Climb the stairs" in result.out


def test_a_playthrough_goes_on_with_the_extensions_it_began_with(program: Program) -> None:
    program("play", "small", "--with", "night", "--plain", "--role", "player", typed=["climb", "quit"])
    result = program("play", "--plain", "--resume", typed=["quit"])
    assert "Coins: 1." in result.out
    assert "changed" not in result.out


def test_a_playthrough_whose_extension_is_gone_says_which(program: Program, tmp_path: Path) -> None:
    program("play", "small", "--with", "night", "--plain", "--role", "player", typed=["climb", "quit"])
    (tmp_path / "scenes" / "night" / "story.yaml").unlink()
    result = program("play", "--plain", "--resume", typed=["quit"])
    assert result.status == 2
    assert "night" in result.err


def test_check_and_test_take_extensions(program: Program) -> None:
    checked = json.loads(program("check", "small", "--with", "night", "--format", "json").out)
    assert checked["packs"][0]["id"] == "small"
    assert checked["packs"][0]["proof"]["scenes"]["reached"] == 3
    assert program("test", "small", "--with", "night").status == 0


def test_the_merged_story_is_checked_as_one(program: Program, tmp_path: Path) -> None:
    blocked = "patch: {hall: {replace: {choices: [{id: wait, text: Wait, to: hall}]}}}\n"
    write(tmp_path / "scenes" / "dusk", extension("dusk", hall=blocked))
    result = program("check", "dusk")
    assert result.status == 1
    assert "hall" in result.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["play", "small", "--with", "nigth"], "night"),
        (["check", "small", "--with", "nigth"], "night"),
        (["play", "--with", "night"], "--with needs the story"),
        (["check", "--with", "night"], "--with needs the story"),
    ],
)
def test_an_extension_that_is_not_there_is_misuse(program: Program, words: list[str], told: str) -> None:
    result = program(*words, "--plain") if words[0] == "play" else program(*words)
    assert result.status == 2
    assert told in result.err


def test_a_pack_that_extends_something_else_is_a_fault_of_the_pack(program: Program) -> None:
    result = program("check", "night", "--with", "small")
    assert result.status == 0
    result = program("check", "small", "--with", "the-cutover")
    assert result.status == 1
    assert "E115" in result.out
