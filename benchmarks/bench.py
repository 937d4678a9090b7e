"""Every benchmark, one after the other; the results go to ``benchmarks/results.md``.

    python benchmarks/bench.py [--short] [WORD…]

``--short`` leaves out the largest story; words run the benches whose names hold one of them, and write nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import feel
import proving
from timing import Row

RESULTS = Path(__file__).parent / "results.md"
SIZES = (100, 1_000, 10_000)
HEAD = ("what", "Rollout", "the other", "ratio of the medians (of the rounds)", "by processor time", "promise", "")

#: By name: given a folder to work in and the sizes of stories to use, the lines as they are measured.
BENCHES: dict[str, Callable[[Path, Sequence[int]], Iterator[Row]]] = {
    "proving": proving.rows,
    "feel": feel.rows,
}


def machine() -> str:
    """The machine in words."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {pages:.0f} GiB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def line(cells: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--short", action="store_true", help="leave out the largest story")
    options.add_argument("words", nargs="*", metavar="WORD", help="run the benches whose names hold it")
    asked = options.parse_args()
    chosen = {
        name: run for name, run in BENCHES.items() if not asked.words or any(word in name for word in asked.words)
    }
    if not chosen:
        print(f"there is no such bench; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    written = [
        "# Results",
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()}; the load average was {load:.1f} before it began.",
        "How, and what is inside each timed run: [README.md](README.md).",
        "",
        line(HEAD),
        line(["---"] * len(HEAD)),
    ]
    print("\n".join(written), flush=True)
    for run in chosen.values():
        with tempfile.TemporaryDirectory() as folder:
            for row in run(Path(folder), SIZES[:-1] if asked.short else SIZES):
                written.append(line(row.cells()))
                print(written[-1], flush=True)
    if not asked.short and not asked.words:
        RESULTS.write_text("\n".join(written) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
