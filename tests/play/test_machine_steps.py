"""The machine's own trigger does what the library's does, step by step, on every open step of random playthroughs."""

from __future__ import annotations

from random import Random

import pytest
from transitions import Event

from game.play import machine as machines
from game.play.machine import StoryMachine
from game.play.nearest import successors
from game.play.session import first_facts
from game.play.state import State
from game.story.loader import load
from game.story.model import CONTINUE
from tests.cli.program import ROOT

STORIES = ("the-merge", "the-gate")


class Faithful(Event):
    """The library's own trigger, told to pass the model on as it does by default."""

    def trigger(self, model: object, *_: object, **__: object) -> bool:
        """Hand the model to the callbacks, as the story's machine does."""
        return super().trigger(model, model)


def steps(machine: StoryMachine, state: State) -> list[tuple[str, str]]:
    """Every open step, each with the landing of a draw."""
    scene = machine.story.scenes[state.scene]
    found = [(choice.id, "") for choice in scene.choices if machine.is_open(scene, choice, state)]
    way = machine.way(scene, state)
    return found + [(CONTINUE, to if way.draw else "") for to in way.targets] if way is not None else found


@pytest.mark.parametrize("name", STORIES)
def test_the_trigger_goes_where_the_librarys_goes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = load(ROOT / "scenes" / name, records=[ROOT / "scenes"]).story
    assert story is not None
    own = StoryMachine(story)
    monkeypatch.setattr(machines._Machine, "event_cls", Faithful)
    library = StoryMachine(story)
    compared = 0
    for seed in range(12):
        dice, role = Random(seed), list(story.roles)[seed % 2]
        state = own.start(first_facts(story, role, {}), story.roles[role].start)
        while found := steps(own, state):
            for step, landing in found:
                assert own.step(state, step, landing) == library.step(state, step, landing)
                compared += 1
            for shut in [choice.id for choice in story.scenes[state.scene].choices if (choice.id, "") not in found]:
                for machine in (own, library):
                    with pytest.raises(ValueError, match="not open"):
                        machine.step(state, shut)
            state = own.step(state, *dice.choice(found))
    assert compared > 300
    assert list(successors(own, state)) == []
