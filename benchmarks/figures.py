"""What a room is promised to do, beside what it did: lines of a table, with a mark where a promise was not kept."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("what", "measured", "promise", "how it spread")


@dataclass(frozen=True)
class Figure:
    """One figure: the least or the most of its rounds, or one of its own; ``most`` is what it is promised not to pass."""

    what: str
    value: float
    unit: str
    most: float | None = None
    rounds: Sequence[float] = ()

    @property
    def kept(self) -> bool:
        """Whether the promise was kept."""
        return self.most is None or self.value <= self.most

    def cells(self) -> list[str]:
        """The line's cells."""
        said = "" if self.most is None else f"at most {self.most:g} {self.unit}"
        spread = f"{min(self.rounds):.4g} to {max(self.rounds):.4g}, {len(self.rounds)} rounds" if self.rounds else ""
        return [self.what, f"{self.value:.4g} {self.unit}", said if self.kept else f"{said}: **not kept**", spread]


def quietest(what: str, unit: str, rounds: Sequence[float], most: float | None = None) -> Figure:
    """The figure of the quietest round: whatever else a machine does only adds to it."""
    return Figure(what, min(rounds), unit, most, rounds)


def middle(what: str, unit: str, rounds: Sequence[float], most: float | None = None) -> Figure:
    """The median of the rounds: for what each round begins anew."""
    return Figure(f"{what} (median)", statistics.median(rounds), unit, most, rounds)


def worst(what: str, unit: str, rounds: Sequence[float], most: float | None = None) -> Figure:
    """The figure of the worst round: for what may never happen."""
    return Figure(what, max(rounds), unit, most, rounds)


def p95(values: Sequence[float]) -> float:
    """What 95 of 100 do not pass."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]
