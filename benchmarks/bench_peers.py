"""Rollout beside other engines, on the same story; the results go to ``benchmarks/peers.md`` and ``peers.json``.

    python benchmarks/bench_peers.py [--short] [--folder FOLDER] [--python PATH]

The engines are installed into FOLDER, ``build/peers`` unless another is named.  ``--short`` uses the smallest story
alone and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import HEAD, line, machine
from peers import rows, writing
from peers.engines import Engine, installed
from peers.process import Driver
from timing import ROOT, Row

HERE = Path(__file__).parent
SIZES, LARGE = (100, 1_000), 10_000


def measured(folder: Path, engines: Sequence[Engine], *, short: bool) -> Iterator[Row]:
    """Every line as it is measured."""
    yield from rows.rows(folder, engines, SIZES[:1] if short else SIZES)
    if not short:
        yield from rows.growth(folder, engines[0], SIZES[0], LARGE)
        yield from writing.rows(folder, (SIZES[0], LARGE))


def versions(engines: Sequence[Engine]) -> list[str]:
    """The engines' names and versions, as they say themselves, with what they run on."""
    told = []
    for engine in engines:
        with Driver(engine) as driver:
            told.append("{engine} {version} ({runtime})".format_map(driver.told))
    return told


def main() -> int:
    """Install, prove, measure, write."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--short", action="store_true", help="the smallest story alone; writes nothing")
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "peers", help="where engines are installed")
    options.add_argument("--python", default="", help="the interpreter of all Python engines, 3.12 or later")
    asked = options.parse_args()
    engines, left_out = installed(asked.folder.resolve(), asked.python)
    for reason in left_out:
        print(f"left out: {reason}", file=sys.stderr)
    load = os.getloadavg()[0]
    named, date = versions(engines), f"{datetime.now(UTC):%Y-%m-%d}"
    written = [
        "# Rollout beside other engines",
        "",
        f"Measured {date} on {machine()}; the load average was {load:.1f} before it began.",
        f"Versions: {', '.join(named)}.",
        *(f"Left out: {reason}." for reason in left_out),
        "How, and what is inside each timed run: [README.md](README.md).",
        "",
        line(HEAD),
        line(["---"] * len(HEAD)),
    ]
    print("\n".join(written), flush=True)
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for row in measured(Path(folder), engines, short=asked.short):
            found.append(row)
            written.append(line(row.cells()))
            print(written[-1], flush=True)
    if not asked.short:
        (HERE / "peers.md").write_text("\n".join(written) + "\n", "utf-8")
        told = {"date": date, "machine": machine(), "load": load, "versions": named, "left_out": left_out}
        (HERE / "peers.json").write_text(json.dumps({**told, "rows": [vars(row) for row in found]}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
