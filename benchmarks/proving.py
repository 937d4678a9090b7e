"""Loading and proving generated stories, against what one would write without an engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from generate import write
from timing import Row, Sample, alternate, faster, process

HERE = Path(__file__).parent
#: How many rounds a story of so many scenes is worth.
ROUNDS = {100: 9, 1_000: 7, 10_000: 3}


def rows(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """Every line, for stories of some sizes; they are written into ``folder``."""
    packs = {size: write(size, folder / str(size)) for size in sizes}
    loads: dict[int, list[Sample]] = {}
    for size, pack in packs.items():
        both = alternate(ROUNDS[size], partial(_once, "load", pack), partial(_once, "parse", pack))
        loads[size] = both[0]
        yield faster(f"load, {size:,} scenes", both, "CSafeLoader", most=1 if size == 1_000 else None)
    if 10_000 in loads:
        pair = (loads[10_000], loads[1_000][: len(loads[10_000])])
        yield faster("load, 10,000 scenes", pair, "1,000 scenes", most=12)
    for size in (size for size in sizes if size <= 1_000):
        yield from _explore(size, packs[size])
    for size, pack in packs.items():
        yield from _check(size, pack)


def _once(what: str, pack: Path) -> Sample:
    return process(HERE / "once.py", what, pack)


def _explore(size: int, pack: Path) -> Iterator[Row]:
    promised = size == 1_000
    ours, theirs = alternate(ROUNDS[size], partial(_once, "explore", pack), partial(_once, "search", pack))
    found, full = ours[0].told["states"], theirs[0].told["states"]
    yield Row(
        f"exploration, {size:,} scenes: states a second",
        "/s",
        [found / sample.spent().clock for sample in ours],
        [full / sample.spent().clock for sample in theirs],
        "plain search",
        least=3 if promised else None,
        note=f"{found:,} states of the facts that still matter, {full:,} of all",
        processor=(
            [found / sample.spent().processor for sample in ours],
            [full / sample.spent().processor for sample in theirs],
        ),
    )
    ours, theirs = alternate(1, partial(_once, "explore-weighed", pack), partial(_once, "search-weighed", pack))
    yield Row(
        f"exploration, {size:,} scenes: bytes a state at the peak",
        "bytes",
        [sample.told["bytes"] for sample in ours],
        [sample.told["bytes"] for sample in theirs],
        "plain search",
        most=0.6 if promised else None,
    )


def _check(size: int, pack: Path) -> Iterator[Row]:
    ours, theirs = alternate(
        ROUNDS[size],
        partial(process, "-m", "game", "check", pack, "--format", "json", "--max-states", "100000000"),
        partial(process, HERE / "plain.py", pack),
    )
    proof = ours[0].told["packs"][0]["proof"]
    assert proof["complete"]
    yield faster(
        f"`rollout check`, {size:,} scenes",
        [ours, theirs],
        "plain search",
        most={1_000: 0.8, 10_000: 0.4}.get(size),
        note=f"whole processes; {proof['states']:,} states",
    )
    yield Row(
        f"`rollout check`, {size:,} scenes: memory at the peak",
        "MiB",
        [sample.peak / 2**20 for sample in ours],
        [sample.peak / 2**20 for sample in theirs],
        "plain search",
        note="promised: at most 2,048 MiB" if size == 10_000 else "",
    )
