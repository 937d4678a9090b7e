"""Draws: where they fall hangs on the seed and on the number of draws of the path alone."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.session import NotOpenError, Session, roll
from tests.support.packs import machine, play, small

SCENES = """\
hall:
  title: Hall
  choices: [{id: draw, text: Draw, to: urn}, {id: other, text: Other, to: road}]
urn:
  title: Urn
  next:
    - {label: borrowed, draw: [{rate: walk, to: red}, {chance: 0.5, to: blue}, {rest: true, to: green}]}
road: {title: Road, next: [{label: direction, to: hall}]}
red: {title: Red, next: hall}
blue: {title: Blue, next: hall}
green: {title: Green, choices: [{text: Again, to: urn}, {text: End, to: end}]}
"""
MACHINE = machine(small(SCENES))


def session(seed: int = 0) -> Session:
    return Session(MACHINE, "player", seed=seed)


def drawn(seed: int, number: int) -> int:
    """The contract's own words: the first 8 bytes of SHA-256 of ``seed:k``, big-endian, mod 10,000."""
    digest = hashlib.sha256(f"{seed}:{number}".encode()).digest()
    return sum(byte << (8 * (7 - index)) for index, byte in enumerate(digest[:8])) % 10_000


def wanted(seed: int, number: int) -> str:
    part = drawn(seed, number)
    return "red" if part < 4000 else "blue" if part < 4050 else "green"


def next_draw(run: Session) -> str:
    """Go to the urn, draw, and say where it fell."""
    while run.look().scene != "urn":
        run.choose({"hall": "draw", "green": "urn"}.get(run.look().scene, "continue"))
    return run.choose("continue").scene


def test_known_draws_have_not_moved() -> None:
    assert [roll(0, number) for number in (1, 2, 3)] == [drawn(0, 1), drawn(0, 2), drawn(0, 3)]
    assert roll(7, 1) == int(hashlib.sha256(b"7:1").hexdigest()[:16], 16) % 10_000


@given(st.integers(-(2**63), 2**63), st.integers(1, 10**6))
def test_a_draw_is_eight_bytes_of_a_hash(seed: int, number: int) -> None:
    assert roll(seed, number) == drawn(seed, number)


@given(st.integers(0, 10**9))
def test_the_draws_of_a_path_are_counted_from_one_and_walked_in_order(seed: int) -> None:
    run = session(seed)
    assert [next_draw(run) for _ in range(6)] == [wanted(seed, number) for number in range(1, 7)]


def test_steps_that_are_no_draws_do_not_count() -> None:
    run = session(3)
    for step in ("other", "continue", "other", "continue"):
        run.choose(step)
    assert next_draw(run) == wanted(3, 1)
    assert run.state.draws == 1


@given(st.integers(0, 10**6))
def test_undo_and_redo_draw_the_same(seed: int) -> None:
    run = session(seed)
    first = [next_draw(run), next_draw(run)]
    journal = len(run.journal.steps)
    run.rewind(-1)
    assert [next_draw(run), next_draw(run)] == first
    assert len(run.journal.steps) == journal


def test_another_way_to_the_same_draw_draws_the_same_number() -> None:
    run = session(11)
    run.choose("other")
    run.choose("continue")
    there = next_draw(run)
    run.rewind(-1)
    assert next_draw(run) == there == wanted(11, 1)


def test_a_landing_can_be_fixed_and_counts_as_a_draw() -> None:
    for target in ("red", "blue", "green"):
        run = session(5)
        run.choose("draw")
        assert run.choose("continue", landing=target).scene == target
        assert next_draw(run) == wanted(5, 2)


def test_a_landing_that_is_not_possible_changes_nothing() -> None:
    run = session(5)
    run.choose("draw")
    before = (run.look(), list(run.journal.steps), run.state)
    with pytest.raises(NotOpenError) as caught:
        run.choose("continue", landing="hall")
    assert (run.look(), list(run.journal.steps), run.state) == before
    assert caught.value.offered == ("continue to red", "continue to blue", "continue to green")


def test_a_draw_and_its_label_are_kept_in_the_journal() -> None:
    run = session(1)
    there = next_draw(run)
    step = run.journal.steps[-1]
    assert (step.scene, step.id, step.to, step.label) == ("urn", "continue", there, "borrowed")


@pytest.mark.parametrize(("target", "percent"), [("red", "40"), ("blue", "0.5"), ("green", "59.5")])
def test_a_turn_shows_the_label_the_share_and_the_finding_of_the_draw_that_led_to_it(target: str, percent: str) -> None:
    run = session()
    run.choose("draw")
    chance = run.choose("continue", landing=target).chance
    assert chance is not None
    assert (chance.label, chance.percent, chance.finding) == ("borrowed", percent, "walk")
    run.choose("continue" if target != "green" else "urn")
    assert run.look().chance is None


def test_a_labelled_way_without_a_draw_shows_its_label() -> None:
    run = session()
    run.choose("other")
    chance = run.choose("continue").chance
    assert chance is not None
    assert (chance.label, chance.percent) == ("direction", "")


def test_two_guarded_draws_of_one_scene_draw_from_the_one_that_applies() -> None:
    scene = """\
hall:
  title: Hall
  next:
    - {if: f, label: authored, draw: [{chance: 100, to: a}]}
    - {label: authored, draw: [{chance: 100, to: b}]}
a: {title: A, next: end}
b: {title: B, next: end}
"""
    for start, there in (("true", "a"), ("false", "b")):
        assert play(scene, more=f"variables: {{f: {start}}}\n").choose("continue").scene == there


def test_many_seeds_fall_as_the_shares_say() -> None:
    count = Counter(wanted(seed, 1) for seed in range(4000))
    played = Counter()  # type: Counter[str]
    for seed in range(4000):
        part = roll(seed, 1)
        played["red" if part < 4000 else "blue" if part < 4050 else "green"] += 1
    assert played == count
    assert 0.37 < count["red"] / 4000 < 0.43
