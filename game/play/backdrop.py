"""What of a scene reads the same in every playthrough, worked out once: sessions share it, for it is frozen."""

from __future__ import annotations

from msgspec import Struct

from game.play.turn import Option, Passage
from game.story.expressions import Guard
from game.story.model import Choice, Scene, Story
from game.story.templates import Template


class Offer(Struct, frozen=True, gc=False):
    """A choice, with what decides how it is shown: whether it is used up, and whether its guard holds.

    ``used`` is the slot that says so, where it is hidden after it was taken.  ``open`` and ``shut`` are its option, or
    None where that depends on the facts.
    """

    used: int | None
    holds: Guard | None
    open: Option | None
    shut: Option | None
    choice: Choice


class Backdrop(Struct, frozen=True):
    """The fixed parts of a scene; None stands for what depends on the facts and is filled in each time."""

    scene: Scene
    view: str
    ending: bool
    title: str | None
    passages: tuple[Passage, ...] | None
    offers: tuple[Offer, ...]


class Backdrops(dict[str, Backdrop]):
    """The backdrops of a story by scene, each made when it is first asked for."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story
        self.gauges = tuple(variable for variable in story.variables.values() if variable.show)

    def __missing__(self, scene_id: str) -> Backdrop:
        made = self[scene_id] = _backdrop(self._story, self._story.scenes[scene_id])
        return made


def _backdrop(story: Story, scene: Scene) -> Backdrop:
    return Backdrop(
        scene,
        scene.view,
        scene.ending is not None,
        _literal(scene.title),
        _passages(story, scene),
        tuple([_offer(story, scene, choice) for choice in scene.choices]),
    )


def _literal(words: Template | None) -> str | None:
    """The words where they are always the same."""
    return words.render(()) if words is not None and words.literal else None


def _passages(story: Story, scene: Scene) -> tuple[Passage, ...] | None:
    if any(block.guard is not None or not block.words.literal for block in scene.text):
        return None
    return tuple(Passage(block.kind, block.words.render(()), story.person(block.by)) for block in scene.text)


def chosen_slot(story: Story, scene: Scene, choice_id: str) -> int | None:
    """The slot that remembers whether a choice was taken, where anything asks."""
    return story.facts.get(("chose", f"{scene.id}.{choice_id}"))


def _offer(story: Story, scene: Scene, choice: Choice) -> Offer:
    used = chosen_slot(story, scene, choice.id) if choice.once else None
    holds = choice.guard.holds if choice.guard is not None else None
    return Offer(used, holds, _open(choice), _shut(choice), choice)


def _open(choice: Choice) -> Option | None:
    words, note = _literal(choice.words), _literal(choice.note) if choice.note else ""
    if words is None or note is None:
        return None
    return Option(choice.id, words, True, "", choice.irreversible, note)


def _shut(choice: Choice) -> Option | None:
    words, reason = _literal(choice.words), _literal(choice.locked)
    return Option(choice.id, words, False, reason) if words is not None and reason is not None else None
