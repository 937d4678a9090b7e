"""The stories that benchmarks use are what they are said to be, and both searches find the same in them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from game.proof.proof import Proof
from game.proof.watch import Watch
from game.story.loader import load

SCENES = 120


def test_a_generated_story_is_sound_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    from generate import write

    first, second = write(SCENES, tmp_path / "first"), write(SCENES, tmp_path / "second")
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
    loaded = load(first)
    assert loaded.story is not None
    assert len(loaded.story.scenes) == SCENES
    assert not loaded.errors


def test_a_generated_story_has_the_make_up_that_it_is_said_to_have(tmp_path: Path) -> None:
    from generate import VARIABLES, write

    scenes = yaml.safe_load((write(600, tmp_path / "story") / "scenes.yaml").read_text("utf-8"))
    choices = [choice for scene in scenes.values() for choice in scene.get("choices", ())]
    assert len(VARIABLES) == 8
    assert 2.7 < len(choices) / len(scenes) < 3.3
    assert 0.35 < sum("if" in choice for choice in choices) / len(choices) < 0.45
    assert 0.6 < sum("do" in choice for choice in choices) / len(choices) < 0.7
    assert all(sum(len(block.split()) for block in scene["text"]) == 60 for scene in scenes.values())


def test_the_plain_search_and_the_proof_find_the_same(tmp_path: Path) -> None:
    import plain
    from generate import VARIABLES, write

    folder = write(SCENES, tmp_path / "story")
    parents, taken, _ = plain.search(*plain.read(folder))
    proof = Proof(load(folder).story or pytest.fail("it does not load"), Watch())
    proof.run()
    assert proof.complete
    assert proof.scenes.keys() == {state[0] for state in parents}
    assert proof.choices.keys() == taken.keys()
    # with a promise that asks for everything, nothing is left out of a state
    every = " and ".join(f"{name} >= 0" for name in VARIABLES)
    manifest = folder / "story.yaml"
    manifest.write_text(f"{manifest.read_text('utf-8')}always: [{{name: all, holds: '{every}'}}]\n", "utf-8")
    whole = Proof(load(folder).story or pytest.fail("it does not load"), Watch())
    whole.run()
    assert whole.states == len(parents)
    assert [query for query in whole.shown if query.kind == "broken"] == []


def test_a_line_of_the_results_gives_the_ratio_of_medians_and_says_where_a_promise_is_broken() -> None:
    from timing import Row

    row = Row("load", "s", [1.0, 2.0, 3.0], [4.0, 4.0, 1.0], "other", most=0.4)
    assert row.ratio == 0.5
    assert row.spread == (0.25, 3.0)
    assert "not kept" in row.promise
    assert Row("load", "s", [1.0], [4.0], "other", most=0.4).promise == "at most 0.4"
    assert "not kept" in Row("rate", "/s", [2.0], [1.0], "other", least=3).promise
