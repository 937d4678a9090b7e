"""Scenes that were too long, or had too many choices open at once, on a path that was really played.

Guards alone cannot say it: of two texts that exclude each other only one is ever read.  So the scenes that could be too
much are watched on random paths.  A scene that is too much on very few paths may be missed; none is told in vain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from random import Random

from game.proof.chances import Chances, Facts
from game.proof.shares import LONGEST, MOST_SCENES, SEED, pick
from game.proof.starts import fresh_starts
from game.story.longest import count_words, longest_text
from game.story.model import Scene
from game.story.problems import Report

LONGEST_SCENE = 220
#: As many choices as there are digit keys.
MOST_CHOICES = 9
#: So many runs a role.
RUNS = 1_000


def check_crowding(chances: Chances, report: Report) -> None:
    """Warn of scenes that were too long, or too full of choices."""
    story = chances.story
    long = {name for name, scene in story.scenes.items() if longest_text(scene) > LONGEST_SCENE}
    full = {name for name, scene in story.scenes.items() if len(scene.choices) > MOST_CHOICES}
    if not (long or full) or len(story.scenes) > MOST_SCENES:
        return
    words: dict[str, int] = defaultdict(int)
    opened: dict[str, int] = defaultdict(int)
    for scene, facts, count in _visits(chances, long | full):
        opened[scene.id] = max(opened[scene.id], count)
        if scene.id in long:
            words[scene.id] = max(words[scene.id], _words(scene, facts))
    for scene in story.scenes.values():
        if words[scene.id] > LONGEST_SCENE:
            report.add("W018", scene.place, scene=scene.id, words=words[scene.id], limit=LONGEST_SCENE)
        if opened[scene.id] > MOST_CHOICES:
            report.add("W019", scene.place, scene=scene.id, count=opened[scene.id])


def _visits(chances: Chances, watched: Collection[str]) -> Iterator[tuple[Scene, Facts, int]]:
    """The visits to some scenes on random paths: the facts on entering, and how many choices are open then."""
    story, dice = chances.story, Random(SEED)  # noqa: S311 - nothing secret depends on it
    for role in story.roles:
        starts = [chances.before(start) for start in fresh_starts(story, role)]
        for _ in range(RUNS):
            move, facts = dice.choice(starts)
            for _ in range(LONGEST):
                facts = facts.copy()
                move.land(facts)
                entered = facts.copy() if move.to in watched else facts
                if move.read is not None:
                    move.read(facts)
                moves = chances.moves(move.to, facts)
                if move.to in watched:
                    yield story.scenes[move.to], entered, len(moves)
                if not moves:
                    break
                move = pick(moves, dice)


def _words(scene: Scene, facts: Facts) -> int:
    """The words of a scene's text."""
    return sum(count_words(b.words.render(facts)) for b in scene.text if b.guard is None or b.guard.holds(facts))
