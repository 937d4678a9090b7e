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
    assert sources.choicescript(story) == (
        "*create a 1\n*create b 3\n*goto hall\n*label hall\nOne.\n\nTwo.\n\n*choice\n  *if (a >= 1) #Go.\n"
        "    *set b -2\n    *if b < 0\n      *set b 0\n    *goto end\n*label end\nOver.\n\n*finish\n"
    )


def test_an_effect_of_one_stays_within_its_bound_in_choicescript() -> None:
    from peers import sources
    from peers.story import Choice, Effect, Scene, Story

    choice = Choice("Go.", "end", None, Effect("b", "+", 1, 3))
    written = sources.choicescript(Story("hall", {"b": 1}, [Scene("hall", ["One."], [choice])]))
    assert "  #Go.\n    *if b != 3\n      *set b +1\n    *goto end\n" in written


ACCOUNT = """\
*****Seed 0
startup 9: *label hall
startup 9: One.
startup 9: *choice
startup 9:   *if (a >= 1) #Go.
startup 4:     *set b -2
startup 4:     *if b < 0
startup 1:       *set b 0
startup 4:     *goto end
startup 9:   #Stay.
startup 3:     *if b != 3
startup 2:       *set b +1
startup 3:     *goto yard
startup 9:   #Wait.
startup 2:     *goto yard
startup 5: *label yard
startup 5: Two.
startup 5: *choice
startup 5:   #Leave.
startup 5:     *goto end
RANDOMTEST PASSED
"""


def test_a_choice_is_taken_as_often_as_the_line_below_it_was_passed() -> None:
    from peers import randomtest
    from peers.story import Choice, Scene, Story

    go, stay = Choice("Go.", "end", None, None), Choice("Stay.", "yard", None, None)
    # the account ends with the last line that was passed
    scenes = [Scene("hall", [], [go, stay, stay]), Scene("yard", [], [go, go]), Scene("end", [], [])]
    times = randomtest.taken(ACCOUNT, Story("hall", {}, scenes))
    assert times == {"hall.c0": 4, "hall.c1": 3, "hall.c2": 2, "yard.c0": 5, "yard.c1": 0}
