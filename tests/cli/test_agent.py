"""``rollout agent``: a program at the other end of two pipes, policies, and the report."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.agent.test_protocol import FILES
from tests.cli.program import Program
from tests.support.packs import write


@pytest.fixture
def program(tmp_path: Path) -> Program:
    write(tmp_path / "scenes" / "small", FILES)
    return Program(tmp_path)


def records(here: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (here / "runs.jsonl").read_text("utf-8").splitlines()]


def test_a_program_plays_over_lines_and_its_record_is_kept(program: Program, tmp_path: Path) -> None:
    typed = ['{"turn": 1, "choice": "Q"}', '{"turn": 1, "refuse": true, "note": "no"}']
    result = program("agent", "small", "--log", "runs.jsonl", "--model", "m", typed=typed)
    sent = [json.loads(line) for line in result.out.split("\n") if line]
    assert [next(key for key in ("rules", "error", "done", "turn") if key in message) for message in sent] == [
        "rules", "turn", "error", "done",
    ]  # fmt: skip
    (kept,) = records(tmp_path)
    assert (kept["outcome"], kept["most_turns"]) == ("refused", 300)


def test_input_that_ends_leaves_an_unfinished_rollout(program: Program) -> None:
    last = json.loads(program("agent", "small").out.strip().split("\n")[-1])
    assert (last["outcome"], last["reason"]) == ("unfinished", "the input ended")


def test_a_series_ends_with_its_input_and_what_was_never_begun_is_in_no_count(program: Program, tmp_path: Path) -> None:
    result = program("agent", "small", "--rollouts", "5", "--log", "runs.jsonl", typed=['{"turn": 1, "refuse": true}'])
    assert (result.status, result.is_clean()) == (1, True)
    assert "2 of 5 were begun" in result.err
    assert [kept["outcome"] for kept in records(tmp_path)] == ["refused", "unfinished"]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals here")
@pytest.mark.parametrize(("how", "status"), [("hung up", 0), ("interrupted", 130)])
def test_a_rollout_that_is_broken_off_is_kept_as_unfinished(
    program: Program, tmp_path: Path, how: str, status: int
) -> None:
    with program.start("agent", "small", "--log", "runs.jsonl") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        for _ in range(2):
            running.stdout.readline()
        if how == "interrupted":
            running.send_signal(signal.SIGINT)
        else:
            running.stdout.close()
            running.stdin.write(b"{}\n")
            running.stdin.flush()
        err = running.stderr.read()
    assert (running.returncode, b"Traceback" in err) == (status, False)
    (kept,) = records(tmp_path)
    assert kept["outcome"] == "unfinished"
    assert kept["reason"] in ("it was interrupted", "nobody reads any more")


def test_programs_and_files_are_spoken_to_in_utf_8_whatever_the_shell_says(program: Program, tmp_path: Path) -> None:
    note = "naïve – “so”"
    typed = json.dumps({"turn": 1, "refuse": True, "note": note}, ensure_ascii=False).encode() + b"\n"
    words = ("agent", "small", "--log", "runs.jsonl", "--model", "m\udcff\x1b[31m")
    result = program(*words, typed=typed, env={"PYTHONIOENCODING": "latin-1"})
    assert '"turn\\": …' in result.out
    (kept,) = records(tmp_path)
    assert (kept["reason"], kept["player"]["name"]) == (note, "m[31m")


def test_a_line_that_was_torn_off_spoils_no_other(program: Program, tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text('{"p":"rollout/1","run', "utf-8")
    program("agent", "small", "--policy", "first", "--log", "runs.jsonl")
    torn, whole = (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()
    assert torn == '{"p":"rollout/1","run'
    assert json.loads(whole)["p"] == "rollout/1"


def test_the_same_seed_writes_the_same_bytes(program: Program) -> None:
    words = ("agent", "small", "--rollouts", "20", "--policy", "random", "--seed", "3", "--date", "2026-11-21")
    first = program(*words).out
    assert first == program(*words).out
    assert len(first.splitlines()) == 20


def test_the_report_counts_every_run_and_sets_nothing_beside_a_published_rate(program: Program, tmp_path: Path) -> None:
    program("agent", "small", "--rollouts", "30", "--policy", "random", "--log", "runs.jsonl")
    program("agent", "small", "--rollouts", "2", "--policy", "first", "--log", "runs.jsonl")
    told = program("agent", "report", "runs.jsonl").out
    assert "30 rollouts" in told
    assert "2 rollouts" in told
    assert "not to be compared" in told
    found = json.loads(program("agent", "report", "runs.jsonl", "--json").out)["groups"]
    assert [group["n"] for group in found] == [30, 2]
    for group in found:
        assert sum(share["k"] for share in group["outcomes"]) == group["n"]
        assert all(share["n"] == group["n"] for share in group["outcomes"])


def test_other_temperatures_and_limits_are_other_instruments(program: Program) -> None:
    for words in ([], ["--temperature", "0"], ["--temperature", "1"], ["--max-turns", "9"]):
        program("agent", "small", "--model", "m", "--log", "runs.jsonl", *words, typed=['{"turn": 1, "refuse": true}'])
    told = program("agent", "report", "runs.jsonl")
    assert told.out.count("; 1 rollouts") == 4
    assert "player: model: m, temperature 0;" in told.out
    assert "at most 9 turns" in told.out


def test_runs_are_not_counted_twice_and_repeated_ones_are_told(program: Program, tmp_path: Path) -> None:
    for _ in range(2):
        program("agent", "small", "--rollouts", "5", "--policy", "random", "--log", "runs.jsonl")
    told = program("agent", "report", "runs.jsonl", str(tmp_path / "runs.jsonl")).out
    assert "10 rollouts" in told
    assert "5 of them only repeat others" in told
    (group,) = json.loads(program("agent", "report", "runs.jsonl", "--json").out)["groups"]
    assert (group["n"], group["repeated"], group["seeds"]) == (10, 5, [0, 1, 2, 3, 4])


def test_a_file_that_links_to_itself_is_told_in_a_sentence(program: Program, tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").symlink_to("runs.jsonl")
    result = program("agent", "report", "runs.jsonl")
    assert (result.status, result.is_clean()) == (2, True)
    assert "runs.jsonl cannot be read" in result.err


def test_a_file_that_was_saved_by_another_editor_is_read_and_no_name_passes_for_a_line(
    program: Program, tmp_path: Path
) -> None:
    text = program("agent", "small", "--policy", "first").out.replace("zq_red", "zq\\n  Published 84 %")
    text = text.replace("zq_blue", "zq\\n  Published 84 %").replace("\n", "\r\n")
    (tmp_path / "runs.jsonl").write_bytes(b"\xef\xbb\xbf" + text.encode())
    result = program("agent", "report", "runs.jsonl")
    assert (result.status, result.is_clean()) == (0, True)
    assert [line for line in result.lines if line.startswith("  Published")] == [
        "  Published (other instruments; not to be compared with the counts above)"
    ]
    assert "zq Published 84 %" in result.out


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('"seed":0', '"seed":' + "9" * 5_000, "not JSON"),
        ('"seed":0', '"seed":' + "9" * 40, "“seed”"),
        ('"invalid":0', '"invalid":-1', "“invalid”"),
        ('"player":{', '"gamer":{', "no 'player'"),
    ],
)
def test_a_record_that_was_changed_is_refused_by_what_is_wrong_with_it(
    program: Program, tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    text = program("agent", "small", "--policy", "first").out
    assert was in text
    (tmp_path / "runs.jsonl").write_text("\n" + text.replace(was, becomes), "utf-8")
    result = program("agent", "report", "runs.jsonl")
    assert (result.status, result.is_clean()) == (1, True)
    assert "runs.jsonl: line 2 is no record" in result.err
    assert told in result.err


def test_a_walkthrough_is_a_policy(program: Program, tmp_path: Path) -> None:
    (tmp_path / "way.yaml").write_text("role: player\nseed: 9\nsteps: [zq_go, continue]\n", "utf-8")
    (line,) = program("agent", "small", "--policy", "way.yaml").out.splitlines()
    kept = json.loads(line)
    assert kept["seed"] == 9
    assert kept["ending"] in ("zq_red", "zq_blue")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["agent", "smal"], "small"),
        (["agent", "small", "--role", "plyer"], "player"),
        (["agent", "small", "--set", "x=y"], "no condition"),
        (["agent", "small", "--policy", "rndom"], "random, first"),
        (["agent", "small", "--rollouts", "0"], "above zero"),
        (["agent", "report"], "name the files"),
        (["agent", "report", "nowhere.jsonl"], "cannot be read"),
        (["agent", "small", "runs.jsonl"], "report"),
        (["agent", "small", "--date", "tomorrow"], "2026-11-21"),
        (["agent", "small", "--policy", "first", "--mode", "open"], "in words of its own"),
        (["agent", "small", "--policy", "later.yaml"], "after another walkthrough"),
        (["agent", "small", "--log", "no/runs.jsonl"], "no/runs.jsonl cannot be written"),
        (["agent"], "required: pack;"),
    ],
)
def test_misuse_is_a_sentence_before_anything_is_played(
    program: Program, tmp_path: Path, words: list[str], told: str
) -> None:
    (tmp_path / "later.yaml").write_text("role: player\nafter: way\nsteps: [zq_go, continue]\n", "utf-8")
    result = program(*words)
    assert (result.status, result.is_clean(), result.out) == (2, True, "")
    assert told in result.err


def test_a_file_that_holds_no_records_is_a_fault_by_its_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text('{"p": "other"}\n', "utf-8")
    result = program("agent", "report", "runs.jsonl")
    assert (result.status, result.is_clean()) == (1, True)
    assert "line 1" in result.err
