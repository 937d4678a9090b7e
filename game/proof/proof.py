"""The proof of a story: every role explored, every query answered, every witness replayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from game.play.machine import StoryMachine
from game.proof.classes import Handed
from game.proof.explore import AtEndings, Exploration, LimitError, Part, Watch, Way
from game.proof.eyes import Eyes
from game.proof.queries import Query, queries
from game.proof.replay import replay
from game.proof.starts import carried_facts, carried_starts, fresh_facts, fresh_starts, wanted_of
from game.proof.steps import Steps
from game.proof.traps import Trap, traps
from game.proof.wander import Wanderer
from game.story.model import Carry, Story

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
        self.machine = StoryMachine(self.story)
        self.steps = Steps(self.story)
        self.queries = tuple(queries(self.story, self.steps))

    def run(self) -> None:
        """Prove what can be proved; ends early where a limit is passed or the user interrupts.

        Raises DisagreementError where the game does not do what the search found.
        """
        structure = [query for query in self.queries if query.structural]
        runs, self.complete = self._explore(
            structure, [query for query in self.queries if not query.structural], whole=True
        )
        for run in runs:
            self._collect(run)
        if self.complete:
            self.traps = list(self._traps(runs, structure))
        covered = set.intersection(*(run.covered for run in runs))
        left = self._replay(covered)
        del runs
        for group in groups(left):
            if not self.complete:
                break
            more, self.complete = self._explore(group)
            for run in more:
                self._collect(run, structure=False)

    def _explore(
        self, asked: list[Query], free: Sequence[Query] = (), *, whole: bool = False
    ) -> tuple[list[Exploration], bool]:
        """Explore the whole story, or what concerns some queries: fresh starts, then what finished runs carry over."""
        self.watch.states = 0
        runs = list(self._parts(asked, free))
        fresh = dict(zip(self.story.roles, runs, strict=False))
        carried = list(zip(self.story.carry.values(), runs[len(fresh) :], strict=True))
        done: set[str] = set()

        def explore(role: str) -> bool:
            if role not in done:
                done.add(role)
                fresh[role].run(fresh_starts(self.story, role))
            return fresh[role].complete

        for role, run in fresh.items():
            if (whole or _concerns(run, asked)) and not explore(role):
                return runs, False
        for carry, run in carried:
            if not whole and (not _concerns(run, asked) or _settled(asked, runs)):
                continue
            if not explore(carry.source):
                return runs, False
            run.run(carried_starts(self.story, carry, fresh[carry.source].ends()))
            if not run.complete:
                return runs, False
        return runs, True

    def _parts(self, asked: list[Query], free: Sequence[Query] = ()) -> Iterator[Exploration]:
        """The explorations to be run: the roles in file order, then the carries."""
        carried = {carry.role: self._carried(carry, asked, free) for carry in self.story.carry.values()}
        for role in self.story.roles.values():
            follow = [carry for carry in self.story.carry.values() if carry.source == role.id]
            part = self._part(role.start, self.steps.part(role.start, fresh_facts(self.story, role.id)))
            yield Exploration(part, asked, self._at_endings(follow, carried), self.watch, free)
        yield from carried.values()

    def _at_endings(self, follow: list[Carry], carried: dict[str, Exploration]) -> AtEndings:
        """What the roles that follow a part take over from its endings."""
        wanted = 0
        handed = []
        for carry in follow:
            run = carried[carry.role]
            entering = run.liveness.entering(run.part.start)
            wanted |= wanted_of(self.story, carry, entering)
            for name, expression in carry.settings.items():
                slot = self.story.variables[name].slot
                if entering >> slot & 1:
                    handed.append(Handed(expression.code, expression.slots, run.classes.get(slot)))
        return AtEndings(wanted, tuple(handed))

    def _carried(self, carry: Carry, asked: list[Query], free: Sequence[Query]) -> Exploration:
        start = self.story.roles[carry.role].start
        part = self._part(start, self.steps.part(start, carried_facts(self.story, carry)))
        return Exploration(part, asked, AtEndings(), self.watch, free)

    def _part(self, start: str, steps: Steps) -> Part:
        return Part(self.story, self.machine, steps, start)

    def _collect(self, run: Exploration, *, structure: bool = True) -> None:
        """Take over what a run has found, unless a shorter way is known."""
        if structure:
            self.states += run.states
            self.edges += run.edges
        for query in run.asked:
            found = run.found(query)
            if found is not None:
                _keep(self.shown, query, run.way(found))
        for name, place in run.places.items() if structure else ():
            if place.found is not None:
                _keep(self.scenes, name, run.way(place.found))
            for step, found in place.taken().items():
                _keep(self.choices, f"{name}.{step}", run.way(found))

    def _traps(self, runs: list[Exploration], structure: list[Query]) -> Iterator[Trap]:
        known: dict[str, Trap] = {}
        for run, again in zip(runs, self._parts(structure), strict=True):
            for trap in traps(run, again):
                known[trap.scene] = trap.joined(known.get(trap.scene))
        yield from known.values()

    def _replay(self, covered: set[Query]) -> list[Query]:
        """Replay every witness, and play on at random while that answers queries; those that are left."""
        eyes = Eyes(self.steps, [query for query in self.queries if query not in self.shown and query not in covered])
        self.replayed = replay(self.machine, (*self.choices.values(), *self.shown.values()), eyes.see)
        starts = [start for role in self.story.roles for start in fresh_starts(self.story, role)]
        with suppress(LimitError, KeyboardInterrupt):
            Wanderer(self.machine, eyes, self.states).wander(starts, self.watch)
        self.shown.update(eyes.shown)
        return eyes.left()


def _concerns(run: Exploration, asked: list[Query]) -> bool:
    """Whether a part of the story has anything to do with some queries."""
    return any(query.scene in run.places for query in asked)


def _settled(asked: list[Query], runs: list[Exploration]) -> bool:
    """Whether every query was answered with yes."""
    return all(any(run.found(query) is not None for run in runs) for query in asked)


def groups(left: Iterable[Query]) -> Iterable[list[Query]]:
    """The queries in groups that need the same facts told apart."""
    grouped: dict[frozenset[int], list[Query]] = {}
    for query in left:
        grouped.setdefault(query.slots, []).append(query)
    return grouped.values()


def _keep(known: dict[Key, Way], key: Key, way: Way) -> None:
    """Keep the shorter way, of two of one length the first."""
    if key not in known or len(way.steps) < len(known[key].steps):
        known[key] = way
