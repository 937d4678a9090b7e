"""Traps: states from which no ending can be reached any more.

Worked out backwards.  A state is safe if it is an ending or some step leads to a safe state; what is left when
nothing more can be added is a trap, unless it is a dead end.  Where every state of a scene is safe, a step into it
needs no look at where it lands, so most of a sound story is settled by its guards alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from game.proof.explore import Exploration
from game.proof.places import Found, Passage, Place
from game.proof.space import Blocks, add, both, without
from game.proof.ways import Way

#: States by scene.
States = dict[str, Blocks]


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
        shorter = self if self.way.length < known.way.length else known
        return Trap(self.scene, shorter.way, self.first or known.first)


def traps(exploration: Exploration) -> Iterator[Trap]:
    """The traps of a finished exploration, in the order in which players come to them."""
    unsafe = _unsafe(exploration)
    caught = {name: _not_stuck(exploration, exploration.places[name], states) for name, states in unsafe.items()}
    if not any(caught.values()):
        return
    found: dict[str, Found] = {}
    for level, place in exploration.visited:
        states = both(place.levels[level], caught.get(place.name, {}))
        if states and place.name not in found:
            found[place.name] = Found(place, level, states)
    first = set(_entrances(exploration, unsafe, caught))
    for name, where in found.items():
        yield Trap(name, exploration.ways.first(where), where.level == 0 or name in first)


def _not_stuck(exploration: Exploration, place: Place, states: Blocks) -> Blocks:
    """The states of a scene that are no dead ends."""
    if not place.stop.stuck:
        return states
    return without(states, dict(exploration.compiler.keep(place.layout, place.stop.stuck)(states.items())))


def _entrances(exploration: Exploration, unsafe: States, caught: States) -> Iterator[str]:
    """The scenes that some step leads into a trap in, from where one was not caught yet."""
    for place in exploration.places.values():
        leading = [passage for passage in place.passages if caught.get(passage.edge.to)]
        if leading:
            safe = without(place.reached, unsafe.get(place.name, {}))
            for passage in leading:
                if passage.back(safe, caught[passage.edge.to]):
                    yield passage.edge.to


def _unsafe(exploration: Exploration) -> States:
    """For each scene that has any, the reached states from which no ending can be reached, dead ends included."""
    places = exploration.places
    left = {name: place.reached for name, place in places.items() if place.reached}
    # scenes near the endings first: then most are settled the first time they are looked at
    order = {name: number for number, name in enumerate(_backwards(exploration))}
    safe = {name: left.pop(name) for name, place in places.items() if name in left and place.stop.scene.ending}
    waiting = [(order[name], name) for name in safe]
    heapify(waiting)
    while waiting:
        _, name = heappop(waiting)
        newly = safe.pop(name)
        for passage in places[name].incoming:
            source = passage.source.name
            more = _leading(passage, left.get(source), newly, whole=not left.get(name))
            if more:
                left[source] = without(left[source], more)
                if source not in safe:
                    heappush(waiting, (order[source], source))
                add(safe.setdefault(source, {}), more.items())
    return {name: states for name, states in left.items() if states}


def _leading(passage: Passage, remaining: Blocks | None, safe: Blocks, *, whole: bool) -> Blocks:
    """The states among some from which a step leads to a safe state; all are, where the ``whole`` scene is safe."""
    if not remaining:
        return {}
    return dict(passage.opened(remaining.items())) if whole else passage.back(remaining, safe)


def _backwards(exploration: Exploration) -> list[str]:
    """The scenes in such an order that, cycles aside, each stands behind those its steps lead to."""
    order: list[str] = []
    places = exploration.places
    known = {exploration.part.start}
    stack = [(exploration.part.start, iter(places[exploration.part.start].passages))]
    while stack:
        name, passages = stack[-1]
        following = next((p.edge.to for p in passages if p.edge.to not in known), None)
        if following is None:
            order.append(name)
            stack.pop()
        else:
            known.add(following)
            stack.append((following, iter(places[following].passages)))
    return order
