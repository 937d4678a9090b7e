"""The proof of a story: every role explored, every query answered, every witness replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from game.play.machine import StoryMachine
from game.proof.explore import Exploration
from game.proof.eyes import Eyes
from game.proof.places import Found
from game.proof.queries import Query, queries
from game.proof.replay import replay
from game.proof.rounds import Rounds
from game.proof.steps import Steps
from game.proof.traps import Trap, traps
from game.proof.wander import Wanderer
from game.proof.watch import LimitError, Watch
from game.proof.ways import Way
from game.story.garbage import held
from game.story.model import Story

Key = TypeVar("Key")


@dataclass(slots=True)
class Proof:
    """What was found out about a story, and how far the search came.

    ``scenes``, ``choices`` (as SCENE.choice) and ``shown`` (a query that some state answers with yes) map what is
    reached to a shortest way.  While ``complete`` is false, what is missing from them may still be reachable.
    """

    story: Story
    watch: Watch
    machine: StoryMachine = field(init=False)
    steps: Steps = field(init=False)
    queries: tuple[Query, ...] = field(init=False)
    scenes: dict[str, Way] = field(default_factory=dict)
    choices: dict[str, Way] = field(default_factory=dict)
    shown: dict[Query, Way] = field(default_factory=dict)
    traps: list[Trap] = field(default_factory=list)
    complete: bool = False
    states: int = 0
    edges: int = 0
    replayed: int = 0

    def __post_init__(self) -> None:
        with held():
            self.machine = StoryMachine(self.story)
            self.steps = Steps(self.story)
            self.queries = tuple(queries(self.story, self.steps))

    def run(self) -> None:
        """Prove what can be proved; ends early where a limit is passed or the user interrupts.

        Raises DisagreementError where the game does not do what the search found.
        """
        with held():
            rounds = Rounds(self.story, self.machine, self.steps, self.watch)
            covered = self._structure(rounds)
            left = self._replay(covered)
        for group in groups(left):
            if not self.complete:
                break
            about = rounds.about(group)
            self.complete = about.complete
            for run in about.runs:
                self._collect(run, structure=False)

    def _structure(self, rounds: Rounds) -> set[Query]:
        """Explore everything for what makes a story sound, and answer which queries that settles."""
        asked = [query for query in self.queries if query.structural]
        first = rounds.whole(asked, [query for query in self.queries if not query.structural])
        self.complete = first.complete
        for run in first.runs:
            self._collect(run)
        if self.complete:
            self.traps = joined(first.runs)
        return set.intersection(*(run.covered for run in first.runs))

    def _collect(self, run: Exploration, *, structure: bool = True) -> None:
        """Take over what a run has found, unless a shorter way is known."""
        if structure:
            self.states += run.states
            self.edges += run.edges
        ways = run.ways
        for query, found in run.found.items():
            _keep(self.shown, query, found, ways.first if query.structural else ways.some)
        for name, place in run.places.items() if structure else ():
            if place.found is not None:
                _keep(self.scenes, name, place.found, ways.some if place.stop.scene.ending is None else ways.first)
            for step, found in place.taken().items():
                _keep(self.choices, f"{name}.{step}", found, ways.some)

    def _replay(self, covered: set[Query]) -> list[Query]:
        """Replay every witness, and play on at random while that answers queries; those that are left."""
        eyes = Eyes(self.steps, [query for query in self.queries if query not in self.shown and query not in covered])
        ways = (*self.scenes.values(), *self.choices.values(), *self.shown.values(), *(trap.way for trap in self.traps))
        self.replayed = replay(self.machine, ways, eyes.see)
        if self.complete:
            with suppress(LimitError, KeyboardInterrupt):
                Wanderer(self.machine, eyes, self.states).wander(self.watch)
        self.shown.update(eyes.shown)
        return eyes.left()


def groups(left: Iterable[Query]) -> Iterable[list[Query]]:
    """The queries in groups that need the same facts told apart."""
    grouped: dict[frozenset[int], list[Query]] = {}
    for query in left:
        grouped.setdefault(query.slots, []).append(query)
    return grouped.values()


def joined(runs: Iterable[Exploration]) -> list[Trap]:
    """The traps of all runs, one for each scene."""
    known: dict[str, Trap] = {}
    for run in runs:
        for trap in traps(run):
            known[trap.scene] = trap.joined(known.get(trap.scene))
    return list(known.values())


def _keep(known: dict[Key, Way], key: Key, found: Found, way: Callable[[Found], Way]) -> None:
    """Keep the shorter way, of two of one length the first."""
    if key not in known or found.length < known[key].length:
        known[key] = way(found)
