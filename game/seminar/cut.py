"""Each phone's own path: the class cut played through the story's machine, one choice a gate.

A path follows from what was chosen and from nothing else, so it is worked out anew whenever it is asked for, and
remembered by what was chosen: phones that chose alike share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from game.play import scenery
from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.play.state import State
from game.play.turn import Letter, Option, Passage
from game.seminar.order import before_the_fork
from game.seminar.routes import Routes, open_steps, taken
from game.story.model import CONTINUE, Story

#: What was chosen, in order, each at a scene; an empty choice is none: the shortest way on is taken.
Chosen = tuple[tuple[str, str], ...]
#: A path that somebody plays on alone after the fork is no longer than this.
LONGEST_WAY_ON = 60
#: So many ways to the pivotal scene are compared, where a condition is to make a difference there.
MOST_COMPARED = 300
#: So many different paths are remembered.
REMEMBERED = 4_096


class NoCutError(ValueError):
    """A story that no class can play, with a sentence."""


class Place(Struct, frozen=True):
    """What a phone shows of a scene; of draws and findings it knows nothing."""

    scene: str
    title: str
    passages: tuple[Passage, ...]
    letters: tuple[Letter, ...]
    options: tuple[Option, ...]
    ending: bool

    def offers(self, choice: str) -> bool:
        """Whether a choice is open here."""
        return any(option.id == choice and option.open for option in self.options)


class Cut:
    """The class cut of one story under one set of conditions."""

    def __init__(
        self, machine: StoryMachine, settings: Mapping[str, str], seed: int, beside: Cut | None = None
    ) -> None:
        """Find the ways; ``beside`` another cut, this one's pivotal scene is come to with a choice that one has not.

        Raises NoCutError.
        """
        self.story: Story = machine.story
        self.machine = machine
        self.seed = seed
        self.routes = Routes(machine, seed)
        self.pivotal = self.story.seminar.pivotal
        self.scenes = before_the_fork(self.story)
        self.role = self._role()
        self.settings = dict(settings)
        self._other = beside
        self._at = lru_cache(REMEMBERED)(self._worked_out)
        self._after = lru_cache(REMEMBERED)(self._played_on)
        self._seen = lru_cache(REMEMBERED)(self._shown)
        self._seen_after = lru_cache(REMEMBERED)(self._shown_after)
        if self._at((), self.pivotal) is None:
            raise NoCutError(f"no way was found to {self.story.title}'s pivotal scene, {self.pivotal}")

    def _role(self) -> str:
        """The role whose day the pivotal scene is in."""
        if self.pivotal not in self.story.scenes:
            raise NoCutError(
                f"{self.story.title} names no scene for a class to vote on; its story.yaml needs the key "
                "“seminar: {pivotal: SCENE, class_cut: [SCENE, …]}”"
            )
        for role in self.story.roles.values():
            if self.routes.reachable(role.start, self.pivotal):
                return role.id
        raise NoCutError(f"no role of {self.story.title} comes to its pivotal scene, {self.pivotal}")

    def at(self, chosen: Mapping[str, str], scene: str) -> Place | None:
        """A scene of the cut as somebody comes to it who chose so before, or None where that path never does."""
        before = [] if self._other is not None else [name for name in self.scenes if name != scene]
        if scene in self.scenes:
            before = list(self.scenes[: self.scenes.index(scene)])
        return self._seen(tuple((name, chosen.get(name, "")) for name in before), scene)

    def after(self, chosen: Mapping[str, str], fork: str, steps: tuple[str, ...]) -> Place | None:
        """Where somebody is who chose ``fork`` at the pivotal scene and then took ``steps``; None without a choice."""
        return self._seen_after(tuple((name, chosen.get(name, "")) for name in self.scenes), fork, steps)

    def _shown(self, chosen: Chosen, scene: str) -> Place | None:
        state = self._at(chosen, scene)
        return None if state is None else self._place(state)

    def _shown_after(self, chosen: Chosen, fork: str, steps: tuple[str, ...]) -> Place | None:
        state = self._after(chosen, fork, steps)
        return None if state is None else self._place(state)

    def words(self, scene: str) -> dict[str, str]:
        """The choices of a scene by id, as they read where nothing has happened yet: names for counts."""
        known = tuple(first_facts(self.story, self.role, self.settings))
        return {choice.id: choice.words.render(known) for choice in self.story.scenes[scene].choices} | {
            CONTINUE: scenery.CONTINUE_WORDS
        }

    def title(self, scene: str) -> str:
        """The title of a scene, likewise."""
        return self.story.scenes[scene].title.render(tuple(first_facts(self.story, self.role, self.settings)))

    def start(self) -> State:
        """The beginning of the day."""
        facts = first_facts(self.story, self.role, self.settings)
        return self.machine.start(facts, self.story.roles[self.role].start)

    def _worked_out(self, chosen: Chosen, goal: str) -> State | None:
        """The state in which a scene is come to after choices at those before it; a scene passed by is left out."""
        if not chosen:
            start = self.start()
            if self._other is not None and goal == self.pivotal:
                return self._unlike(self._other, start)
            return start if start.scene == goal else self.routes.to(start, goal, {self.pivotal} - {goal})
        *before, (scene, choice) = chosen
        state = self._at(tuple(before), scene)
        if state is None:
            return self._at(tuple(before), goal)
        if choice in open_steps(self.machine, state):
            state = taken(self.machine, state, choice, self.seed)
            if state.scene == goal:
                return state
        return self.routes.to(state, goal, {self.pivotal} - {goal})

    def _unlike(self, other: Cut, start: State) -> State | None:
        """The pivotal scene with a choice open that it never has under the other's conditions, if there is such a way."""
        known: set[str] = set()
        for state in islice(other.routes.all_to(other.start(), self.pivotal), MOST_COMPARED):
            known.update(open_steps(self.machine, state))
        found = list(islice(self.routes.all_to(start, self.pivotal), MOST_COMPARED))
        new = (state for state in found if not known.issuperset(open_steps(self.machine, state)))
        return next(new, found[0] if found else None)

    def _played_on(self, chosen: Chosen, fork: str, steps: tuple[str, ...]) -> State | None:
        """The state after the fork and the steps taken alone; one that is not open is where they end."""
        state = self._after(chosen, fork, steps[:-1]) if steps else self._at(chosen, self.pivotal)
        step = steps[-1] if steps else fork
        if state is None or step not in open_steps(self.machine, state):
            return state if steps else None
        return taken(self.machine, state, step, self.seed)

    def _place(self, state: State) -> Place:
        scene = self.story.scenes[state.scene]
        return Place(
            scene.id,
            scene.title.render(state.entered),
            tuple(scenery.passages(self.story, scene.text, state.entered)),
            tuple(letter for letter in scenery.mailbox(self.story, state) if letter.new),
            () if scene.ending is not None else tuple(scenery.options(self.machine, state)),
            scene.ending is not None,
        )
