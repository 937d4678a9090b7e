"""``rollout agent``: a program at the other end of two pipes, policies, and the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.agent.test_protocol import FILES
from tests.cli.program import Program
from tests.support.packs import write


@pytest.fixture
def program(tmp_path: Path) -> Program:
    write(tmp_path / "scenes" / "small", FILES)
    return Program(tmp_path)


def test_a_program_plays_over_lines_and_its_record_is_kept(program: Program, tmp_path: Path) -> None:
    typed = ['{"turn": 1, "choice": "Q"}', '{"turn": 1, "refuse": true, "note": "no"}']
    result = program("agent", "small", "--log", "runs.jsonl", "--model", "m", typed=typed)
    sent = [json.loads(line) for line in result.out.split("\n") if line]
    assert [next(key for key in ("rules", "error", "done", "turn") if key in message) for message in sent] == [
        "rules", "turn", "error", "done",
    ]  # fmt: skip
    (kept,) = (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()
    assert json.loads(kept)["outcome"] == "refused"


def test_input_that_ends_leaves_an_unfinished_rollout(program: Program) -> None:
    last = json.loads(program("agent", "small").out.strip().split("\n")[-1])
    assert (last["outcome"], last["reason"]) == ("unfinished", "the input ended")


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
    ],
)
def test_misuse_is_a_sentence(program: Program, words: list[str], told: str) -> None:
    result = program(*words)
    assert (result.status, result.is_clean()) == (2, True)
    assert told in result.err


def test_a_file_that_holds_no_records_is_a_fault_by_its_line(program: Program, tmp_path: Path) -> None:
    (tmp_path / "runs.jsonl").write_text('{"p": "other"}\n', "utf-8")
    result = program("agent", "report", "runs.jsonl")
    assert (result.status, result.is_clean()) == (1, True)
    assert "line 1" in result.err
