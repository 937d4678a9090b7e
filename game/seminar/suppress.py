"""Counts made safe to show: none from 1 to k - 1 appears, and none can be worked out from what appears.

Options are put together until that holds.  A group that hides a small count always holds another count as well, the
next larger one or zeros, so that its sum gives nothing away.  A table split by role is coarsened further, until each
of its cells is zero or at least k; with all sums of rows and columns zero or at least k, every hidden cell then
has room for k different values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

#: The least count that is shown, unless the room says otherwise, and the bounds of what it may say.
DEFAULT_K, LEAST_K, MOST_K = 5, 3, 15


class Group(Struct, frozen=True):
    """One or more options and what they count together."""

    members: tuple[str, ...]
    count: int


class Split(Struct, frozen=True):
    """Groups of options, each counted for every column; the columns' names are the keys."""

    groups: tuple[tuple[str, ...], ...]
    cells: Mapping[str, tuple[int, ...]]


def small(count: int, k: int) -> bool:
    """Whether a count is too small to show."""
    return 0 < count < k


def merged(counts: Mapping[str, int], k: int) -> tuple[Group, ...] | None:
    """Options with counts as groups that can be shown, the mixed one last; None where all of them are too few."""
    if small(sum(counts.values()), k):
        return None
    pool = {name for name, count in counts.items() if small(count, k)}
    if pool:
        pool |= {name for name, count in counts.items() if not count}
        pool |= set(sorted((name for name in counts if counts[name] >= k), key=lambda name: counts[name])[:1])
    singles = [Group((name,), count) for name, count in counts.items() if name not in pool]
    together = tuple(name for name in counts if name in pool)
    return (*singles, *([Group(together, _sum(counts, together))] if together else []))


def in_order(counts: Mapping[str, int], k: int) -> tuple[Group, ...] | None:
    """Like :func:`merged` for options on a scale: only neighbours are put together."""
    if small(sum(counts.values()), k):
        return None
    runs: list[list[str]] = [[]]
    for name in counts:
        if runs[-1] and sum(counts[member] for member in runs[-1]) >= k:
            runs.append([])
        runs[-1].append(name)
    if len(runs) > 1 and sum(counts[member] for member in runs[-1]) < k:
        last = runs.pop()
        runs[-1] += last
    return tuple(Group(tuple(run), sum(counts[name] for name in run)) for run in runs)


def split(counts: Mapping[str, Mapping[str, int]], k: int) -> Split | None:
    """Counts by column and option as a table that can be shown beside the whole, or None where there is none."""
    options = list(dict.fromkeys(name for column in counts.values() for name in column))
    whole = {name: sum(column.get(name, 0) for column in counts.values()) for name in options}
    groups = merged(whole, k)
    if groups is None:
        return None
    parts = [group.members for group in groups]
    while not _safe(parts, counts, k):
        if len(parts) == 1:
            return None
        parts = _coarser(parts, counts, whole, k)
    cells = {name: tuple(_sum(column, part) for part in parts) for name, column in counts.items()}
    return Split(tuple(parts), cells)


def flows(pairs: Sequence[tuple[str, str]], k: int) -> tuple[int, int] | None:
    """How many stayed with what they chose and how many moved; None where a movement could be pinned on a few.

    Shown only where every movement from one option to another is of nobody or of at least k.
    """
    table = Counter(pairs)
    if not pairs or any(small(count, k) for count in table.values()):
        return None
    stayed = sum(count for (one, two), count in table.items() if one == two)
    return stayed, len(pairs) - stayed


def _sum(column: Mapping[str, int], members: Sequence[str]) -> int:
    return sum(column.get(name, 0) for name in members)


def _safe(parts: Sequence[Sequence[str]], counts: Mapping[str, Mapping[str, int]], k: int) -> bool:
    return not any(small(_sum(column, part), k) for column in counts.values() for part in parts)


def _coarser(
    parts: list[tuple[str, ...]], counts: Mapping[str, Mapping[str, int]], whole: Mapping[str, int], k: int
) -> list[tuple[str, ...]]:
    """One group with a small cell put together with the smallest other one that counts anybody."""
    faulty = next(part for part in parts if any(small(_sum(column, part), k) for column in counts.values()))
    others = [part for part in parts if part is not faulty]
    other = min(others, key=lambda part: (_sum(whole, part) == 0, _sum(whole, part)))
    together = (*faulty, *other)
    return [*(part for part in parts if part is not faulty and part is not other), together]
