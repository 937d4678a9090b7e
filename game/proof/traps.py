"""Traps: states from which no ending can be reached any more.

Worked out backwards.  A state is safe if it is an ending or some step leads to a safe state; what is left when
nothing more can be added is a trap, unless it is a dead end.  Where every state of a scene is safe, a step into it
needs no look at where it lands, so most of a sound story is settled by its guards alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush

from game.proof.codegen import Frontier, StateTuple
from game.proof.explore import Exploration, Found, Passage, Place, Way


def unsafe(exploration: Exploration) -> dict[str, set[StateTuple]]:
    """For each scene that has any, the reached states from which no ending can be reached, dead ends included."""
    places = exploration.places
    left = {
        name: place.reached.copy()
        for name, place in places.items()
        if place.reached and place.stop.scene.ending is None
    }
    sources: dict[str, set[str]] = defaultdict(set)
    for name in left:
        for passage in places[name].passages:
            sources[passage.edge.to].add(name)
    # scenes near the endings first: then most are settled the first time they are looked at
    order = {name: number for number, name in enumerate(_backwards(exploration))}
    waiting = sorted((order[name], name) for name in left)
    while waiting:
        _, name = heappop(waiting)
        remaining = left[name]
        before = len(remaining)
        _settle(exploration, places[name], remaining, left)
        if len(remaining) < before:
            for source in sources[name]:
                if left.get(source) and (order[source], source) not in waiting:
                    heappush(waiting, (order[source], source))
    return {name: states for name, states in left.items() if states}


def _backwards(exploration: Exploration) -> list[str]:
    """The scenes in such an order that, cycles aside, each stands behind those its steps lead to."""
    order: list[str] = []
    known = {exploration.part.start}
    stack = [(exploration.part.start, iter(exploration.places[exploration.part.start].passages))]
    while stack:
        name, passages = stack[-1]
        following = next((p.edge.to for p in passages if p.edge.to not in known), None)
        if following is None:
            order.append(name)
            stack.pop()
        else:
            known.add(following)
            stack.append((following, iter(exploration.places[following].passages)))
    return order


def _settle(
    exploration: Exploration, place: Place, remaining: set[StateTuple], left: dict[str, set[StateTuple]]
) -> None:
    """Take out of ``remaining`` the states of a scene from which some step leads to a safe state."""
    changed = True
    while changed and remaining:
        changed = False
        for passage in place.passages:
            safe = _leading(exploration, place, passage, remaining, left)
            if safe:
                remaining -= safe
                # a reading stays in the scene, so what it settles may settle more
                changed = changed or passage.edge.to == place.stop.scene.id
            if not remaining:
                return


def _leading(
    exploration: Exploration,
    place: Place,
    passage: Passage,
    remaining: set[StateTuple],
    left: dict[str, set[StateTuple]],
) -> set[StateTuple]:
    """The states among ``remaining`` from which a step leads to a safe state."""
    edge = passage.edge
    compiler = exploration.compiler
    unsafe_there = left.get(edge.to)
    if not unsafe_there:
        return compiler.pick(place.layout, edge.guard)(remaining)
    target = exploration.steps.stops[edge.to]
    entry = () if edge.reading else (*target.do, *target.mail)
    leads = compiler.leads_out(place.layout, edge.guard, (*edge.sets, *entry), exploration.layouts[edge.to])
    return leads(remaining, unsafe_there)


@dataclass(frozen=True, slots=True)
class Trap:
    """A scene in which a player is caught: the shortest way there, and whether this is where it begins."""

    scene: str
    way: Way
    first: bool

    def joined(self, known: Trap | None) -> Trap:
        """One trap of this and what another role's day found in the same scene before."""
        if known is None:
            return self
        shorter = self if len(self.way.steps) < len(known.way.steps) else known
        return Trap(self.scene, shorter.way, self.first or known.first)


def traps(exploration: Exploration, again: Exploration) -> Iterator[Trap]:
    """The traps of a finished exploration; ``again`` is the same one before it ran, to find the ways."""
    caught = unsafe(exploration)
    for name, states in caught.items():
        stop = exploration.places[name].stop
        if stop.stuck:
            states.difference_update(exploration.compiler.pick(exploration.layouts[name], stop.stuck)(states))
    if not any(caught.values()):
        return
    watcher = _Watcher(again, caught, unsafe(exploration))
    again.observe = watcher.look
    again.run(exploration.starts)
    for name, found in watcher.found.items():
        yield Trap(name, again.way(found), name in watcher.first)


@dataclass(slots=True)
class _Watcher:
    """Watches an exploration for the first way into each trap, and for the steps that lead from safety into one."""

    exploration: Exploration
    caught: dict[str, set[StateTuple]]
    unsafe: dict[str, set[StateTuple]]
    found: dict[str, Found] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)

    def look(self, place: Place, frontier: Frontier, level: int) -> None:
        """Look at the new states of a scene before their steps are taken."""
        name = place.stop.scene.id
        caught, unsafe_here = self.caught.get(name, set()), self.unsafe.get(name, set())
        ranks = [rank for state, rank in frontier if state in caught]
        if ranks:
            self.found.setdefault(name, (min(ranks), level))
            if level == 0:
                self.first.add(name)
        safe = [item for item in frontier if item[0] not in unsafe_here]
        for passage in place.passages:
            target = self.caught.get(passage.edge.to)
            if target and passage.edge.to not in self.first and not target.isdisjoint(passage.move(safe, 1, 0)):
                self.first.add(passage.edge.to)
