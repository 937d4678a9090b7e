"""What the commands print, for people and for programs."""

from __future__ import annotations

import argparse
import json

import pytest

from game.cli.grammar import parser
from tests.cli import harbour
from tests.cli.program import Program
from tests.support.packs import write

PROBLEM = {"code", "severity", "file", "line", "column", "message", "hint"}
COMMANDS = next(
    sorted(action.choices)
    for action in parser()._actions
    if isinstance(action, argparse._SubParsersAction) and action.choices
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_every_option_and_gives_examples(program: Program, command: str) -> None:
    result = program(*command.split(), "--help")
    assert (result.status, result.err) == (0, "")
    assert "examples:\n  rollout" in result.out


def test_the_version_is_the_packages(program: Program) -> None:
    from game import __version__

    assert program("--version").out == f"rollout {__version__}\n"


@pytest.mark.parametrize("arguments", [("--help",), ("check", "harbour"), ("packs",), ("record", "walk"), ("saves",)])
def test_a_command_that_needs_no_screen_never_loads_textual(program: Program, arguments: tuple[str, ...]) -> None:
    result = program.python(
        f"import sys; from game.cli import run; status = run({list(arguments)!r})\n"
        "print({name.split('.')[0] for name in sys.modules} & {'textual', 'rich'}, status, file=sys.stderr)"
    )
    assert result.err == "set() 0\n"


def test_playing_in_lines_never_loads_textual(program: Program) -> None:
    result = program.python(
        "import sys; from game.cli import run; run(['play', 'harbour', '--plain', '--role', 'clerk'])\n"
        "print('textual' in sys.modules, file=sys.stderr)",
        typed=["1"],
    )
    assert result.err == "False\n"
    assert "Ending: Dawn" in result.lines


def test_check_prints_one_object_in_the_promised_shape(program: Program) -> None:
    faulty = {**harbour.FILES, "scenes.yaml": harbour.SCENES.replace("id: trim", "id: Trim")}
    write(program.here / "scenes" / "harbour", faulty)
    result = program("check", "harbour", "--format", "json")
    shown = json.loads(result.out)
    assert (result.status, result.err) == (1, "")
    (pack,) = shown["packs"]
    assert {"id", "version", "path", "problems", "proof"} <= set(pack)
    assert (pack["id"], pack["version"], pack["path"], pack["proof"]) == ("harbour", "1.0.0", "scenes/harbour", None)
    (problem,) = [problem for problem in pack["problems"] if problem["severity"] == "error"]
    assert set(problem) >= PROBLEM
    assert (problem["file"], problem["line"], problem["column"]) == ("scenes.yaml", 13, 12)
    assert isinstance(problem["hint"], str)


def test_check_of_a_sound_pack_says_so_with_status_0(program: Program) -> None:
    result = program("check", "harbour")
    assert result.status == 0
    assert "harbour 1.0.0: 0 errors" in result.out


def test_check_finds_the_packs_by_id_by_path_and_all_of_them(program: Program) -> None:
    for arguments in (("harbour",), ("./scenes/harbour",), ()):
        shown = json.loads(program("check", *arguments, "--max-seconds", "1", "--format", "json").out)
        assert "harbour" in [pack["id"] for pack in shown["packs"]]


def test_check_explains_a_diagnostic_with_an_example_and_its_cure(program: Program) -> None:
    result = program("check", "--explain", "e060")
    assert result.status == 0
    assert result.lines[0].startswith("E060: ")
    assert "Better:" in result.lines


def test_packs_lists_every_pack_with_its_place(program: Program) -> None:
    shown = json.loads(program("packs", "--json").out)
    (pack,) = [pack for pack in shown["packs"] if pack["id"] == "harbour"]
    assert pack == {
        "id": "harbour",
        "version": "1.0.0",
        "title": "The Harbour",
        "path": "scenes/harbour",
        "errors": 0,
        "extends": "",
        "extensions": [],
        "extended_by": [],
        "conflicts": [],
    }
    assert "harbour 1.0.0  The Harbour" in program("packs").lines


def test_a_folder_given_with_packs_comes_first(program: Program) -> None:
    write(program.here / "other" / "harbour", {**harbour.FILES, "story.yaml": harbour.STORY.replace("1.0.0", "2.0.0")})
    shown = json.loads(program("packs", "--packs", "other", "--json").out)
    assert [pack["version"] for pack in shown["packs"] if pack["id"] == "harbour"] == ["2.0.0"]


def test_record_prints_every_field_of_the_findings(program: Program) -> None:
    shown = json.loads(program("record", "walk", "--json").out)
    assert list(shown) == ["findings"]
    (finding,) = shown["findings"]
    assert finding["id"] == "walk"
    assert finding["figure"] == {"value": 40, "unit": "% of people", "of": "one street"}
    assert finding["source"]["section"] == "2.1"
    assert finding["updated_by"] == ["crowd"]
    assert finding["reported"][0]["faithful"] is False
    written = ("claim", "conditions", "caveat", "evidence", "quote", "guess")
    assert all(finding[name] for name in written)


def test_record_lists_the_findings_of_every_pack(program: Program) -> None:
    ids = [finding["id"] for finding in json.loads(program("record", "--json").out)["findings"]]
    assert {"walk", "crowd"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_record_searches_words_and_filters_by_evidence(program: Program) -> None:
    assert program("record", "--search", "PEOPLE walk").lines[0] == "walk"
    assert program("record", "--search", "people fly").out == "No finding is like that.\n"
    graded = json.loads(program("record", "--evidence", "primary", "--json").out)["findings"]
    assert {finding["evidence"] for finding in graded} == {"primary"}


def test_record_of_one_finding_is_never_without_its_conditions_caveat_and_source(program: Program) -> None:
    result = program("record", "crowd")
    assert result.lines[:-1] == [
        "Finding: People meet.",
        "  Figure: ≈ 12 people",
        "  Conditions: On one day.",
        "  What it is not: One day is not a year.",
        "  Evidence: read off a published chart, approximate",
        "  Source: On Meeting, A Press, 2021-01",
    ]


def test_record_names_a_pack_that_it_has_to_leave_out(program: Program) -> None:
    write(program.here / "scenes" / "broken", {**harbour.FILES, "story.yaml": "id: broken"})
    result = program("record", "walk")
    assert result.status == 0
    assert "broken is left out, for it has faults: rollout check broken\n" in result.err


def test_saves_lists_what_is_kept_and_what_is_damaged(program: Program) -> None:
    assert program("saves").out == "No playthrough is kept yet.\n"
    program("play", "harbour", "--plain", "--role", "keeper", typed=["trim"])
    (program.saves / "old.json").write_bytes(b"{")
    shown = json.loads(program("saves", "--json").out)
    (kept,), (damaged,) = shown["saves"], shown["damaged"]
    assert (kept["story"], kept["role"], kept["place"], kept["steps"], kept["ended"]) == (
        "harbour",
        "keeper",
        "The stairs",
        1,
        False,
    )
    assert (damaged["reason"], damaged["backup"]) == ("it is not JSON, or only a part of it", None)
    assert damaged["file"] == str(program.saves / "old.json")
    assert "The Harbour · The Keeper · The stairs" in program("saves").out


def test_the_saves_folder_is_the_option_then_the_variable_then_the_one_here(program: Program) -> None:
    def play(*arguments: str, env: dict[str, str]) -> str:
        result = program("play", "harbour", "--plain", "--role", "clerk", *arguments, typed=["file_them"], env=env)
        return result.lines[-2].removeprefix("Kept in ")

    assert play("--saves", "a", env={"ROLLOUT_SAVES": "b"}).startswith("a/")
    assert play(env={"ROLLOUT_SAVES": "b"}).startswith("b/")
    assert play(env={}).startswith(str(program.saves))
    program.saves.rename(program.here / "elsewhere")
    assert play(env={}).startswith(str(program.here / "data" / "rollout"))
