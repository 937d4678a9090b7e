"""The proof of a story: every role explored, every query answered, every witness ready to be replayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.play.machine import StoryMachine
from game.proof.explore import Exploration, Found, Part, Watch, Way
from game.proof.queries import Query, queries
from game.proof.starts import Start, carried_facts, carried_starts, fresh_facts, fresh_starts, wanted_of
from game.proof.steps import Steps
from game.story.model import Carry, Story


@dataclass(slots=True)
class Proof:
    """What was found out about a story, and how far the search came.

    ``runs`` holds the explorations of the structure, roles in file order, then the carried ones.  ``shown`` has
    every query that some state answered with yes.
    """

    story: Story
    watch: Watch
    machine: StoryMachine = field(init=False)
    steps: Steps = field(init=False)
    queries: tuple[Query, ...] = field(init=False)
    runs: list[Exploration] = field(default_factory=list)
    shown: dict[Query, Way] = field(default_factory=dict)
    complete: bool = False

    def __post_init__(self) -> None:
        self.machine = StoryMachine(self.story)
        self.steps = Steps(self.story)
        self.queries = tuple(queries(self.story, self.steps))

    def run(self) -> None:
        """Explore everything; stops early where a limit is passed or the user interrupts."""
        structure = [query for query in self.queries if query.structural]
        self.runs, self.complete = self._explore(structure)
        for run in self.runs:
            self._collect(run)
        # what the structure tells apart anyway settles most of the rest at once
        for group in self._groups([query for query in self.queries if not query.structural]):
            if not self.complete:
                return
            runs, self.complete = self._explore(group)
            for run in runs:
                self._collect(run)

    def _collect(self, run: Exploration) -> None:
        for query in run.asked:
            found = run.found(query)
            if found is not None and query not in self.shown:
                self.shown[query] = run.way(found)

    def _groups(self, left: list[Query]) -> Iterator[list[Query]]:
        """The queries in groups that need the same facts."""
        groups: dict[frozenset[int], list[Query]] = {}
        for query in left:
            groups.setdefault(query.slots, []).append(query)
        yield from groups.values()

    def _explore(self, asked: Iterable[Query]) -> tuple[list[Exploration], bool]:
        """Explore each role from its fresh starts, then each carry from what the finished runs give."""
        asked = list(asked)
        carried = {name: self._carried(carry, asked) for name, carry in self.story.carry.items()}
        runs: list[Exploration] = []
        for role in self.story.roles:
            wanted = 0
            for carry in self.story.carry.values():
                if carry.source == role:
                    run = carried[carry.role]
                    wanted |= wanted_of(self.story, carry, run.liveness.entering(run.part.start))
            start = self.story.roles[role].start
            part = Part(self.story, self.machine, self.steps.part(start, fresh_facts(self.story, role)), start)
            run = Exploration(part, asked, wanted, self.watch)
            run.run(fresh_starts(self.story, role))
            runs.append(run)
            if not run.complete:
                return runs, False
        ends = dict(zip(self.story.roles, runs, strict=True))
        for carry in self.story.carry.values():
            run = carried[carry.role]
            run.run(carried_starts(self.story, carry, ends[carry.source].ends()))
            runs.append(run)
            if not run.complete:
                return runs, False
        return runs, True

    def _carried(self, carry: Carry, asked: list[Query]) -> Exploration:
        start = self.story.roles[carry.role].start
        part = Part(self.story, self.machine, self.steps.part(start, carried_facts(self.story, carry)), start)
        return Exploration(part, asked, 0, self.watch)


__all__ = ["Found", "Proof", "Start"]
