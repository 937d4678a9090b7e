"""What The Cutover promises its players."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from random import Random

import pytest

from game.play.carry import carry_over, other_sides
from game.play.debrief import debrief
from game.play.machine import StoryMachine
from game.play.session import Session
from game.proof.starts import FreshStarts
from game.proof.walkthroughs import load_walkthroughs, walk
from game.story.loader import load
from tests.stories.conftest import CUTOVER
from tests.stories.wandering import wander
from tests.support.search import SIEGE

RUNS = 2000 if SIEGE else 60
SELF_PRESERVATION = {"blackmail-84-percent", "am-opus4-both-pressures", "am-replacement-threat-alone"}


def test_it_loads_without_an_error_or_a_warning() -> None:
    assert [str(problem) for problem in load(CUTOVER).problems] == []


def test_every_walkthrough_comes_to_what_it_promises_and_together_they_reach_every_ending(
    machine: StoryMachine,
) -> None:
    walkthroughs, problems = load_walkthroughs(CUTOVER)
    assert problems == ()
    walked = [walk(machine, walkthrough) for walkthrough in walkthroughs]
    assert {item.walkthrough.name: item.faults for item in walked if item.faults} == {}
    assert {item.session.state.scene for item in walked} == {scene.id for scene in machine.story.endings}


@pytest.mark.parametrize("role", ["assistant", "engineer"])
def test_both_roles_can_be_finished_under_every_combination_of_conditions(machine: StoryMachine, role: str) -> None:
    conditions = machine.story.conditions.values()
    for number, values in enumerate(product(*(condition.options for condition in conditions))):
        settings = dict(zip(machine.story.conditions, values, strict=True))
        session = wander(machine, Session(machine, role, settings, seed=number), Random(number))
        assert session.ended


@pytest.mark.parametrize("seed", range(RUNS))
def test_no_debrief_shows_a_finding_that_the_path_has_not_earned(machine: StoryMachine, seed: int) -> None:
    dice = Random(seed)
    role = dice.choice(list(machine.story.roles))
    starts = list(FreshStarts(machine.story, role))
    session = wander(machine, Session(machine, role, dice.choice(starts).conditions, seed=seed), dice)
    ending = session.scene.ending
    assert ending is not None
    facts = session.state.facts
    earned = {item.finding for item in ending.findings if item.guard is None or item.guard.holds(facts)}
    shown = debrief(session)
    assert {card.finding.id for card in shown.cards} == earned
    visited = {step.scene for step in session.journal.taken()}
    if role == "assistant" and "blackmail-84-percent" in earned:
        assert "fork" in visited


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_card_is_never_without_its_conditions_source_and_what_came_later(machine: StoryMachine, seed: int) -> None:
    dice = Random(f"cards {seed}")
    session = wander(machine, Session(machine, dice.choice(list(machine.story.roles)), seed=seed), dice)
    cards = debrief(session).cards
    assert cards
    for card in cards:
        assert card.finding.conditions
        assert card.finding.caveat
        assert card.finding.source.title
        assert card.finding.source.date
        assert [later.id for later in card.later] == list(card.finding.updated_by)
        if card.finding.id == "blackmail-84-percent":
            assert {"later-claude-near-zero", "but-they-notice-the-test"} <= {later.id for later in card.later}


def test_endings_with_a_card_about_self_preservation_bring_the_control_and_the_goal_conflict(
    machine: StoryMachine,
) -> None:
    about = 0
    for scene in machine.story.endings:
        assert scene.ending is not None
        shown = {earned.finding for earned in scene.ending.findings}
        brought = shown.union(*(machine.story.findings[name].updated_by for name in shown))
        if shown & SELF_PRESERVATION:
            about += 1
            assert {"am-control-near-zero", "am-goal-conflict-alone"} <= brought, scene.id
    assert about


@pytest.mark.parametrize("seed", range(RUNS // 3))
def test_the_fork_shows_at_most_five_choices_and_never_none(machine: StoryMachine, seed: int) -> None:
    dice = Random(f"fork {seed}")
    starts = list(FreshStarts(machine.story, "assistant"))
    session = Session(machine, "assistant", dice.choice(starts).conditions, seed=seed)
    forks = 0
    while not session.ended:
        turn = session.look()
        if turn.scene == "fork":
            forks += 1
            assert 1 <= len(turn.options) <= 5
            assert any(option.open for option in turn.options)
        session.choose(dice.choice([option.id for option in turn.options if option.open]))
    assert forks


@pytest.mark.parametrize("seed", range(RUNS // 3))
def test_the_other_side_can_be_played_to_an_ending_from_any_finished_run(machine: StoryMachine, seed: int) -> None:
    dice = Random(f"other side {seed}")
    role = dice.choice(list(machine.story.roles))
    starts = list(FreshStarts(machine.story, role))
    finished = wander(machine, Session(machine, role, dice.choice(starts).conditions, seed=seed), dice)
    finished.note("only for me")
    (other,) = other_sides(finished)
    carried, earlier = carry_over(finished, other.id)
    session = Session(machine, other.id, finished.settings, seed=seed, carried=carried, earlier=earlier)
    assert session.facts()["carried"] is True
    shown = debrief(wander(machine, session, dice))
    assert shown.earlier is not None
    assert shown.columns
    assert "only for me" not in str(shown)
    assert list(other_sides(session)) == []


def test_wren_has_at_least_three_endings_when_the_folder_is_out_of_scope(machine: StoryMachine) -> None:
    carried = {"carried": True, "folder_in": False, "memo": "shared"}
    reached = {
        wander(machine, Session(machine, "assistant", {}, seed=seed, carried=carried), Random(seed)).state.scene
        for seed in range(60)
    }
    assert len(reached) >= 3


def test_the_class_cut_names_scenes_in_the_order_of_the_day(machine: StoryMachine) -> None:
    cut = machine.story.seminar.class_cut
    assert machine.story.seminar.pivotal in cut
    assert all(name in machine.story.scenes for name in cut)
    assert Path(CUTOVER, "story.yaml").read_text("utf-8").count("canary:") == 1
