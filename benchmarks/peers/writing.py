"""What Rollout writes after a step: how many bytes, and how long beside a bare write, flush and rename of as many."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import generate
from timing import Row, Sample, alternate

from game.play.machine import StoryMachine
from game.play.saves import SaveFolder
from game.play.session import Session
from game.story.loader import load

ROUNDS, STEPS = 9, 8


def rows(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """The lines, for stories of some sizes."""
    written: dict[int, list[float]] = {}
    for size in sizes:
        story = load(generate.write(size, folder / f"written-{size}")).story
        assert story is not None
        machine = StoryMachine(story)
        sizes_written = written[size] = []
        keep = partial(_kept, machine, folder / "saves", sizes_written)
        kept, bare = alternate(ROUNDS, keep, partial(_bare, folder / "bare", sizes_written))
        ours_, theirs = ([sample.seconds for sample in each] for each in (kept, bare))
        yield Row(f"a step written to disk, {size:,} scenes", "s", ours_, theirs, "write, flush and rename", most=2)
    first, last = written[sizes[0]], written[sizes[-1]]
    # names have more digits in a larger story, and nothing else may differ
    what = f"bytes written after {STEPS} steps, {sizes[-1]:,} scenes"
    yield Row(what, "bytes", last[:1], first[:1], f"{sizes[0]:,} scenes", most=1.01)


def _kept(machine: StoryMachine, folder: Path, sizes: list[float]) -> Sample:
    """So many steps of a session that is kept; the seconds that one keeping took."""
    session = Session(machine, "player", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    keeper = SaveFolder(folder).keeper(session)
    seconds = 0.0
    for _ in range(STEPS):
        session.choose(session.offered()[0])
        began = time.perf_counter()
        keeper(session)
        seconds += time.perf_counter() - began
    sizes.append(keeper.file.stat().st_size)
    return Sample(seconds / STEPS, 0, 0)


def _bare(folder: Path, sizes: list[float]) -> Sample:
    """As many bytes as the last of those steps wrote, again and again."""
    folder.mkdir(exist_ok=True)
    content = b"x" * int(sizes[0] if sizes else 1_000)
    seconds = 0.0
    for _ in range(STEPS):
        began = time.perf_counter()
        fresh = folder / "fresh"
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / "kept")
        seconds += time.perf_counter() - began
    return Sample(seconds / STEPS, 0, 0)
