"""Scenes that were too long, or had too many choices open at once, on a path that was really played.

Guards alone cannot say it: of two texts that exclude each other only one is ever read.  So the scenes that could be too
much are watched on random paths.  A scene that is too much on very few paths may be missed; none is told in vain.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from game.proof.chances import Chances, Facts
from game.proof.runs import MOST_SCENES, fresh_dice, runs
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
    dice = fresh_dice()
    for visits in chain.from_iterable(runs(chances, role, RUNS, dice) for role in story.roles):
        for visit in visits:
            name = visit.scene
            if name in full:
                opened[name] = max(opened[name], sum(move.words is not None for move in visit.moves))
            if name in long:
                words[name] = max(words[name], _words(story.scenes[name], visit.entered))
    for scene in story.scenes.values():
        if words[scene.id] > LONGEST_SCENE:
            report.add("W018", scene.place, scene=scene.id, words=words[scene.id], limit=LONGEST_SCENE)
        if opened[scene.id] > MOST_CHOICES:
            report.add("W019", scene.place, scene=scene.id, count=opened[scene.id])


def _words(scene: Scene, facts: Facts) -> int:
    """The words of a scene's text."""
    return sum(count_words(b.words.render(facts)) for b in scene.text if b.guard is None or b.guard.holds(facts))
