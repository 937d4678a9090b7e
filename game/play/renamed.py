"""What the things of a story are called now that were called otherwise in an older version of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec.structs import replace

from game.play.journal import Step
from game.story.model import Choice, Mail, Scene, Story, Variable


class Renamed:
    """New ids by old ones: of scenes, mail and variables, and of choices by the scene they are in now."""

    def __init__(self, story: Story) -> None:
        self._story = story

    @cached_property
    def scenes(self) -> dict[str, str]:
        """Of scenes."""
        return _by_old(self._story.scenes.values())

    @cached_property
    def mail(self) -> dict[str, str]:
        """Of mail."""
        return _by_old(self._story.mail.values())

    @cached_property
    def variables(self) -> dict[str, str]:
        """Of variables."""
        return _by_old(self._story.variables.values())

    @cached_property
    def choices(self) -> dict[str, dict[str, str]]:
        """Of choices, by the scene they are in now."""
        found = {scene.id: _choices(self._story, scene) for scene in self._story.scenes.values()}
        return {scene: names for scene, names in found.items() if names}

    def now(self, step: Step) -> Step:
        """A step of a journal, by the names of today."""
        scene = self.scenes.get(step.scene, step.scene)
        chosen = self.choices.get(scene, {}).get(step.choose, step.choose)
        opened = self.mail.get(step.read, step.read)
        return replace(step, scene=scene, choose=chosen, read=opened, to=self.scenes.get(step.to, step.to))


def _by_old(things: Iterable[Scene | Mail | Variable]) -> dict[str, str]:
    return {old: thing.id for thing in things for old in thing.renamed_from}


def _choices(story: Story, scene: Scene) -> dict[str, str]:
    return {
        old: choice.id for choice in scene.choices for old in (*choice.renamed_from, *_called_by_scene(story, choice))
    }


def _called_by_scene(story: Story, choice: Choice) -> tuple[str, ...]:
    """The ids of a choice that is known by where it leads, when that scene had other ids."""
    return story.scenes[choice.to].renamed_from if choice.id == choice.to else ()
