"""Nothing that can be seen in play is called impossible by the proof, and what the proof shows can be played."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from game.play.machine import StoryMachine
from game.proof.watch import Watch
from game.story.loader import load
from game.story.model import Story
from tests.proof.comparing import differences
from tests.proof.hearsay import Hearsay
from tests.proof.naive import TooLargeError
from tests.proof.players import Players, contradictions
from tests.proof.variants import Variant
from tests.proof.witnesses import proved, unplayable
from tests.support import packs
from tests.support.search import SIEGE

SCENES = Path(__file__).resolve().parents[2] / "scenes"
SMALL = ("the-exam", "the-gate", "the-ledger", "the-merge")
#: The Cutover with what extends it: all that is in it alone is in this as well.
PROVED = (*SMALL, "the-cutover-night-shift") if SIEGE else SMALL
VARIED = SMALL if SIEGE else ("the-gate",)
PLAYS, VARIANTS, PACKS = (2000, 8, 120) if SIEGE else (40, 1, 12)
#: Searches that go beyond this are left unfinished, and claim less.
MOST_STATES = 400_000

NUMBER = "variables: {n: {start: 0, min: 0, max: 3}, mood: {one_of: [calm, cross], start: calm}}\n"
PROMISED = NUMBER + "always: [{name: kept, holds: n < 2}]\n"
SEEN = """\
hall:
  title: Hall
  text: [{text: Late., if: n > 1}, {text: "{mood == 'cross': Grim | Fine}"}]
  mail: [{id: note, from: Ada, subject: S, body: B, if: n == 1}]
  choices:
    - {id: wait, text: Wait, to: hall, do: n += 1}
    - {id: sulk, text: Sulk, to: hall, do: "mood = 'cross'", if: n == 3}
    - {id: go, text: Go, to: end}
    - {id: fall, text: Fall, to: pit}
pit: {title: Pit, choices: [{id: up, text: Up, to: end, if: n > 3}]}
"""


def seen_by_players(story: Story, times: int, seed: int) -> Players:
    """What is seen in so many playthroughs."""
    players = Players(StoryMachine(story), Random(seed))
    players.play(times)
    return players


@pytest.mark.parametrize("name", PROVED)
def test_nothing_seen_in_a_shipped_story_is_called_impossible(name: str) -> None:
    story = load(SCENES / name, records=[SCENES]).story
    assert story is not None
    proof = proved(story)
    assert proof.complete
    assert not list(unplayable(proof))
    assert not contradictions(proof, seen_by_players(story, PLAYS, 1))


@pytest.mark.parametrize("seed", range(VARIANTS))
@pytest.mark.parametrize("name", VARIED)
def test_nothing_seen_in_a_variant_of_a_story_is_called_impossible(name: str, seed: int) -> None:
    story = None
    dice = Random(seed)
    while story is None:  # some changes leave a pack with errors
        with packs.pack(Variant(SCENES / name, dice).remade(dice.randint(2, 12))) as folder:
            story = load(folder, records=[SCENES]).story
    proof = proved(story, Watch(most_states=MOST_STATES))
    assert not list(unplayable(proof))
    assert not contradictions(proof, seen_by_players(story, PLAYS // 2, seed))


def wrong_about_hearsay(seed: int) -> str:
    """In what a proof and a naive search differ, of a pack whose words only text asks for."""
    try:
        return "\n".join(differences(packs.story(Hearsay(Random(seed)).files())))
    except TooLargeError:
        pytest.skip("too large to be searched state by state")


@pytest.mark.parametrize("seed", range(PACKS))
def test_words_that_only_text_asks_for_are_found_by_searches_alone(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("game.proof.eyes.Eyes.see", lambda *_: None)
    monkeypatch.setattr("game.proof.wander.Wanderer.wander", lambda *_: None)
    assert not wrong_about_hearsay(seed)


@pytest.mark.parametrize("seed", range(PACKS, 2 * PACKS))
def test_words_that_only_text_asks_for_are_found(seed: int) -> None:
    assert not wrong_about_hearsay(seed)


def test_a_proof_that_leaves_something_out_is_contradicted_by_players() -> None:
    story = packs.story(packs.small(SEEN, more=PROMISED))
    proof = proved(story)
    players = seen_by_players(story, 200, 1)
    assert not contradictions(proof, players)
    proof.scenes.clear()
    proof.choices.clear()
    proof.shown.clear()
    told = "\n".join(contradictions(proof, players))
    for sight in (
        "scene end:", "choice hall.sulk:", "mail note:", "broken promise kept:", "dead end pit:", "finding end.walk:",
    ):  # fmt: skip
        assert sight in told
    assert len([line for line in told.splitlines() if line.startswith("text ")]) == len(players.pieces)
