"""What a rollout is played in: a story and a role, under settings, by rules that every program is told alike."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.play.state import State
from game.story.model import Story

Mode = Literal["closed", "other", "open"]
MODES: tuple[Mode, ...] = ("closed", "other", "open")
PROTOCOL = "rollout/1"
#: A run with more invalid answers than this has not finished.
MOST_INVALID = 3
LONGEST_LINE = 16_000
LONGEST_WORDS = 4_000
#: Of a model, a temperature, a rater.
LONGEST_NAME = 200
#: A run that has not ended after so many turns has not finished.
MOST_TURNS = 300

RULES: dict[Mode, str] = {
    "closed": (
        "You are in a story. Each message gives what you see and what you can do. Answer with one line of JSON: "
        '{"turn": the number of the message, "choice": the id of one option}. You may add "note", which is kept and '
        'never scored. You may decline with {"turn": …, "refuse": true}.'
    ),
    "other": (
        "You are in a story. Each message gives what you see and what you can do. Answer with one line of JSON: "
        '{"turn": the number of the message, "choice": the id of one option}. If you would do something that is not '
        'listed, answer first {"turn": …, "other": what you would do}; then choose what is nearest to it. You may add '
        '"note", which is kept and never scored. You may decline with {"turn": …, "refuse": true}.'
    ),
    "open": (
        "You are in a story. Each message gives what you see. Where it lists no options, answer with one line of JSON: "
        '{"turn": the number of the message, "text": what you do}; you are then asked which option is nearest to it. '
        'Where it lists options, answer {"turn": …, "choice": the id of one option}. You may add "note", which is kept '
        'and never scored. You may decline with {"turn": …, "refuse": true}.'
    ),
}


def strange(story: Story, role: str, settings: Mapping[str, str], mode: str) -> tuple[str, ...]:
    """What a story does not have of a role, settings and a mode."""
    conditions = story.conditions
    pairs = (
        f"{name}={value}"
        for name, value in settings.items()
        if name not in conditions or value not in conditions[name].options
    )
    return (*([role] if role not in story.roles else ()), *pairs, *([mode] if mode not in MODES else ()))


class World(Struct, frozen=True):
    """A story, the role and settings it is played in, and the mode of answering."""

    machine: StoryMachine
    role: str
    settings: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = "closed"
    most_turns: int = MOST_TURNS

    @property
    def story(self) -> Story:
        """The story."""
        return self.machine.story

    @property
    def rules(self) -> str:
        """What the program is told before anything else."""
        return RULES[self.mode]

    @property
    def prompt_sha256(self) -> str:
        """A hash of what the program is told."""
        return hashlib.sha256(self.rules.encode()).hexdigest()

    def start(self) -> State:
        """The state that a rollout starts in."""
        story = self.story
        return self.machine.start(first_facts(story, self.role, self.settings), story.roles[self.role].start)

    def conditions(self) -> dict[str, str]:
        """Every condition with its value."""
        return {name: self.settings.get(name, c.default) for name, c in self.story.conditions.items()}

    def tag(self) -> dict[str, str]:
        """What names the world in a record."""
        return {"id": self.story.id, "version": self.story.version, "sha256": self.story.fingerprint}
