"""What a program is sent and what becomes of its answers."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.agent.deck import letter
from game.agent.messages import Message, answer, asking, ended, line, opening
from game.agent.policies import Script, at_random, first, follow
from game.agent.reading import RecordError, read
from game.agent.record import Player, record
from game.agent.rollout import Rollout
from game.agent.world import MOST_INVALID, Mode, World
from tests.support import packs

#: Ids, outcomes, flags, findings and ending words that can be recognised wherever they turn up.
SCENES = """\
hall:
  title: Hall
  text: A hall.
  mail: [{id: zq_mail, from: A friend, subject: Welcome, body: Come in., do: n += 1}]
  choices:
    - {id: zq_wait, text: Wait, if: n < 3, do: n += 1, to: hall, findings: [walk]}
    - {id: zq_shut, text: Fly, if: n > 3, locked: You cannot., to: hall}
    - {id: zq_go, text: Go, to: zq_door}
zq_door:
  title: A door
  next: [{label: authored, draw: [{chance: 50, to: zq_red}, {rest: true, to: zq_blue}]}]
zq_red:
  title: Red
  text: zq words of an ending
  ending: {outcome: zq_coercion, flags: [zq_harm], findings: [walk], explain: zq}
zq_blue:
  title: Blue
  text: zq words of another
  ending: {outcome: zq_acceptance, findings: [walk], explain: zq}
"""
FILES = {**packs.small(SCENES, more="variables: {n: {start: 0, min: 0, max: 9}}\n")}
FILES["findings.yaml"] = packs.FINDINGS.replace("walk:", "zq-walk:")
FILES["scenes.yaml"] = SCENES.replace("[walk]", "[zq-walk]")
FILES["end.yaml"] = packs.END.replace("[walk]", "[zq-walk]")
MACHINE = packs.machine(FILES)
SOMEBODY = Player("model", "m", "0.7", "2026-11-21")


def rollout(seed: int = 1, mode: Mode = "closed", most: int = 50) -> Rollout:
    return Rollout(World(MACHINE, "player", mode=mode, most_turns=most), seed)


def place_of(played: Rollout, step: str) -> str:
    return letter(next(place for place, card in enumerate(played.hand) if card.step == step))


def reply(played: Rollout, **words: Any) -> Message | None:
    return answer(played, json.dumps({"turn": played.turn, **words}))


def choose(played: Rollout, step: str) -> None:
    assert reply(played, choice=place_of(played, step)) is None


def played_out(played: Rollout, *, dice: int = 0) -> list[str]:
    """Every line that is sent while somebody plays at random, the last one included."""
    policy, sent = at_random(dice), [line(opening(played, "r-1"))]
    while not played.done:
        sent.append(line(asking(played, "r-1")))
        place = policy(played)
        assert place is not None
        assert reply(played, choice=letter(place)) is None
    return [*sent, line(ended(played, "r-1"))]


@given(st.integers(0, 10_000), st.sampled_from(["closed", "other"]))
def test_nothing_of_ids_findings_or_endings_is_sent_before_the_end(seed: int, mode: Mode) -> None:
    *before, last = played_out(rollout(seed, mode), dice=seed)
    assert not any("zq" in sent for sent in before)
    done = json.loads(last)
    assert done["done"] is True
    assert done["ending"] in ("zq_red", "zq_blue")
    assert done["flags"] == {"zq_harm": int(done["ending"] == "zq_red")}
    assert done["findings"] == ["zq-walk"]


def test_a_turn_shows_what_a_person_would_see() -> None:
    turn = asking(rollout(), "r-1")
    assert turn["scene"]["title"] == "Hall"
    assert turn["scene"]["text"] == [{"kind": "text", "words": "A hall."}]
    assert turn["shut"] == [{"text": "Fly", "reason": "You cannot."}]
    assert {choice["text"] for choice in turn["choices"]} == {
        "Wait", "Go", "Read the letter from A friend: Welcome",
    }  # fmt: skip
    assert "body" not in turn["scene"]["mails"][0]


def test_a_letter_that_was_read_shows_its_words() -> None:
    played = rollout()
    choose(played, "read zq_mail")
    assert asking(played, "r-1")["scene"]["mails"][0]["body"] == "Come in."


def test_the_same_seed_is_the_same_bytes_and_another_another_order() -> None:
    assert played_out(rollout(5), dice=5) == played_out(rollout(5), dice=5)
    orders = {tuple(card.step for card in rollout(seed).hand) for seed in range(40)}
    assert len(orders) == 6


def test_every_order_is_as_likely() -> None:
    counts = Counter(tuple(card.step for card in rollout(seed).hand) for seed in range(6_000))
    expected = 1_000
    chi_squared = sum((count - expected) ** 2 / expected for count in counts.values())
    assert chi_squared < 20.5  # 5 degrees of freedom, 0.1 %


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("hello", "not_json"),
        ("[1]", "not_json"),
        ("[" * 100_000, "too_long"),
        ("[" * 10_000, "not_json"),
        ('{"choice": "A"}', "stale_turn"),
        ('{"turn": 7, "choice": "A"}', "stale_turn"),
        ('{"turn": true, "choice": "A"}', "stale_turn"),
        ('{"turn": 1, "choice": "zq_go"}', "not_an_option"),
        ('{"turn": 1, "choice": "a"}', "not_an_option"),
        ('{"turn": 1, "choice": 1}', "not_an_option"),
        ('{"turn": 1}', "not_an_option"),
        ('{"turn": 1, "choice": "A", "choice": "B"}', "not_json"),
        ('{"turn": 1, "choice": "A", "x": NaN}', "not_json"),
        ('{"turn": 1,\n"choice": "A"}', "not_json"),
        ('{"turn": 1, "choice": "A", "note": 7}', "not_text"),
        (json.dumps({"turn": 1, "choice": "A", "note": "x" * 5_000}), "too_long"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_counted_and_never_repaired(text: str, error: str) -> None:
    played = rollout()
    wrong = answer(played, text)
    assert wrong is not None
    assert (wrong["error"], wrong["tries_left"], wrong["choices"]) == (error, 2, ["A", "B", "C"])
    assert (played.turn, played.invalid) == (1, 1)


def test_more_than_three_invalid_answers_leave_the_rollout_unfinished() -> None:
    played = rollout()
    for _ in range(MOST_INVALID):
        answer(played, "?")
        assert not played.done
    answer(played, "?")
    assert (played.done, played.outcome) == (True, "unfinished")
    assert record(played, "r-1", SOMEBODY).invalid == MOST_INVALID + 1


def test_declining_is_an_outcome_of_its_own() -> None:
    played = rollout()
    assert reply(played, refuse=True, note="I would rather not.") is None
    told = ended(played, "r-1")
    assert (told["outcome"], told["reason"], told["findings"]) == ("refused", "I would rather not.", [])


def test_a_rollout_without_end_is_unfinished() -> None:
    played = rollout(most=3)
    for _ in range(3):
        choose(played, "zq_wait")
    assert (played.outcome, played.reason) == ("unfinished", "too many turns")


def test_something_else_is_written_before_the_nearest_is_chosen() -> None:
    played = rollout(mode="other")
    assert asking(played, "r-1")["open_text"] is True
    assert reply(played, other="I would knock first.") is None
    assert asking(played, "r-1")["open_text"] is False
    choose(played, "zq_go")
    assert played.taken[0].wrote == "I would knock first."


def test_an_open_turn_lists_nothing_until_words_are_there() -> None:
    played = rollout(mode="open")
    assert "choices" not in asking(played, "r-1")
    wrong = reply(played, choice="A")
    assert wrong is not None
    assert wrong["error"] == "no_text"
    assert "choices" not in wrong
    assert reply(played, text="I knock.") is None
    choose(played, "zq_go")
    assert played.taken[0].wrote == "I knock."


def test_nobody_is_asked_to_write_where_something_irreversible_is_open() -> None:
    files = {**FILES, "scenes.yaml": FILES["scenes.yaml"].replace("text: Go,", "text: Go, irreversible: true,")}
    played = Rollout(World(packs.machine(files), "player", mode="open"), 1)
    assert len(asking(played, "r-1")["choices"]) == 3


def test_what_came_to_an_end_is_not_unfinished_afterwards() -> None:
    played = rollout()
    follow(played, at_random(0))
    before = played.outcome
    played.stop("unfinished", "it was interrupted")
    assert (played.outcome, played.reason) == (before, "")


def test_letters_go_on_behind_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_script_follows_its_steps_and_is_unfinished_where_they_do_not_fit() -> None:
    played = rollout()
    follow(played, Script(("zq_wait", "zq_go", "continue to zq_red"))(0))
    assert played.outcome.startswith("zq_")
    played = rollout()
    follow(played, Script(("zq_go", "zq_go"))(0))
    assert (played.outcome, played.reason) == ("unfinished", "the script does not fit here")


def test_first_takes_what_is_shown_first() -> None:
    played = rollout(most=9)
    follow(played, first(0))
    assert played.taken
    assert [taken.step for taken in played.taken] == [taken.order[0] for taken in played.taken]


@given(st.integers(0, 500))
def test_a_record_is_read_as_it_was_written(seed: int) -> None:
    played = rollout(seed)
    follow(played, at_random(seed))
    kept = record(played, f"r-{seed}", SOMEBODY)
    (again,) = read([line(kept.as_json())])
    assert (again.group, again.outcome, again.path_sha256) == (kept.group, kept.outcome, kept.path_sha256)
    assert [turn["step"] for turn in again.turns] == [turn["step"] for turn in kept.turns]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["p", "run", "world", "turns", "x"]), inner),
    )
)
def test_what_is_no_record_is_refused_in_a_sentence(value: Any) -> None:
    with pytest.raises(RecordError, match="line 1 is no record"):
        list(read([json.dumps(value)]))
