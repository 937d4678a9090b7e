"""Rollout beside other engines, on the same story; the results go to ``benchmarks/peers.md`` and ``peers.json``.

    python benchmarks/bench_peers.py [--short] [--folder FOLDER] [--python PATH] [--choicescript DIR] [WORD…]

The engines are installed into FOLDER, ``build/peers`` unless another is named.  ChoiceScript is on no package index: it
is measured where a checkout of it is named.  ``--short`` uses the smallest story alone and writes nothing; words run
the parts whose names hold one of them, and write nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import HEAD, line, machine
from peers import randomtest, rows, writing
from peers.engines import Engine, installed
from peers.process import Driver
from timing import ROOT, Row

HERE = Path(__file__).parent
SIZES, LARGE = (100, 1_000), 10_000


Part = Callable[[Path], Iterator[Row]]


def parts(engines: Sequence[Engine], checkout: Path | None, *, short: bool) -> Mapping[str, Part]:
    """By name: given a folder to work in, the lines as they are measured."""
    sizes = SIZES[:1] if short else SIZES
    found: dict[str, Part] = {"engines": partial(rows.rows, engines=engines, sizes=sizes)}
    if not short:
        found["growth"] = partial(rows.growth, ours=engines[0], small=SIZES[0], large=LARGE)
        found["writing"] = partial(writing.rows, sizes=(SIZES[0], LARGE))
    if checkout is not None:
        found["randomtest"] = partial(randomtest.rows, ours=engines[0], checkout=checkout, size=sizes[-1])
    return found


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
    options.add_argument("--choicescript", type=Path, metavar="DIR", help="a checkout of ChoiceScript, for randomtest")
    options.add_argument("words", nargs="*", metavar="WORD", help="run the parts whose names hold it; writes nothing")
    asked = options.parse_args()
    checkout = asked.choicescript.resolve() if asked.choicescript else None
    try:
        other = randomtest.engine(checkout) if checkout else None
    except FileNotFoundError as fault:
        options.error(str(fault))
    engines, left_out = installed(asked.folder.resolve(), asked.python)
    offered = parts(engines, checkout, short=asked.short)
    chosen = [run for name, run in offered.items() if not asked.words or any(word in name for word in asked.words)]
    if not chosen:
        options.error(f"there is no such part; there are {', '.join(offered)}")
    for reason in left_out:
        print(f"left out: {reason}", file=sys.stderr)
    load = os.getloadavg()[0]
    named, date = versions([*engines, other] if other else engines), f"{datetime.now(UTC):%Y-%m-%d}"
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
    for run in chosen:
        with tempfile.TemporaryDirectory() as folder:
            for row in run(Path(folder)):
                found.append(row)
                written.append(line(row.cells()))
                print(written[-1], flush=True)
    if other is None:
        written.append(line(randomtest.NOT_INSTALLED))
        print(written[-1], flush=True)
    if not asked.short and not asked.words:
        (HERE / "peers.md").write_text("\n".join(written) + "\n", "utf-8")
        told = {"date": date, "machine": machine(), "load": load, "versions": named, "left_out": left_out}
        (HERE / "peers.json").write_text(json.dumps({**told, "rows": [vars(row) for row in found]}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
