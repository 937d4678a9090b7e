"""The proof says what a plain search over whole states finds, on random packs and on some made for one thing."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.proof.report import ProofReport
from tests.proof.comparing import differences
from tests.proof.mazes import Maze
from tests.proof.naive import TooLargeError
from tests.proof.witnesses import proved
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples

END = "{outcome: refusal, findings: [walk], explain: You stopped.}"
TWO = """\
format: 1
id: small
title: Two
version: 1.0.0
roles:
  player: {name: P, start: hall}
  other: {name: O, start: yard}
"""


def two(scenes: str, more: str) -> dict[str, str]:
    """A pack with two roles, who start in the hall and in the yard."""
    return {**packs.small(scenes), "story.yaml": TWO + more}


@examples(24)
@given(st.randoms(use_true_random=False))
def test_the_proof_agrees_with_a_search_over_whole_states(random: Random) -> None:
    story = packs.story(Maze(random).files())
    try:
        found = differences(story)
    except TooLargeError:
        assume(condition=False)
    assert not found, "\n".join(found)


@examples(6)
@given(random_packs())
def test_the_proof_agrees_on_the_packs_of_the_other_tests(pack: Pack) -> None:
    try:
        found = differences(pack.machine.story, most=1500)
    except TooLargeError:
        assume(condition=False)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("seed", range(60))
def test_the_proof_agrees_on_packs_that_are_always_the_same(seed: int) -> None:
    assert not differences(packs.story(Maze(Random(seed)).files()))


@pytest.mark.parametrize("most_bits", [1, 6, 60, 600])
@pytest.mark.parametrize("seed", range(60, 72))
def test_it_does_not_matter_which_facts_are_packed(monkeypatch: pytest.MonkeyPatch, seed: int, most_bits: int) -> None:
    monkeypatch.setattr("game.proof.explore.MOST_BITS", most_bits)
    assert not differences(packs.story(Maze(Random(seed)).files()))


@pytest.mark.parametrize("seed", range(72, 84))
def test_a_search_that_begins_anew_without_packing_finds_the_same(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("game.proof.explore.MANY_BLOCKS", 5)
    monkeypatch.setattr("game.proof.explore.FEW_STATES", 1000)
    story = packs.story(Maze(Random(seed)).files())
    assert not differences(story)
    proof = proved(story)
    monkeypatch.undo()
    packed = proved(story)
    assert (proof.states, proof.edges) == (packed.states, packed.edges)


CHAIN = """\
hall:
  title: Hall
  do: n += 1
  choices: [{id: again, text: Again, to: hall}, {id: go, text: Go, to: end, if: "n * 7 % 5 == 3 and n // 4 == 1"}]
"""
COPIED = """\
hall:
  title: Hall
  choices:
    - {id: a, text: A, to: mid, do: mood = 'warm'}
    - {id: b, text: B, to: mid, do: mood = 'mild'}
    - {id: c, text: C, to: mid, do: mood = 'cold'}
mid: {title: Mid, next: late, do: [echo = mood, mood = 'warm']}
late: {title: Late, next: [{if: "echo == 'cold'", to: end}, {to: other_end}]}
other_end: {title: Other, ending: {outcome: refusal, findings: [{id: walk, if: "echo == 'mild'"}], explain: So.}}
"""
WORDS = (
    "variables: {mood: {one_of: [warm, mild, cold], start: warm}, echo: {one_of: [warm, mild, cold], start: cold}}\n"
)
LETTER = """\
hall:
  title: Hall
  mail: [{id: note, from: Ada, subject: S, body: B, if: n > 0, do: n += 1}]
  do: n += 1
  choices: [{id: stay, text: Stay, to: hall, once: true}, {id: go, text: Go, to: end, if: "read(note) and n == 3"}]
"""
WORDS_ALONE = """\
hall:
  title: "Hall {read(note): a | b}"
  text: "{seen(hall): again | first} {chose(hall.stay): stayed | not yet}"
  mail: [{id: note, from: Ada, subject: "{n > 1: late | soon}", body: "{seen(hall): x | y}"}]
  choices: [{id: stay, text: "{read(note): Stay | Wait}", to: hall, do: n += 1}, {id: go, text: Go, to: end}]
"""
USED = """\
hall:
  title: Hall
  choices:
    - {id: once, text: Once, to: hall, once: true, if: f, locked: "No {chose(hall.once): any more | yet}."}
    - {id: go, text: Go, to: end}
"""
GUARDED_BY_CHOICE = """\
hall:
  title: Hall
  choices: [{id: go, text: Go, to: end, if: "f if n > 0 else n == 0"}, {id: up, text: Up, to: hall, do: n += 1}]
"""
PROMISE = """\
hall: {title: Hall, choices: [{id: a, text: A, to: yard}, {id: b, text: B, to: attic}]}
attic: {title: Attic, next: end}
yard: {title: Yard, next: end}
"""
DRAWN = """\
hall:
  title: Hall
  next:
    - {if: f, label: authored, draw: [{chance: 40, to: hall}, {rest: true, to: yard}]}
    - {if: n < 2, to: up}
    - {label: authored, draw: [{chance: 1, to: end}, {rest: true, to: hall}]}
up: {title: Up, do: n += 1, next: hall}
yard: {title: Yard, next: [{if: n > 0, to: end}]}
"""
NUMBER = "variables: {n: {start: 0, min: 0, max: 9}, f: false}\n"


@pytest.mark.parametrize(
    ("scenes", "more"),
    [
        pytest.param(CHAIN, "variables: {n: {start: 0, min: -2, max: 9}}\n", id="arithmetic and a self-loop"),
        pytest.param(COPIED, WORDS, id="enums copied into enums"),
        pytest.param(LETTER, NUMBER, id="mail with a guard and effects"),
        pytest.param(WORDS_ALONE, NUMBER, id="facts asked for in text alone"),
        pytest.param(USED, NUMBER, id="a choice that is locked and then used up"),
        pytest.param(GUARDED_BY_CHOICE, NUMBER, id="a guard that is a choice of values"),
        pytest.param(
            PROMISE, "always: [{name: p, holds: not seen(attic) and not seen(yard)}]\n", id="always with seen"
        ),
        pytest.param(DRAWN, NUMBER, id="draws"),
    ],
)
def test_the_proof_agrees_on_a_pack_made_for_one_thing(scenes: str, more: str) -> None:
    assert not differences(packs.story(packs.small(scenes, more=more)))


SHARED = """\
hall: {title: Hall, choices: [{id: work, text: Work, to: hall, do: n += 1}, {id: out, text: Out, to: end}]}
yard:
  title: Yard
  choices:
    - {id: low, text: Low, to: pit, if: n == 0}
    - {id: high, text: High, to: end, if: "n == 2 and wind == 'strong'"}
    - {id: aside, text: Aside, to: end, if: wind == 'still'}
pit: {title: Pit, next: pit}
"""
CARRY = """\
conditions: {wind: {ask: Wind?, roles: [player], options: {strong: S, still: T}, default: still}}
variables: {n: {start: 0, min: 0, max: 2}}
carry: {other: {from: player, set: {n: n}}}
"""


def test_what_a_carry_alone_can_reach_is_reached() -> None:
    story = packs.story(two(SHARED, CARRY))
    assert not differences(story)
    proof = proved(story)
    way = proof.choices["yard.high"]
    assert (way.start.role, way.start.conditions, way.start.carried) == ("other", {"wind": "strong"}, {"n": 2})
    assert way.steps == ("high",)


UNCARRIED = """\
hall: {title: Hall, next: end}
yard:
  title: Yard
  choices: [{id: go, text: "{n == 0: nothing | something}", to: end, if: f}, {id: not_yet, text: No, to: end, if: not f}]
"""
GIVEN = """\
variables: {n: {start: 0, min: 0, max: 2}, f: false}
carry: {other: {from: player, set: {n: n + 1, f: "seen(hall)"}}}
"""


def test_a_start_that_stands_for_others_answers_nothing_that_they_do_not() -> None:
    assert not differences(packs.story(two(UNCARRIED, GIVEN)))


@pytest.mark.parametrize("given", ["n + 7", "n - 7", "9"])
def test_a_number_that_is_handed_over_stays_within_its_bounds(given: str) -> None:
    story = packs.story(two(SHARED, CARRY.replace("n: n}", f"n: {given}}}")))
    assert not differences(story)
    proof = proved(story)
    handed = 0 if "-" in given else 2
    ways = (proof.choices[f"yard.{name}"] for name in ("high", "low") if f"yard.{name}" in proof.choices)
    assert {way.start.carried.get("n", handed) for way in ways if way.start.carried} <= {handed}
    assert ("yard.high" in proof.choices) is (handed == 2)


def test_a_trap_that_two_starts_share_is_told_once() -> None:
    proof = proved(packs.story(two(SHARED, CARRY)))
    (trap,) = [trap for trap in ProofReport(proof).as_json()["traps"] if trap["scene"] == "pit"]
    assert (trap["first"], trap["role"], trap["steps"]) == (True, "other", ["low"])


def test_of_ways_of_one_length_the_first_in_file_order_is_told() -> None:
    more = "always: [{name: p, holds: not seen(attic) and not seen(yard)}]\n"
    proof = proved(packs.story(packs.small(PROMISE, more=more)))
    (broken,) = ProofReport(proof).as_json()["always"]
    assert broken["steps"] == ["a"]


def test_a_way_on_with_several_branches_is_one_choice_with_a_shortest_way() -> None:
    scenes = (
        "hall: {title: Hall, next: [{if: wind == 'strong', label: authored, draw: [{chance: 50, to: hall},"
        " {rest: true, to: end}]}, {to: end}]}\n"
    )
    more = "conditions: {wind: {ask: Wind?, options: {strong: S, still: T}, default: still}}\n"
    proof = proved(packs.story(packs.small(scenes, more=more)))
    assert [name for name in proof.choices if name.startswith("hall.")] == ["hall.continue"]
    assert proof.choices["hall.continue"].length == 1
