"""Ways through a story from one scene to another, found by looking ahead: what lies between the scenes of a class cut."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from functools import cache
from operator import ne

from game.play import scenery
from game.play.machine import StoryMachine
from game.play.session import roll
from game.play.state import State
from game.story.model import CONTINUE, Scene, Story

#: A way that is not found among so many states is taken as not there.
MOST_STATES = 20_000


def taken(machine: StoryMachine, state: State, step_id: str, seed: int) -> State:
    """The state after a step, a draw falling as the seed has it.  Raises ValueError where the step is not open."""
    scene = machine.story.scenes[state.scene]
    way = machine.way(scene, state) if step_id == CONTINUE else None
    landing = way.land(roll(seed, state.draws + 1)).to if way is not None and way.draw else ""
    return machine.step(state, step_id, landing)


def open_steps(machine: StoryMachine, state: State) -> tuple[str, ...]:
    """The ids of what can be done."""
    scene = machine.story.scenes[state.scene]
    if scene.ending is not None:
        return ()
    return tuple(option.id for option in scenery.options(machine, state) if option.open)


def targets(scene: Scene) -> Iterator[str]:
    """Where a scene's steps may lead."""
    yield from (choice.to for choice in scene.choices)
    for way in scene.ways:
        yield from way.targets


def distances(story: Story, goal: str) -> dict[str, int]:
    """The fewest steps from each scene to a goal, guards aside; scenes without a way are left out."""
    back: dict[str, list[str]] = {}
    for scene in story.scenes.values():
        for target in targets(scene):
            back.setdefault(target, []).append(scene.id)
    found, front = {goal: 0}, [goal]
    while front:
        front = list(dict.fromkeys(before for name in front for before in back.get(name, ()) if before not in found))
        found |= dict.fromkeys(front, max(found.values()) + 1)
    return found


class Routes:
    """Shortest ways through one story, each goal's distances worked out once."""

    def __init__(self, machine: StoryMachine, seed: int) -> None:
        self.machine = machine
        self.seed = seed
        self._far = cache(lambda goal: distances(machine.story, goal))

    def reachable(self, start: str, goal: str) -> bool:
        """Whether steps lead from one scene to another, guards aside."""
        return start in self._far(goal)

    def to(self, state: State, goal: str, avoiding: Collection[str] = ()) -> State | None:
        """The state a shortest way comes to a scene in, or None where there is none."""
        return next(self.all_to(state, goal, avoiding), None)

    def all_to(self, state: State, goal: str, avoiding: Collection[str] = ()) -> Iterator[State]:
        """The states in which ways come to a scene.

        Shorter ways come first; of those that are as long, the one that leaves most as it was, because nobody chose it;
        of those, the one whose choices stand first.  Scenes ``avoiding`` are not passed through: somebody is still to
        choose there.
        """
        far = self._far(goal)
        queue: list[tuple[int, int, int, int, State]] = [(far.get(state.scene, 0), 0, 0, 0, state)]
        seen: set[tuple[object, ...]] = set()
        start, number = state, 0
        while queue and number < MOST_STATES and start.scene in far:
            _, length, changes, _, state = heapq.heappop(queue)
            key = (state.scene, tuple(state.facts), state.opened)
            if key in seen:
                continue
            seen.add(key)
            if state.scene == goal and state is not start:
                yield state
                continue
            number += 1
            for order, step_id in enumerate(open_steps(self.machine, state)):
                after = taken(self.machine, state, step_id, self.seed)
                if after.scene in far and after.scene not in avoiding:
                    changed = changes + sum(map(ne, state.facts, after.facts))
                    rank = (length + 1 + far[after.scene], length + 1, changed, number * 1000 + order)
                    heapq.heappush(queue, (*rank, after))
