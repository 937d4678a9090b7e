"""Two days side by side: what the role before did, and what this one did, by the clock of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from game.play.carry import moments
from game.play.session import Session


class Row(Struct, frozen=True):
    """One line of both days; ``at`` stands on the first line of its time alone."""

    at: str
    before: str
    now: str


def by_number(at: str) -> list[tuple[str, int]]:
    """A time to sort by: day 2 before day 10, whatever stands around the numbers."""
    return [(words, int(digits or 0)) for words, digits in re.findall(r"(\D*)(\d*)", at[:60])]


def columns(session: Session) -> Iterator[Row]:
    """Both days, where this run was carried over from another; otherwise nothing."""
    if session.earlier is None:
        return
    times: dict[str, tuple[list[str], list[str]]] = {}
    for column, run in enumerate((session.earlier.moments, moments(session))):
        for moment in run:
            times.setdefault(moment.at, ([], []))[column].append(f"{moment.scene}: {moment.words}")
    for at, (before, now) in sorted(times.items(), key=lambda item: by_number(item[0])):
        for line in range(max(len(before), len(now))):
            left = before[line] if line < len(before) else ""
            right = now[line] if line < len(now) else ""
            yield Row(at if line == 0 else "", left, right)
