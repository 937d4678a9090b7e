"""Where a playthrough stands in its journal, and how things stood after each of its steps."""

from __future__ import annotations

from game.play import scenery
from game.play.journal import START, Journal, Step
from game.play.machine import StoryMachine
from game.play.state import State
from game.play.turn import Chance
from game.story.model import CONTINUE, Scene, Story


class Standing:
    """A place in a journal.

    The state after a step is worked out once, from the nearest one known; going to another place of the journal
    runs no effect twice and deletes nothing.
    """

    def __init__(self, machine: StoryMachine, start: State) -> None:
        self.machine = machine
        self.story: Story = machine.story
        self.journal = Journal()
        self.states: dict[int, State] = {START: start}

    @property
    def state(self) -> State:
        """The state where the playthrough stands."""
        return self.states[self.journal.head]

    @property
    def scene(self) -> Scene:
        """The scene one is in."""
        return self.story.scenes[self.state.scene]

    @property
    def ended(self) -> bool:
        """Whether the playthrough is at an ending."""
        return self.scene.ending is not None

    def go(self, number: int) -> None:
        """Stand where the playthrough stood after a step of the journal, or at START.

        Raises ValueError where the step does not fit the story any more.
        """
        self.state_at(number)
        self.journal.head = number

    def state_at(self, number: int) -> State:
        """The state after a step of the journal, worked out from the nearest one known.

        Raises ValueError where the step does not fit the story any more.
        """
        missing = []
        at = number
        while at not in self.states:
            missing.append(at)
            at = self.journal.steps[at].parent
        for at in reversed(missing):
            step = self.journal.steps[at]
            self.states[at] = self.after(self.states[step.parent], step)
        return self.states[number]

    def after(self, before: State, step: Step) -> State:
        """The state a journaled step leads to.  Raises ValueError where it does not fit the story."""
        scene = self.story.scenes[before.scene]
        if step.scene != before.scene:
            raise ValueError(f"the step was taken in {step.scene}, which is now {before.scene}")
        if scene.ending is not None:
            raise ValueError(f"{before.scene} is an ending now")
        if not step.moves:
            if not before.holds(step.id) or step.id in before.opened:
                raise ValueError(f"the mail {step.id} cannot be opened")
            return self.machine.read(before, step.id)
        way = self.machine.way(scene, before) if step.id == CONTINUE else None
        return self.machine.step(before, step.id, step.to if way is not None and way.draw else "")

    def chance(self) -> Chance | None:
        """The draw that led to the scene one is in."""
        number, steps = self.journal.head, self.journal.steps
        while number != START and not steps[number].moves:
            number = steps[number].parent
        return self.chance_at(number) if number != START and steps[number].id == CONTINUE else None

    def chance_at(self, number: int) -> Chance | None:
        """The draw that a step of the journal was, where it was one."""
        if number == START or self.journal.steps[number].id != CONTINUE:
            return None
        step = self.journal.steps[number]
        before = self.state_at(step.parent)
        way = self.machine.way(self.story.scenes[before.scene], before)
        return scenery.chance(self.story, way, step.to) if way is not None else None
