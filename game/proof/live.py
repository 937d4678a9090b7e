"""Which facts matter where: what nothing later asks for is left out of the state.

A slot is live in a scene at rest if some guard, effect or query can still ask for its value before it is set
again.  Sets of slots are bit masks; the smallest sets that satisfy the equations are found by iterating backwards
over the scenes until nothing changes, as compilers do for registers.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable

from game.proof.queries import MAIL, Query
from game.proof.steps import Edge, Steps
from game.story.expressions import Assignment


def mask(slots: Iterable[int]) -> int:
    """The bit mask of some slots."""
    bits = 0
    for slot in slots:
        bits |= 1 << slot
    return bits


def before(sets: Iterable[Assignment], live: int) -> int:
    """What is live before some assignments, given what is live behind them."""
    for item in reversed(tuple(sets)):
        bit = 1 << item.slot
        if live & bit:
            live = (live & ~bit) | mask(item.slots)
    return live


def slots_in(bits: int) -> tuple[int, ...]:
    """The slots of a bit mask, in order."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return tuple(found)


def settle(steps: Steps, live: dict[str, int], needed_in: Callable[[str], int]) -> None:
    """Ask anew what is needed in a scene while what is live in those that its steps lead to still grows."""
    sources: dict[str, set[str]] = {name: set() for name in steps.stops}
    for name, stop in steps.stops.items():
        for edge in stop.edges:
            sources[edge.to].add(name)
    waiting = deque(reversed(steps.stops))
    queued = set(waiting)
    while waiting:
        name = waiting.popleft()
        queued.discard(name)
        needed = needed_in(name)
        if needed != live[name]:
            live[name] = needed
            waiting.extend(sources[name] - queued)
            queued |= sources[name]


class Liveness:
    """The live slots of every scene, given the queries that are asked and what is wanted at endings."""

    def __init__(self, steps: Steps, asked: Iterable[Query], at_endings: int = 0) -> None:
        self.steps = steps
        self.own: dict[str, int] = defaultdict(int)
        self.arriving: dict[str, int] = defaultdict(int)
        for query in asked:
            where = self.arriving if query.moment == MAIL else self.own
            where[query.scene] |= mask(query.folded(steps.constants)[1])
        for name, stop in steps.stops.items():
            self.own[name] |= mask(slot for edge in stop.edges if not edge.reading for slot in edge.slots)
            self.own[name] |= mask(stop.stuck_slots)
            if stop.scene.ending is not None:
                self.own[name] |= at_endings
        self.live = {name: self.own[name] for name in steps.stops}
        settle(steps, self.live, self._needed_in)

    def _needed_in(self, name: str) -> int:
        stop = self.steps.stops[name]
        needed = self.own[name]
        for edge in stop.edges:
            needed |= self._needed_by(edge)
        return needed

    def _needed_by(self, edge: Edge) -> int:
        """What a step asks for, in view of what is live where it leads."""
        target = self.live[edge.to]
        if not edge.reading:
            return before(edge.sets, self.entering(edge.to)) | mask(edge.slots)
        # a reading that changes nothing anyone asks for is no step of the proof
        if not any(target >> item.slot & 1 for item in edge.sets[:-1]):
            return 0
        return before(edge.sets, target) | mask(edge.slots)

    def entering(self, name: str) -> int:
        """What is live just before a scene's entry."""
        stop = self.steps.stops[name]
        return before(stop.do, before(stop.mail, self.live[name]) | self.arriving[name])

    def layouts(self) -> dict[str, tuple[int, ...]]:
        """The live slots of each scene at rest, in order."""
        return {name: slots_in(bits) for name, bits in self.live.items()}
