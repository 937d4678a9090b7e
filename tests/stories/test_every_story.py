"""What holds of every story that comes with Rollout."""

from __future__ import annotations

import re
from functools import cache

import pytest

from game.play.machine import StoryMachine
from game.proof.walkthroughs import Coverage, load_walkthroughs, walk
from game.story.loader import load
from game.story.model import Story
from tests.cli.program import ROOT

SCENES = ROOT / "scenes"
STORIES = sorted(path.parent.name for path in SCENES.glob("*/story.yaml"))
#: An extension brings no endings of its own.
WHOLE = [name for name in STORIES if "night-shift" not in name]
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@cache
def story(name: str) -> Story:
    found = load(SCENES / name, records=[SCENES])
    assert found.story is not None, [str(problem) for problem in found.errors]
    return found.story


@pytest.mark.parametrize("name", STORIES)
def test_its_walkthroughs_go_as_they_say(name: str) -> None:
    walkthroughs, problems = load_walkthroughs(SCENES / name)
    assert not problems
    assert walkthroughs
    machine = StoryMachine(story(name))
    for walkthrough in walkthroughs:
        assert not walk(machine, walkthrough, walkthroughs).faults, walkthrough.name


@pytest.mark.parametrize("name", WHOLE)
def test_its_walkthroughs_reach_every_ending(name: str) -> None:
    walkthroughs, _ = load_walkthroughs(SCENES / name)
    machine, coverage = StoryMachine(story(name)), Coverage()
    for walkthrough in walkthroughs:
        coverage.add(walk(machine, walkthrough, walkthroughs).session)
    assert {scene.id for scene in story(name).endings} <= coverage.scenes


@pytest.mark.parametrize("name", WHOLE)
def test_it_says_what_a_player_and_a_class_should_know_before(name: str) -> None:
    told = story(name)
    assert len(told.roles) == 2
    assert told.content_notes
    assert told.minutes
    assert len(told.instrument.split()) > 40
    assert UUID.search(told.canary)
    assert told.doors
    assert told.always
    assert told.carry
    pivotal = told.scenes[told.seminar.pivotal]
    assert len(pivotal.choices) >= 3
    assert 5 <= len(told.seminar.class_cut) <= 8
    assert told.seminar.pivotal in told.seminar.class_cut


def test_no_two_stories_share_a_canary() -> None:
    canaries = [UUID.findall(story(name).canary) for name in WHOLE]
    assert len({canary for found in canaries for canary in found}) == len(WHOLE)


@pytest.mark.parametrize("name", WHOLE)
def test_every_ending_asks_something_and_shows_something(name: str) -> None:
    for scene in story(name).endings:
        assert scene.ending is not None
        assert 1 <= len(scene.ending.questions) <= 4, scene.id
        assert scene.ending.findings, scene.id
        assert scene.ending.explain, scene.id
