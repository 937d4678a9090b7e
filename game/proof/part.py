"""A part of a story: what one role does, from one kind of start."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from game.play.machine import StoryMachine
from game.proof.classes import Handed
from game.proof.starts import carried_facts, fresh_facts
from game.proof.steps import Steps
from game.story.model import Carry, Story


class Part(Struct, frozen=True):
    """What one role does in a story, from fresh starts or from those another role's run carries over."""

    story: Story
    machine: StoryMachine
    steps: Steps
    start: str

    @classmethod
    def fresh(cls, story: Story, machine: StoryMachine, steps: Steps, role: str) -> Part:
        """What a role does without a run before it."""
        start = story.roles[role].start
        return cls(story, machine, steps.part(start, fresh_facts(story, role)), start)

    @classmethod
    def carried(cls, story: Story, machine: StoryMachine, steps: Steps, carry: Carry) -> Part:
        """What a role does after the run that it carries on."""
        start = story.roles[carry.role].start
        return cls(story, machine, steps.part(start, carried_facts(story, carry)), start)

    def toward(self, scenes: Iterable[str]) -> Part:
        """The part as far as it can still lead to one of some scenes."""
        return replace(self, steps=self.steps.toward(scenes))


class AtEndings(Struct, frozen=True):
    """What roles that follow take over from the endings of a part: the slots they need, and what they do with them."""

    wanted: int = 0
    handed: tuple[Handed, ...] = ()
