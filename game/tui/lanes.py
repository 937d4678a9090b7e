"""A path as a line of stops: side trips branch off, the rest goes straight on."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.play.pathmap import PathMap

STOP, ASIDE, PASSING = "●", "├─", "│ "
#: No line is set in deeper than this; what goes deeper stays at this depth.
DEEPEST = 6


class Row(Struct, frozen=True):
    """A stop that was seen: its place in the map, the lines before its dot, and how many ways from it were not taken."""

    stop: int
    lines: str
    untaken: int


def rows(drawn: PathMap) -> list[Row]:
    """The stops in the order in which a path through them is drawn.

    Each hangs on the stop it was first come to from.  Of the stops that hang on one, the last goes straight on.
    """
    after: dict[int, list[int]] = {}
    known: set[int] = set()
    for leg in drawn.legs:
        known.add(leg.source)
        if leg.to not in known:
            known.add(leg.to)
            after.setdefault(leg.source, []).append(leg.to)
    untaken = {
        stop: sum(source == stop and not drawn.stops[to].seen for source, to in drawn.ways)
        for stop in range(drawn.seen)
    }
    return [Row(stop, lines[-2 * DEEPEST :], untaken[stop]) for stop, lines in _walk(after)]


def _walk(after: dict[int, list[int]]) -> Iterator[tuple[int, str]]:
    """Every stop with the lines before it, without recursion: a path may be long."""
    waiting = [(0, "", "")]
    while waiting:
        stop, before, joint = waiting.pop()
        yield stop, before + joint
        inner = before + PASSING if joint else before
        *sides, last = after.get(stop, [-1])
        if last >= 0:
            waiting.append((last, inner, ""))
        waiting += [(side, inner, ASIDE) for side in reversed(sides)]
