"""The nearest other ending: a search over the states that choices lead to, which knows how far each scene is at least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from game.play.machine import StoryMachine
from game.play.outline import least_steps
from game.play.state import State
from game.story.model import CONTINUE

#: How many states are looked at in all before the search is given up.
BUDGET = 15_000
#: A route through the story: at each step, the place of the one taken among those that were open.
Route = tuple[int, ...]


class Search:
    """Looks from one state after another for an ending other than ``here``; ``given_up`` says that it had enough.

    Nothing is looked at twice: what a search that found nothing has seen leads nowhere else from anywhere.
    """

    def __init__(self, machine: StoryMachine, here: str) -> None:
        self.machine = machine
        self.given_up = False
        self._least = least_steps(machine.story, here)
        self._known: set[tuple[object, ...]] = set()

    def nearest(self, firsts: Iterator[tuple[int, State]]) -> tuple[Route, str] | None:
        """The shortest route on and the title of where it ends; of several the first in the order of the file.

        ``firsts`` are the states to look from, each with its place.  A state waits under the length that a route over
        it has at least, and those of one length are taken in the order of their routes: the first ending met is it.
        """
        waiting: defaultdict[int, list[tuple[Route, State]]] = defaultdict(list)
        self._put(waiting, (), firsts)
        while waiting:
            length = min(waiting)
            front = sorted(waiting.pop(length), key=lambda item: item[0], reverse=True)
            while front:
                route, state = front.pop()
                if not self._is_new(state):
                    continue
                if self.given_up:
                    return None
                scene = self.machine.story.scenes[state.scene]
                if scene.ending is not None:
                    return route, scene.title.render(state.entered)
                self._put(waiting, route, enumerate(successors(self.machine, state)))
                front += reversed(waiting.pop(length, ()))
        return None

    def _put(
        self, waiting: defaultdict[int, list[tuple[Route, State]]], route: Route, following: Iterator[tuple[int, State]]
    ) -> None:
        """Have the states behind a route wait; one that leads to no other ending, guards aside, is left out."""
        for place, state in following:
            least = self._least.get(state.scene)
            if least is not None and _key(state) not in self._known:
                waiting[len(route) + 1 + least].append(((*route, place), state))

    def _is_new(self, state: State) -> bool:
        key = _key(state)
        if key in self._known:
            return False
        self.given_up = len(self._known) >= BUDGET
        self._known.add(key)
        return True


def successors(machine: StoryMachine, state: State) -> Iterator[State]:
    """The states that one step leads to, every outcome of a draw among them; mail stays unread."""
    scene = machine.story.scenes[state.scene]
    for choice in scene.choices:
        if machine.is_open(scene, choice, state):
            yield machine.step(state, choice.id)
    way = machine.way(scene, state)
    if way is not None:
        for target in way.targets:
            yield machine.step(state, CONTINUE, target if way.draw else "")


def _key(state: State) -> tuple[object, ...]:
    return (state.scene, *state.facts)
