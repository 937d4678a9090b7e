"""Traps: states from which no ending can be reached any more.

Worked out backwards.  A state is safe if it is an ending or some step leads to a safe state; what is left when
nothing more can be added is a trap, unless it is a dead end.  Where every state of a scene is safe, a step into it
needs no look at where it lands, so most of a sound story is settled by its guards alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from game.proof.explore import Exploration
from game.proof.places import Found, Place
from game.proof.space import Blocks, add, both, without
from game.proof.ways import Way

#: States by scene.
States = dict[str, Blocks]


class Trap(Struct, frozen=True):
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
        safe = without(place.reached, unsafe.get(place.name, {})) if leading else {}
        yield from (passage.edge.to for passage in leading if passage.back(safe, caught[passage.edge.to]))


def _unsafe(exploration: Exploration) -> States:
    """For each scene that has any, the reached states from which no ending can be reached, dead ends included."""
    safe = {name: place.reached for name, place in exploration.places.items() if place.stop.scene.ending}
    # the states that were come to last first: then most are settled the first time they are looked at
    left = [(place, place.levels[level]) for level, place in reversed(exploration.visited) if place.name not in safe]
    waiting = Counter(place.name for place, _ in left)
    settled = True
    while settled:
        before, left, settled = left, [], False
        for place, states in before:
            unsafe = _without_safe(place, states, safe, waiting)
            settled = settled or unsafe is not states
            if unsafe:
                left.append((place, unsafe))
            else:
                waiting[place.name] -= 1
    found: States = {}
    for place, states in left:
        add(found.setdefault(place.name, {}), states.items())
    return found


def _without_safe(place: Place, states: Blocks, safe: States, waiting: Mapping[str, int]) -> Blocks:
    """Some states of a scene without those from which a step leads to a safe state, which are safe then too.

    ``waiting`` counts the levels of each scene that are not safe as a whole.
    """
    for passage in place.passages:
        into = safe.get(passage.edge.to)
        if not into:
            continue
        more = passage.back(states, into) if waiting[passage.edge.to] else dict(passage.opened(states.items()))
        if more:
            states = without(states, more)
            add(safe.setdefault(place.name, {}), more.items())
        if not states:
            break
    return states
