"""Random playthroughs, taken to answer cheaply what most of them come past.  They prove nothing else.

Of the steps that are open, one that was taken seldom before is preferred, so that they spread out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from game.play.machine import StoryMachine
from game.play.state import State
from game.proof.eyes import Eyes
from game.proof.notation import landing, reading
from game.proof.replay import after
from game.proof.starts import FreshStarts, Start, any_of, started
from game.proof.watch import Watch
from game.proof.ways import Way
from game.story.model import CONTINUE

#: Give up after so many steps in a row that have answered nothing: searching such a part of all states would not
#: take longer.
LEAST_PATIENCE, PATIENCE_SHARE = 500, 200
LONGEST = 400
MOST_CARRIED = 2_000
#: How often a step is picked blindly rather than for having been taken seldom.
BLIND = 0.5


class Wanderer:
    """Plays at random, the same each time."""

    def __init__(self, machine: StoryMachine, eyes: Eyes, states: int) -> None:
        self.machine = machine
        self.fresh = [FreshStarts(machine.story, role) for role in machine.story.roles]
        self.eyes = eyes
        self.patience = LEAST_PATIENCE + states // PATIENCE_SHARE
        self.dice = Random(0)  # noqa: S311 - nothing secret depends on it
        self.taken: Counter[tuple[str, str]] = Counter()
        self.carried: list[Start] = []

    def wander(self, watch: Watch) -> None:
        """Play from random starts, and from what finished runs carry over, while that answers anything.

        Raises LimitError.
        """
        idle = 0
        while self.eyes.waiting and idle < self.patience:
            before = len(self.eyes.shown)
            carried = bool(self.carried) and self.dice.random() < BLIND
            steps = self._play(self.dice.choice(self.carried) if carried else any_of(self.fresh, self.dice))
            idle = 0 if len(self.eyes.shown) > before else idle + steps + 1
            watch.look(0)

    def _play(self, start: Start) -> int:
        """Play once, and answer how many steps that took."""
        state, way = started(self.machine, start), Way(start)
        while way.length < LONGEST:
            self.eyes.see(state, way)
            steps = list(self._steps(state))
            if not steps:
                self._carry(start, state)
                break
            step = self._pick(state, steps)
            self.taken[state.scene, step] += 1
            state, way = after(self.machine, state, step), Way(start, way, step)
        return way.length

    def _carry(self, start: Start, state: State) -> None:
        """Note what a finished run gives to other roles; a run that was carried over itself gives nothing."""
        story = self.machine.story
        if start.carried or story.scenes[state.scene].ending is None:
            return
        for carry in story.carry.values():
            if carry.source == start.role and len(self.carried) < MOST_CARRIED:
                variables = {name: expression.value(state.facts) for name, expression in carry.settings.items()}
                self.carried.append(Start(carry.role, start.conditions, variables))

    def _pick(self, state: State, steps: list[str]) -> str:
        if self.dice.random() > BLIND:
            return min(steps, key=lambda known: self.taken[state.scene, known])
        return self.dice.choice(steps)

    def _steps(self, state: State) -> Iterator[str]:
        """Every step that is open, written as walkthroughs write it."""
        scene = self.machine.story.scenes[state.scene]
        if scene.ending is not None:
            return
        for choice in scene.choices:
            if self.machine.is_open(scene, choice, state):
                yield choice.id
        way = self.machine.way(scene, state)
        if way is not None:
            yield from map(landing, way.targets) if way.draw else (CONTINUE,)
        for mail_id, _ in state.delivered:
            if mail_id not in state.opened and mail_id in self.eyes.steps.mail_slots:
                yield reading(mail_id)
