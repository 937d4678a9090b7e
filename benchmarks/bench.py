"""Every benchmark, one after the other; the results go to ``benchmarks/results.md``.

    python benchmarks/bench.py [--short] [WORD…]

``--short`` leaves out the largest story; words run the benches whose names hold one of them, and write nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import feel
import proving
from results import HEAD, Results, chosen, measured
from timing import Row

RESULTS = Path(__file__).parent / "results.md"
SIZES = (100, 1_000, 10_000)

#: By name: given a folder to work in and the sizes of stories to use, the lines as they are measured.
BENCHES: dict[str, Callable[[Path, Sequence[int]], Iterator[Row]]] = {
    "proving": proving.rows,
    "feel": feel.rows,
}


def main() -> int:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--short", action="store_true", help="leave out the largest story")
    options.add_argument("words", nargs="*", metavar="WORD", help="run the benches whose names hold it")
    asked = options.parse_args()
    benches = chosen(BENCHES, asked.words)
    results = Results("Results", HEAD, "How, and what is inside each timed run: [README.md](README.md).")
    for bench in benches:
        for row in measured(partial(bench, sizes=SIZES[:-1] if asked.short else SIZES)):
            results.add(row.cells())
    if not asked.short and not asked.words:
        results.write(RESULTS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
