"""Rollout beside other engines, on the same story; the results go to ``benchmarks/peers.md`` and ``peers.json``.

    python benchmarks/bench_peers.py [--short] [--folder FOLDER] [--python PATH] [--choicescript DIR] [WORD…]

The engines are installed into FOLDER, ``build/peers`` unless another is named.  ChoiceScript is on no package index: it
is measured where a checkout of it is named.  ``--short`` uses the smallest story alone and writes nothing; words run
the parts whose names hold one of them, and write nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from peers import randomtest, rows, writing
from peers.engines import Engine, installed
from peers.process import Driver
from results import HEAD, Results, chosen, machine, measured
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


def asked() -> argparse.Namespace:
    """What was asked for on the command line."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--short", action="store_true", help="the smallest story alone; writes nothing")
    options.add_argument("--folder", type=Path, default=ROOT / "build" / "peers", help="where engines are installed")
    options.add_argument("--python", default="", help="the interpreter of all Python engines, 3.12 or later")
    options.add_argument("--choicescript", type=Path, metavar="DIR", help="a checkout of ChoiceScript, for randomtest")
    options.add_argument("words", nargs="*", metavar="WORD", help="run the parts whose names hold it; writes nothing")
    return options.parse_args()


def main() -> int:
    """Install, prove, measure, write."""
    given = asked()
    checkout = given.choicescript.resolve() if given.choicescript else None
    try:
        others = [randomtest.engine(checkout)] if checkout else []
    except FileNotFoundError as fault:
        print(fault, file=sys.stderr)
        return 2
    engines, left_out = installed(given.folder.resolve(), given.python)
    benches = chosen(parts(engines, checkout, short=given.short), given.words)
    for reason in left_out:
        print(f"left out: {reason}", file=sys.stderr)
    named = versions([*engines, *others])
    results = Results(
        "Rollout beside other engines",
        HEAD,
        f"Versions: {', '.join(named)}.",
        *(f"Left out: {reason}." for reason in left_out),
        "How, and what is inside each timed run: [README.md](README.md).",
    )
    found: list[Row] = []
    for row in chain.from_iterable(map(measured, benches)):
        found.append(row)
        results.add(row.cells())
    if not others:
        results.add(randomtest.NOT_INSTALLED)
    if not given.short and not given.words:
        results.write(HERE / "peers.md")
        told = {"date": results.date, "machine": machine(), "load": results.load, "versions": named}
        _write(HERE / "peers.json", {**told, "left_out": left_out, "rows": [vars(row) for row in found]})
    return 0


def _write(path: Path, told: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
