"""Contenders run in turn, and what came of it: medians, their ratio, and how far the rounds spread."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent


def medians(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The ratio of two medians."""
    return statistics.median(ours) / statistics.median(theirs)


class Spent(NamedTuple):
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Sample:
    """One run of a process: its seconds on the clock and of the processor, its bytes, and what it printed as JSON."""

    seconds: float
    processor: float
    peak: int
    told: Any = None

    def spent(self) -> Spent:
        """The seconds that the process told of what it timed, or else those of all of it."""
        if self.told and "processor" in self.told:
            return Spent(self.told["seconds"], self.told["processor"])
        return Spent(self.seconds, self.processor)


@dataclass(frozen=True)
class Row:
    """One line of the results: what was measured of us and of the other, round by round.

    ``least`` or ``most`` is what the ratio is promised to be.  ``processor`` has the same figures as processor time
    gives them, which a machine busy with other things spoils less.
    """

    what: str
    unit: str
    ours: Sequence[float]
    theirs: Sequence[float]
    other: str
    least: float | None = None
    most: float | None = None
    note: str = ""
    processor: tuple[Sequence[float], Sequence[float]] | None = None

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return medians(self.ours, self.theirs)

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest ratio of one round."""
        ratios = [one / other for one, other in zip(self.ours, self.theirs, strict=True)]
        return min(ratios), max(ratios)

    def cells(self) -> list[str]:
        """The line's cells."""
        least, most = self.spread
        ours, theirs = (f"{statistics.median(values):,.4g} {self.unit}" for values in (self.ours, self.theirs))
        ratio = f"**{self.ratio:.2f}** ({least:.2f} to {most:.2f}, {len(self.ours)} rounds)"
        steadier = f"{medians(*self.processor):.2f}" if self.processor else ""
        return [self.what, ours, f"{self.other}: {theirs}", ratio, steadier, self.promise, self.note]

    @property
    def promise(self) -> str:
        """What is promised, and whether it was kept."""
        if self.least is None and self.most is None:
            return ""
        kept = self.ratio >= self.least if self.least is not None else self.ratio <= (self.most or 0)
        said = f"at least {self.least:g}" if self.least is not None else f"at most {self.most:g}"
        return said if kept else f"{said}: **not kept**"


def process(*command: str | Path) -> Sample:
    """Run a Python program as a process of its own and wait for it.  Raises CalledProcessError where it fails."""
    return program(sys.executable, *command, within=ROOT)


def program(*command: str | Path, within: Path) -> Sample:
    """Run any program in a folder and wait for it.  Raises CalledProcessError where it fails."""
    # the machine's settings decide, but not the order in which sets happen to be stored
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    began = time.perf_counter()
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, cwd=within, env=environment) as running:
        assert running.stdout is not None
        printed = running.stdout.read()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, list(map(str, command)))
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Sample(
        seconds, used.ru_utime + used.ru_stime, peak, json.loads(printed) if printed.startswith(b"{") else None
    )


def alternate(rounds: int, *contenders: Callable[[], Sample]) -> list[list[Sample]]:
    """Run the contenders in turn, so many rounds, every other round backwards; the samples of each contender."""
    samples: list[list[Sample]] = [[] for _ in contenders]
    for number in range(rounds):
        turn = list(enumerate(contenders))
        for which, run in reversed(turn) if number % 2 else turn:
            samples[which].append(run())
    return samples


def faster(
    what: str, samples: Sequence[Sequence[Sample]], other: str, *, most: float | None = None, note: str = ""
) -> Row:
    """The line that says how long we took, and how long the other."""
    ours, theirs = ([sample.spent() for sample in each] for each in samples)
    return Row(
        what,
        "s",
        [spent.clock for spent in ours],
        [spent.clock for spent in theirs],
        other,
        most=most,
        note=note,
        processor=([spent.processor for spent in ours], [spent.processor for spent in theirs]),
    )
