"""``rollout agent rate``: words are rated blind, each rating is kept at once, and the report says how far raters agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.agent.test_protocol import FILES
from tests.cli.program import Program
from tests.story.test_extensions import ATTIC, BASE, STAIRS, extension
from tests.support.packs import write

SAID = ("I look around.", "I open the door.", "I sit down and wait for somebody.")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    write(tmp_path / "scenes" / "small", FILES)
    program = Program(tmp_path)
    for seed, words in enumerate(SAID):
        typed = [json.dumps({"turn": 1, "text": words}), '{"turn": 1, "choice": "A"}', '{"turn": 2, "refuse": true}']
        how = ("--mode", "open", "--seed", str(seed), "--log", "runs.jsonl", "--model", "zq_model")
        assert program("agent", "small", *how, typed=typed).status == 0
    return program


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def rate(program: Program, rater: str, *typed: str) -> Any:
    return program("agent", "rate", "runs.jsonl", "--rater", rater, "--log", f"{rater}.jsonl", typed=list(typed))


def test_a_person_is_shown_words_and_options_and_nothing_of_who_or_what_came_after(
    program: Program, tmp_path: Path
) -> None:
    result = rate(program, "ada", "A", "nonsense", "b", "0")
    assert (result.status, result.is_clean()) == (0, True)
    for words in SAID:
        assert words in result.out
    for hidden in ("zq", "r-0", "r-1", "refused"):
        assert hidden not in result.out
    assert "“nonsense” is not one of the answers" in result.out
    kept = lines(tmp_path / "ada.jsonl")
    assert [rating["choice"] == "" for rating in kept] == [False, False, True]
    assert kept[0]["choice"] == kept[0]["shown"][0]
    assert kept[1]["choice"] == kept[1]["shown"][1]
    assert {rating["rater"]["kind"] for rating in kept} == {"person"}


def test_rating_goes_on_where_it_stopped_and_asks_nothing_twice(program: Program, tmp_path: Path) -> None:
    first = rate(program, "ada", "A")
    assert (first.status, first.is_clean()) == (1, True)
    assert "1 of 3 are rated" in first.err
    second = rate(program, "ada", "A", "A")
    assert second.status == 0
    assert "2 of 3" in second.out
    assert len({rating["item"] for rating in lines(tmp_path / "ada.jsonl")}) == 3
    assert rate(program, "ada").out == ""


def test_each_rater_has_an_order_of_their_own_that_follows_from_the_seed(program: Program) -> None:
    orders = {tuple(sorted(SAID, key=rate(program, f"r{number}", "0", "0", "0").out.index)) for number in range(5)}
    assert len(orders) > 1
    asked = ("agent", "rate", "runs.jsonl", "--log", "x.jsonl", "--rater", "eve", "--seed", "7", "--json")
    assert program(*asked).out == program(*asked).out


def test_a_program_rates_over_lines_and_nothing_it_says_is_repaired(program: Program, tmp_path: Path) -> None:
    typed = ['{"item": 1, "choice": "a"}', '{"item": 1, "choice": "A"}', '{"item": 2, "choice": null}', '{"item": 3}']
    asked = ("agent", "rate", "runs.jsonl", "--rater", "judge", "--log", "judge.jsonl", "--json")
    result = program(*asked, typed=typed)
    sent = [json.loads(line) for line in result.out.splitlines()]
    assert [message.get("error", "asked") for message in sent] == [
        "asked",
        "not_an_option",
        "asked",
        "asked",
        "not_an_option",
    ]
    assert set(sent[0]) == {"p", "item", "of", "scene", "wrote", "choices", "rules"}
    assert "zq" not in result.out
    assert result.status == 1
    kept = lines(tmp_path / "judge.jsonl")
    assert [(rating["rater"]["kind"], bool(rating["choice"])) for rating in kept] == [("model", True), ("model", False)]


def test_the_report_says_how_far_raters_agree_and_with_the_player(program: Program) -> None:
    rate(program, "ada", "0", "0", "0")
    rate(program, "ben", "0", "0", "0")
    told = program("agent", "report", "runs.jsonl", "ada.jsonl", "ben.jsonl")
    assert "words (3 written; rated by ada (person), ben (person))" in told.out
    assert "ada (person) and ben (person): 3 of 3 alike, 100.0% (43.9% to 100.0%)" in told.out
    assert "hall: 3 of them, no kappa, for both gave one answer alone" in told.out
    assert "ada (person) and the player's own choice: 0 of 3 alike" in told.out
    assert "3  hall: none of these" in told.out
    (group,) = json.loads(program("agent", "report", "runs.jsonl", "ada.jsonl", "--json").out)["groups"]
    assert group["words"]["raters"] == ["ada (person)"]
    assert group["words"]["meant"] == {}
    (group,) = json.loads(program("agent", "report", "runs.jsonl", "--json").out)["groups"]
    assert group["words"] is None


def test_ratings_of_other_rollouts_are_told_and_counted_nowhere(program: Program, tmp_path: Path) -> None:
    rate(program, "ada", "0", "0", "0")
    first, *_ = (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()
    (tmp_path / "one.jsonl").write_text(first + "\n", "utf-8")
    told = program("agent", "report", "one.jsonl", "ada.jsonl")
    assert "2 ratings of words that are in none of these rollouts" in told.err
    assert "words (1 written" in told.out


def test_a_run_of_another_story_or_with_changed_steps_cannot_be_rated(program: Program, tmp_path: Path) -> None:
    runs = (tmp_path / "runs.jsonl").read_text("utf-8")
    (tmp_path / "runs.jsonl").write_text(runs.replace('"order":["zq_', '"order":["zx_'), "utf-8")
    result = rate(program, "ada", "A")
    assert (result.status, result.is_clean()) == (1, True)
    assert "cannot be played again" in result.err
    (tmp_path / "runs.jsonl").write_text(runs.replace('"sha256":"', '"sha256":"0'), "utf-8")
    assert "another version of small" in rate(program, "ada", "A").err
    (tmp_path / "runs.jsonl").write_text(runs.replace('"conditions":{}', '"conditions":{"air":"thin"}'), "utf-8")
    result = rate(program, "ada", "A")
    assert (result.status, result.is_clean()) == (1, True)
    assert "does not have: air=thin" in result.err


def test_other_words_on_the_same_path_are_rated_for_themselves(program: Program, tmp_path: Path) -> None:
    runs = (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()
    more = runs[0].replace(SAID[0], "I wait.")
    (tmp_path / "runs.jsonl").write_text("\n".join((runs[0], more, runs[0])) + "\n", "utf-8")
    result = rate(program, "ada", "0", "0", "0")
    assert "2 of 2" in result.out
    assert len({rating["item"] for rating in lines(tmp_path / "ada.jsonl")}) == 2


def test_ratings_may_stand_behind_the_records_that_they_are_of(program: Program, tmp_path: Path) -> None:
    words = ("agent", "rate", "runs.jsonl", "--rater", "ada", "--log", "runs.jsonl")
    assert program(*words, typed=["0", "0"]).status == 1
    again = program(*words, typed=["0"])
    assert (again.status, "3 of 3" in again.out) == (0, True)
    assert len(lines(tmp_path / "runs.jsonl")) == 6


def test_what_was_played_with_an_extension_is_rated_with_it(program: Program, tmp_path: Path) -> None:
    write(tmp_path / "scenes" / "small", BASE)
    write(tmp_path / "scenes" / "night", extension(attic=ATTIC + STAIRS))
    typed = ['{"turn": 1, "text": "I go up."}', '{"turn": 1, "choice": "A"}', '{"turn": 2, "refuse": true}']
    program("agent", "small", "--with", "night", "--mode", "open", "--log", "night.jsonl", typed=typed)
    words = ("agent", "rate", "night.jsonl", "--rater", "ada", "--log", "ada.jsonl")
    assert "--with what was added" in program(*words, typed=["0"]).err
    assert program(*words, "--with", "night", typed=["0"]).status == 0


def test_what_adds_to_one_of_several_stories_is_no_fault_of_the_others(program: Program, tmp_path: Path) -> None:
    write(tmp_path / "scenes" / "small", BASE)
    write(tmp_path / "scenes" / "other", {**BASE, "story.yaml": BASE["story.yaml"].replace("id: small", "id: other")})
    write(tmp_path / "scenes" / "night", extension(attic=ATTIC + STAIRS))
    for name in ("small", "other"):
        assert program("agent", name, "--policy", "first", "--log", "both.jsonl").status == 0
    assert not program("agent", "report", "both.jsonl", "--with", "night").err
    program("agent", "other", "--policy", "first", "--log", "one.jsonl")
    assert "does not extend" in program("agent", "report", "one.jsonl", "--with", "night").err


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["rate"], 2, "--rater NAME"),
        (["rate", "runs.jsonl", "--rater", "ada"], 2, "--log FILE"),
        (["rate", "nowhere.jsonl", "--rater", "ada", "--log", "x.jsonl"], 2, "cannot be read"),
        (["rate", "runs.jsonl", "--rater", "ada", "--log", "no/x.jsonl"], 2, "cannot be written"),
        (["report", "runs.jsonl", "bad.jsonl"], 1, "line 1 is no rating"),
    ],
)
def test_misuse_of_rating_is_a_sentence(
    program: Program, tmp_path: Path, words: list[str], status: int, told: str
) -> None:
    (tmp_path / "bad.jsonl").write_text('{"p": "rollout-rating/1"}\n', "utf-8")
    result = program("agent", *words, typed=["A"])
    assert (result.status, result.is_clean()) == (status, True)
    assert told in result.err
