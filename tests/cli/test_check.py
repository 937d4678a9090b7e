"""`rollout check` as people, GitHub's runners and code scanning see it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.cli.program import Program
from tests.cli.terminal import Terminal
from tests.support.packs import small, write

#: More states than any search visits within a test, told apart by seven numbers.
NAMES = "abcdefg"
WIDE = small(
    "hall:\n  title: 'Hall {a}{b}{c}{d}{e}{f}{g}'\n  choices:\n    - {text: Go, to: end}\n"
    + "".join(f"    - {{id: {n}_up, text: Up, to: hall, do: {n} += 1, if: {n} < 19}}\n" for n in NAMES),
    more="variables:\n" + "".join(f"  {n}: {{start: 0, min: 0, max: 19}}\n" for n in NAMES),
)
TORN = small("hall: {title: Hall, next: ende, text: '100%: one, two'}\n")

#: What SARIF 2.1.0 asks of the parts that are used here, from its schema.
PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "properties": {"uri": {"type": "string", "format": "uri-reference", "pattern": "^[^ \\\\]+$"}}
                },
                "region": {
                    "properties": {
                        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endColumn")
                    }
                },
            },
        }
    },
}
MESSAGE = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {"shortDescription": MESSAGE, "fullDescription": MESSAGE},
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {"items": {"required": ["message"]}},
                            },
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": MESSAGE,
                                "locations": {"type": "array", "items": PLACE},
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def here(tmp_path: Path) -> Program:
    """A repository with a story that does not load, one folder down."""
    (tmp_path / ".git").mkdir()
    write(tmp_path / "my stories" / "torn", TORN)
    return Program(tmp_path)


def sarif(program: Program, *arguments: str) -> dict[str, Any]:
    """What is printed for code scanning, held against its schema."""
    shown: dict[str, Any] = json.loads(program("check", *arguments, "--format", "sarif").out)
    jsonschema.validate(shown, SARIF)
    (run,) = shown["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return dict(run)


def test_sarif_names_the_file_from_the_root_of_the_repository(here: Program) -> None:
    run = sarif(here, "./my stories/torn")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20stories/torn/scenes.yaml"
    assert (place["region"]["startLine"], place["region"]["endColumn"] - place["region"]["startColumn"]) == (1, 4)
    assert run["invocations"][0]["executionSuccessful"] is False
    inside = Program(here.here / "my stories")
    (inside.here / "torn" / "saves").mkdir()
    again = sarif(inside, "./torn")["results"][0]["locations"][0]["physicalLocation"]
    assert again["artifactLocation"]["uri"] == "my%20stories/torn/scenes.yaml"


def test_sarif_of_a_sound_story_has_no_results(program: Program) -> None:
    run = sarif(program, "harbour")
    assert [result for result in run["results"] if result["level"] == "error"] == []
    assert run["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_annotations_are_escaped_as_githubs_runners_read_them(here: Program) -> None:
    write(here.here / "a,b:c%d" / "torn", {**TORN, "more.yaml": '"x::y,\\n%": {title: A, next: hall}\n'})
    result = here("check", "./a,b:c%d/torn", "--format", "github")
    assert result.status == 1
    lines = [line for line in result.out.split("\n") if line]
    assert all(
        re.fullmatch(r"::(error|warning) file=[^:,]+,line=\d+,col=\d+,title=[EW]\d+::.+", line) for line in lines
    )
    assert all("file=a%2Cb%3Ac%25d/torn/" in line for line in lines)
    said = next(line for line in lines if "title=W011" in line)
    assert "the figure 100%25" in said
    bad = next(line for line in lines if "title=E012" in line)
    assert bad.count("::") >= 2
    assert "%25”" in bad


def test_what_was_not_proved_is_an_annotation_too(tmp_path: Path) -> None:
    write(tmp_path / "wide", WIDE)
    result = Program(tmp_path)("check", "./wide", "--max-states", "500", "--format", "github")
    assert result.status == 1
    words = "small was not proved: the search was stopped by --max-states 500."
    assert result.out == f"::error title=not proved::{words}\n"


@pytest.mark.parametrize(("option", "value"), [("--max-states", "500"), ("--max-seconds", "0.001")])
def test_a_limit_that_stops_the_search_is_named_and_nothing_is_called_unreachable(
    tmp_path: Path, option: str, value: str
) -> None:
    write(tmp_path / "wide", {**WIDE, "more.yaml": "attic: {title: Attic, next: hall}\n"})
    program = Program(tmp_path)
    result = program("check", "./wide", option, value)
    assert result.status == 1
    assert "  not proved: " in result.out
    assert f"  stopped {'by ' + option} {value} with " in result.out
    assert "W100" not in result.out
    proof = json.loads(program("check", "./wide", option, value, "--format", "json").out)["packs"][0]["proof"]
    assert (proof["complete"], proof["stopped"]) == (False, f"by {option} {value}")
    assert proof["scenes"]["unreachable"] == []


def test_ctrl_c_ends_the_search_and_what_it_has_found_is_told(tmp_path: Path) -> None:
    write(tmp_path / "wide", WIDE)
    write(tmp_path / "later", small("hall: {title: Hall, next: end}\n"))
    with Terminal(Program(tmp_path), ["check", "./wide", "./later"], columns=100) as terminal:
        while b"at the frontier" not in terminal.shown:
            assert terminal._more()
        terminal.type(b"\x03")
        status = terminal.end()
    shown = terminal.shown.decode()
    assert status == 1
    assert re.search(r"[\d,]+ states, [\d,]+ a second, [\d,]+ at the frontier \(Ctrl\+C stops\)", shown)
    assert "not proved: " in shown
    assert "stopped by Ctrl+C with " in shown
    assert "end: 1 step as player" in shown
    assert "later was not checked." in shown
    assert "Traceback" not in shown


def test_the_end_of_a_check_says_shares_and_lengths_in_few_lines(program: Program) -> None:
    result = program("check", "harbour")
    assert result.status == 0
    end = result.out.split("harbour 1.0.0: 0 errors")[1].split("\n")
    assert len(end) < 16
    assert any(re.fullmatch(r"    \w+: \d+ steps? as \w+, [\d.]+ % of its paths", line) for line in end)
    assert any("shares of paths, worked out: an even pick among open choices" in line for line in end)
    assert any(re.match(r"    keeper: typically \d+ steps, \d+ words, \d+ min; ", line) for line in end)


def test_the_json_has_shares_and_lengths_of_each_role(program: Program) -> None:
    proof = json.loads(program("check", "harbour", "--format", "json").out)["packs"][0]["proof"]
    for role in ("keeper", "clerk"):
        found = proof["shares"]["roles"][role]
        assert found["exact"] is True
        assert sum(found["endings"].values()) + found["never"] == pytest.approx(1)
        length = proof["lengths"][role]
        assert length["words"]["shortest"] <= length["words"]["typical"] <= length["words"]["longest"]
        assert set(found["endings"]) <= {ending["id"] for ending in proof["endings"] if ending["reached"]}


def test_json_means_the_same_here_as_elsewhere(tmp_path: Path) -> None:
    write(tmp_path / "pit", small("hall: {title: Hall, next: nowhere}\n"))
    here = Program(tmp_path)
    assert here("check", "./pit", "--json").out == here("check", "./pit", "--format", "json").out


def test_what_stops_play_is_told_before_what_proof_finds_and_that_before_warnings(tmp_path: Path) -> None:
    scenes = "hall:\n  title: Hall\n  text: <b>\n  choices: [{text: Go, to: pit}, {text: End, to: end}]\npit: {title: Pit, next: pit}\n"
    write(tmp_path / "pit", small(scenes))
    problems = json.loads(Program(tmp_path)("check", "./pit", "--format", "json").out)["packs"][0]["problems"]
    assert [problem["code"] for problem in problems] == ["E101", "W013"]


@pytest.mark.parametrize(
    ("findings", "codes"),
    [
        ("{id: walk, if: seen(end)}", ["E103"]),
        ("{id: walk, if: seen(end)}, {id: crowd, if: seen(end)}", ["E103"]),
        ("{id: walk, if: seen(end)}, crowd", ["W104"]),
    ],
)
def test_an_ending_that_never_shows_a_finding_is_one_problem(tmp_path: Path, findings: str, codes: list[str]) -> None:
    files = small("hall: {title: Hall, next: end}\n")
    files = {name: text.replace("findings: [walk]", f"findings: [{findings}]") for name, text in files.items()}
    files["findings.yaml"] += files["findings.yaml"].replace("walk:", "crowd:", 1)
    write(tmp_path / "mute", files)
    problems = json.loads(Program(tmp_path)("check", "./mute", "--json").out)["packs"][0]["problems"]
    assert [problem["code"] for problem in problems if problem["code"] in ("E103", "W104")] == codes


def test_a_folder_that_is_no_pack_is_named(tmp_path: Path) -> None:
    result = Program(tmp_path)("check", ".")
    assert result.status == 1
    assert f"there is no pack in “{tmp_path.name}”" in result.out
    assert f"{tmp_path.name} : " not in result.out


def test_a_bad_id_is_told_once_where_it_is_given_or_else_where_it_is_used_first(tmp_path: Path) -> None:
    scenes = (
        "hall: {title: Hall, choices: [{id: a, text: A, to: Attic}, {id: b, text: B, to: Attic}, {text: C, to: Loft}]}\n"
        "Attic: {title: Attic, next: Loft}\n"
    )
    write(tmp_path / "bad", small(scenes))
    problems = json.loads(Program(tmp_path)("check", "./bad", "--format", "json").out)["packs"][0]["problems"]
    found = [(problem["code"], problem["message"], problem["line"]) for problem in problems]
    assert found == [("E012", "“Loft” cannot be an id", 1), ("E012", "“Attic” cannot be an id", 2)]


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("chekc",), "rollout check"),
        (("check", "harbor"), "harbour"),
        (("check", "--explain", "E60"), "E060"),
        (("check", "--frmat", "json"), "--format"),
        (("check", "--format", "jsn"), "json"),
        (("play", "harbour", "--plain", "--role", "keepr"), "keeper"),
        (("play", "harbour", "--plain", "--role", "keeper", "--set", "wether=foggy"), "weather"),
        (("play", "harbour", "--plain", "--role", "keeper", "--set", "weather=fogy"), "foggy"),
        (("record", "walkk"), "walk"),
        (("record", "--evidence", "primry"), "primary"),
        (("schema", "sory"), "story"),
        (("graph", "harbor"), "harbour"),
        (("diff", "harbor", "harbour"), "harbour"),
    ],
)
def test_what_was_probably_meant_on_the_command_line_is_told(
    program: Program, arguments: tuple[str, ...], meant: str
) -> None:
    result = program(*arguments)
    assert result.status == 2
    assert f"id you mean “{meant}”?" in result.err
