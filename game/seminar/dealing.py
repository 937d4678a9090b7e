"""Roles for those who came in: as many of each, in the order of joining."""

from __future__ import annotations

from collections.abc import Mapping

from game.seminar.events import Event, role
from game.seminar.model import Room


def deals(room: Room) -> list[Event]:
    """The roles still to be dealt, once the room has come to its roles: in the order of joining, evenly."""
    kinds = [step.kind for step in room.plot.order]
    roles: Mapping[str, object] = room.plot.cut.story.roles
    if "roles" not in kinds or room.stage.step < kinds.index("roles") or len(roles) < 2:
        return []
    held = dict.fromkeys(roles, 0)
    for voter in room.voters.values():
        if voter.role:
            held[voter.role] += 1
    found = []
    for name, voter in sorted(room.voters.items(), key=lambda item: item[1].number):
        if not voter.role and not voter.observes:
            least = min(held, key=held.__getitem__)
            held[least] += 1
            found.append(role(name, least))
    return found
