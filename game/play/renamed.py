"""What the things of a story are called now that were called otherwise in an older version of it."""

from __future__ import annotations

from msgspec.structs import replace

from game.play.journal import Step
from game.story.model import Choice, Scene, Story


class Renamed:
    """New ids by old ones: of scenes, mail and variables, and of choices by the scene they are in now."""

    def __init__(self, story: Story) -> None:
        self.scenes = {old: scene.id for scene in story.scenes.values() for old in scene.renamed_from}
        self.mail = {old: mail.id for mail in story.mail.values() for old in mail.renamed_from}
        self.variables = {old: variable.id for variable in story.variables.values() for old in variable.renamed_from}
        choices = {scene.id: _choices(story, scene) for scene in story.scenes.values()}
        self.choices = {scene: names for scene, names in choices.items() if names}

    def now(self, step: Step) -> Step:
        """A step of a journal, by the names of today."""
        scene = self.scenes.get(step.scene, step.scene)
        chosen = self.choices.get(scene, {}).get(step.choose, step.choose)
        opened = self.mail.get(step.read, step.read)
        return replace(step, scene=scene, choose=chosen, read=opened, to=self.scenes.get(step.to, step.to))


def _choices(story: Story, scene: Scene) -> dict[str, str]:
    return {
        old: choice.id for choice in scene.choices for old in (*choice.renamed_from, *_called_by_scene(story, choice))
    }


def _called_by_scene(story: Story, choice: Choice) -> tuple[str, ...]:
    """The ids of a choice that is known by where it leads, when that scene had other ids."""
    return story.scenes[choice.to].renamed_from if choice.id == choice.to else ()
