"""``rollout saves``: kept playthroughs shown, written down, named, put aside and back, and carried elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from game.cli import run
from tests.cli import harbour
from tests.cli.program import Result
from tests.plain.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Here:
    """The program called in this process, in a folder of its own: a process for each call would take long."""

    here: Path
    read: Callable[[], tuple[str, str]]

    @property
    def saves(self) -> Path:
        """Where playthroughs are kept."""
        return Conversation(self.here / "scenes").saves

    def __call__(self, *arguments: str) -> Result:
        """Run a command line."""
        return Result(run(arguments), *self.read())


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    harbour.build(tmp_path / "scenes")
    here = Here(tmp_path, capsys.readouterr)
    here.saves.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLOUT_SAVES", str(here.saves))
    return here


def play(program: Here, *typed: str) -> str:
    """Play some lines, and answer the new playthrough's id."""
    before = set(program.saves.glob("harbour-*.json"))
    Conversation(program.here / "scenes")(*typed)
    (file,) = set(program.saves.glob("harbour-*.json")) - before
    return file.stem.rpartition("-")[2]


def listed(program: Here, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(program("saves", "list", *arguments, "--json").out)["saves"]
    return found


def test_a_playthrough_is_shown_by_its_id_the_beginning_of_it_or_its_name(program: Here) -> None:
    one = play(program, "trim")
    assert program("saves", "rename", one, "The foggy night").out.startswith(f"{one}  “The foggy night” · The Harbour")
    for wanted in (one, one[:7].lower(), "the foggy night", f"harbour-keeper-{one}.json"):
        shown = program("saves", "show", wanted)
        assert (shown.status, shown.err) == (0, "")
        assert "place:  The stairs" in shown.lines
        assert "name:   The foggy night" in shown.lines
    assert json.loads(program("saves", "show", one, "--json").out)["name"] == "The foggy night"


def test_a_transcript_is_printed_or_written_in_the_form_of_its_suffix(program: Here) -> None:
    one = play(program, "trim", "note Mine.", "1")
    printed = program("saves", "export", one)
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith("# The Harbour\n")
    assert "✎ Note to “What would you say to Ada?”: Mine." in printed.out
    assert program("saves", "export", one, "--out", "night.html").out == "night.html\n"
    assert (program.here / "night.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads(program("saves", "export", one, "--format", "json").out)["transcript"] == 1
    assert program("saves", "export", one, "--format", "md", "--out", "night.txt").status == 0
    assert (program.here / "night.txt").read_text("utf-8") == printed.out


def test_a_transcript_is_never_written_over_a_file(program: Here) -> None:
    one = play(program, "trim")
    (program.here / "mine.md").write_text("precious")
    refused = program("saves", "export", one, "--out", "mine.md")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "rollout: There is a file mine.md already; nothing was written.\n"
    assert (program.here / "mine.md").read_text() == "precious"
    unknown = program("saves", "export", one, "--out", "mine.htm")
    assert unknown.status == 2
    assert "did you mean “.html”?" in unknown.err


def test_what_is_deleted_comes_back_until_it_is_deleted_for_good(program: Here) -> None:
    one = play(program, "trim")
    assert f"rollout saves restore {one}" in program("saves", "delete", one).out
    assert listed(program) == []
    assert [info["id"] for info in listed(program, "--aside")] == [one]
    assert program("saves", "restore", one).out == f"scenes/saves/harbour-keeper-{one}.json\n"
    assert [info["id"] for info in listed(program)] == [one]
    program("saves", "delete", one)
    assert program("saves", "delete", "--aside", one).out == f"harbour-keeper-{one}.json is deleted for good.\n"
    two = play(program, "trim")
    assert program("saves", "delete", two, "--for-good").status == 0
    assert listed(program) == listed(program, "--aside") == []


def test_a_damaged_file_is_put_aside_and_restored_by_its_name(program: Here) -> None:
    (program.saves / "old.json").write_text("{")
    assert program("saves", "delete", "old.json").out.endswith("rollout saves restore old.json\n")
    assert program("saves").out == "No playthrough is kept yet.\n"
    assert program("saves", "restore", "old.json").status == 0
    assert (program.saves / "old.json").read_text() == "{"


def test_a_playthrough_goes_from_one_place_to_another(program: Here) -> None:
    one = play(program, "trim", "undo", "dark")
    assert program("saves", "export", one, "--out", "day.rollout").out == "day.rollout\n"
    taken = program("saves", "import", "day.rollout", "--saves", "other")
    assert (taken.status, taken.err) == (0, "")
    (info,) = listed(program, "--saves", "other")
    assert info["id"] != one
    assert info["place"] == "Dark"
    assert Path(info["file"]).parent == Path("other")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show",), "the following arguments are required: ID"),
        (("shwo", "x"), "did you mean “show”?"),
        (("show", "nothing"), "there is no playthrough “nothing”"),
        (("import",), "required: FILE"),
        (("import", "nowhere.rollout"), "nowhere.rollout cannot be taken in: No such file"),
        (("restore", "x"), "there is no playthrough “x”"),
        (("export", "x", "--format", "pdf"), "invalid choice"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(program: Here, arguments: tuple[str, ...], said: str) -> None:
    result = program("saves", *arguments)
    assert (result.status, result.out) == (2, "")
    assert said in result.err
    assert result.is_clean()


def test_a_transcript_of_a_pack_that_is_gone_gets_a_sentence_and_the_save_stays(program: Here) -> None:
    one = play(program, "trim")
    (program.here / "scenes" / "harbour").rename(program.here / "elsewhere")
    result = program("saves", "export", one)
    assert (result.status, result.out) == (2, "")
    assert "There is no story “harbour”." in result.err
    assert [info["id"] for info in listed(program)] == [one]
