"""Traps: states from which no ending can be reached any more.

Worked out backwards.  A state is safe if it is an ending or some step leads to a safe state; what is left when
nothing more can be added is a trap, unless it is a dead end.  Where every state of a scene is safe, a step into it
needs no look at where it lands, so most of a sound story is settled by its guards alone.
"""

from __future__ import annotations

from collections import defaultdict, deque

from game.proof.codegen import StateTuple
from game.proof.explore import Exploration, Passage, Place


def unsafe(exploration: Exploration) -> dict[str, set[StateTuple]]:
    """For each scene that has any, the reached states from which no ending can be reached."""
    places = exploration.places
    left = {name: place.reached.copy() for name, place in places.items() if place.reached}
    for name, place in places.items():
        if place.stop.scene.ending is not None:
            left.pop(name, None)
    sources: dict[str, set[str]] = defaultdict(set)
    for name in left:
        for passage in places[name].passages:
            sources[passage.edge.to].add(name)
    waiting = deque(reversed(left))
    queued = set(waiting)
    while waiting:
        name = waiting.popleft()
        queued.discard(name)
        remaining = left.get(name)
        if not remaining:
            continue
        before = len(remaining)
        _settle(exploration, places[name], remaining, left)
        if len(remaining) < before:
            if not remaining:
                del left[name]
            for source in sources[name]:
                if source in left and source not in queued:
                    queued.add(source)
                    waiting.append(source)
    return {name: states for name, states in left.items() if states}


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
