"""The outline of a story: where the steps of its scenes lead, guards aside."""

from __future__ import annotations

from collections import defaultdict

from game.story.model import Scene, Story


def targets(scene: Scene) -> list[str]:
    """Where the steps of a scene lead."""
    return [choice.to for choice in scene.choices] + [to for way in scene.ways for to in way.targets]


def levels(story: Story, role: str) -> dict[str, int]:
    """Every scene that steps lead to from a role's start, with the fewest steps it takes."""
    front = [story.roles[role].start]
    found = dict.fromkeys(front, 0)
    while front:
        level = found[front[0]] + 1
        front = list(dict.fromkeys(to for name in front for to in targets(story.scenes[name]) if to not in found))
        found |= dict.fromkeys(front, level)
    return found


def role_endings(story: Story, role: str) -> tuple[str, ...]:
    """The ids of the endings that steps lead to from a role's start, in the order of the files."""
    known = levels(story, role)
    return tuple(scene.id for scene in story.endings if scene.id in known)


def least_steps(story: Story, here: str) -> dict[str, int]:
    """How many steps it takes at least from each scene to an ending other than ``here``, where one can be come to."""
    before = defaultdict(list)
    for scene in story.scenes.values():
        for target in targets(scene):
            before[target].append(scene.id)
    front = [scene.id for scene in story.endings if scene.id != here]
    least = dict.fromkeys(front, 0)
    while front:
        length = least[front[0]] + 1
        front = list(dict.fromkeys(name for to in front for name in before[to] if name not in least and name != here))
        least |= dict.fromkeys(front, length)
    return least
