"""Which facts can still matter in each scene, as far as it decides what is open later on."""

from __future__ import annotations

from collections.abc import Mapping

from game.proof.chances import readings_of
from game.proof.live import before, mask, settle, slots_in
from game.proof.steps import Edge, Steps


def needs(steps: Steps) -> dict[str, tuple[int, ...]]:
    """For each scene the slots that some step from there on asks for before they are set anew."""
    live = dict.fromkeys(steps.stops, 0)

    def needed_in(name: str) -> int:
        needed = 0
        for edge in steps.stops[name].edges:
            if not edge.reading:  # mail is read as it comes, which is a part of the entry
                needed |= _needed_by(steps, edge, live)
        return needed

    settle(steps, live, needed_in)
    return {name: slots_in(bits) for name, bits in live.items()}


def _needed_by(steps: Steps, edge: Edge, live: Mapping[str, int]) -> int:
    """What a step asks for, in view of what is live where it leads once all mail that comes there was read."""
    target = steps.stops[edge.to]
    behind = live[edge.to]
    for reading in reversed(list(readings_of(target))):
        behind |= before(reading.sets, behind) | mask(reading.slots)
    return mask(edge.slots) | before((*edge.sets, *target.do, *target.mail), behind)
