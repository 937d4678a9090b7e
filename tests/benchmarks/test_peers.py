"""What the other engines are given is the story that Rollout is given."""

from __future__ import annotations

import operator
from pathlib import Path
from random import Random
from typing import Any

from game.play.machine import StoryMachine
from game.play.session import Session
from game.story.loader import load

OPERATORS = {">=": operator.ge, "<": operator.lt, "!=": operator.ne}


def _open(scene: Any, facts: dict[str, int]) -> list[Any]:
    return [
        choice
        for choice in scene.choices
        if choice.guard is None or OPERATORS[choice.guard.operator](facts[choice.guard.name], choice.guard.number)
    ]


def _after(effect: Any, facts: dict[str, int]) -> dict[str, int]:
    if effect is None:
        return facts
    value = facts[effect.name]
    changed = (
        min(value + effect.number, effect.bound) if effect.operator == "+" else max(value - effect.number, effect.bound)
    )
    return {**facts, effect.name: changed}


def test_the_neutral_story_plays_as_the_pack_does(tmp_path: Path) -> None:
    from generate import write
    from peers.story import read

    pack = write(120, tmp_path / "pack")
    neutral, loaded = read(pack), load(pack).story
    assert loaded is not None
    scenes = {scene.id: scene for scene in neutral.scenes}
    machine, dice = StoryMachine(loaded), Random(7)
    for _ in range(40):
        session, at, facts = Session(machine, "player"), neutral.start, dict(neutral.variables)
        while scenes[at].choices:
            turn, choices = session.look(), _open(scenes[at], facts)
            assert [passage.words for passage in turn.passages] == list(scenes[at].paragraphs)
            assert [option.words for option in turn.options if option.open] == [choice.words for choice in choices]
            number = dice.randrange(len(choices))
            session.choose(session.offered()[number])
            at, facts = choices[number].to, _after(choices[number].effect, facts)
        assert session.ended
        assert session.facts() == facts


def test_guards_and_effects_are_written_as_each_engine_has_them() -> None:
    from peers import sources
    from peers.story import Choice, Effect, Guard, Scene, Story

    choice = Choice("Go.", "end", Guard("a", ">=", 1), Effect("b", "-", 2, 0))
    story = Story("hall", {"a": 1, "b": 3}, [Scene("hall", ["One.", "Two."], [choice]), Scene("end", ["Over."], [])])
    assert sources.ink(story) == (
        "VAR a = 1\nVAR b = 3\n-> hall\n=== hall ===\nOne.\nTwo.\n+ {a >= 1} [Go.]\n  ~ b = MAX(b - 2, 0)\n  -> end\n"
        "=== end ===\nOver.\n-> END\n"
    )
    assert sources.bard(story) == (
        ":: Start\n~ a = 1\n~ b = 3\n-> hall\n\n:: hall\nOne.\n\nTwo.\n\n+ {a >= 1} [Go.] -> hall_0\n\n"
        ":: hall_0\n~ b = max(b - 2, 0)\n-> end\n\n:: end\nOver.\n\n\n"
    )
