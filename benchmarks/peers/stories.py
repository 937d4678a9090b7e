"""The same story for every engine, and the proof that it is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

import generate

from peers import sources
from peers.engines import Engine
from peers.process import Driver
from peers.story import read

Walk = list[int]
#: So many playthroughs must say the same in every engine before anything is measured.
PROVED = 50


def write(size: int, folder: Path, engines: Sequence[Engine]) -> dict[str, Path]:
    """Write a story of so many scenes; what each engine loads, by its name."""
    pack = generate.write(size, folder / f"generated-{size}")
    story = read(pack)
    loads = {engine.name: folder / f"story-{size}{engine.suffix}" if engine.suffix else pack for engine in engines}
    for name, source in (("inkjs", sources.ink(story)), ("bardic", sources.bard(story))):
        if name in loads:
            loads[name].with_suffix("").write_text(source, "utf-8")
    return loads


def walks(size: int, number: int, seed: int = 1) -> list[Walk]:
    """Playthroughs as numbers: at each scene the open choice of that number, counted round."""
    dice = Random(seed)
    return [[dice.randrange(2**20) for _ in range(size // generate.LAYER)] for _ in range(number)]


def prove_equal(drivers: Mapping[str, Driver], size: int) -> int:
    """Play the same playthroughs in all engines; how many steps they have.

    Raises AssertionError where one of them shows other words, other choices or ends with other variables.
    """
    asked = walks(size, PROVED)
    told = {name: _normal(driver.ask("tell", walks=asked)["told"]) for name, driver in drivers.items()}
    first, *others = told
    for other in others:
        for number, (one, two) in enumerate(zip(told[first], told[other], strict=True)):
            if one != two:
                raise AssertionError(f"{first} and {other} part in playthrough {number}: {_parting(one, two)}")
    return sum(len(run["shown"]) - 1 for run in told[first])


def _normal(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was told, with each run of white space as one space."""
    return [
        {
            "shown": [
                [" ".join(words.split()), [" ".join(c.split()) for c in choices]] for words, choices in run["shown"]
            ],
            "variables": run["variables"],
        }
        for run in told
    ]


def _parting(one: dict[str, Any], two: dict[str, Any]) -> str:
    for step, shown in enumerate(zip(one["shown"], two["shown"], strict=False)):
        if shown[0] != shown[1]:
            return f"after step {step} {shown[0]} and {shown[1]}"
    return f"at the end {one['variables']} and {two['variables']}"
