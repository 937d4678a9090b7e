"""Which facts can still matter in each scene, as far as it decides what is open later on."""

from __future__ import annotations

from collections.abc import Iterable

from game.proof.chances import readings_of
from game.proof.steps import Set, Steps, Stop


def needs(steps: Steps) -> dict[str, tuple[int, ...]]:
    """For each scene the slots that some step from there on asks for before they are set anew."""
    into: dict[str, list[str]] = {name: [] for name in steps.stops}
    for name, stop in steps.stops.items():
        for edge in stop.edges:
            into[edge.to].append(name)
    known: dict[str, frozenset[int]] = dict.fromkeys(steps.stops, frozenset())
    waiting = dict.fromkeys(steps.stops)
    while waiting:
        name, _ = waiting.popitem()
        found = _asked(steps, steps.stops[name], known)
        if found != known[name]:
            known[name] = found
            waiting.update(dict.fromkeys(into[name]))
    return {name: tuple(sorted(slots)) for name, slots in known.items()}


def _asked(steps: Steps, stop: Stop, known: dict[str, frozenset[int]]) -> frozenset[int]:
    asked: set[int] = set()
    for edge in stop.edges:
        if edge.reading:
            continue  # mail is read as it comes, which is a part of the entry
        target = steps.stops[edge.to]
        behind = set(known[edge.to])
        for reading in readings_of(target):
            behind |= _before(reading.sets, behind) | reading.slots
        asked |= edge.slots | _before((*edge.sets, *target.do, *target.mail), behind)
    return frozenset(asked)


def _before(sets: Iterable[Set], wanted: set[int]) -> set[int]:
    """What is asked for before some assignments, given what is asked for behind them."""
    needed = set(wanted)
    for item in reversed(tuple(sets)):
        if item.slot in needed:
            needed.discard(item.slot)
            needed |= item.slots
    return needed
