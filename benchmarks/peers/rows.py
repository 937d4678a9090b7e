"""What is measured of the engines, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

from timing import Row, Sample, alternate, faster

from peers import stories
from peers.engines import Engine
from peers.process import Driver

OURS = "Rollout"
ROUNDS, LOADS = 9, 5
#: At each size so many playthroughs a round.
WALKS = {100: 600, 1_000: 60, 10_000: 6}
#: By what a step is promised to be faster.
STEP = {"inkjs": 5, "bardic": 8, "ink-engine": 10}
SAVED = 200

Runs = Mapping[str, Sequence[Sample]]


def rows(folder: Path, engines: Sequence[Engine], sizes: Sequence[int]) -> Iterator[Row]:
    """Every line that compares engines, for stories of some sizes, which are written into ``folder``."""
    for size in sizes:
        loads = stories.write(size, folder, engines)
        yield from _loads(size, engines, loads)
        with ExitStack() as stack:
            drivers = {engine.name: stack.enter_context(Driver(engine)) for engine in engines}
            for name, driver in drivers.items():
                driver.ask("load", path=str(loads[name]))
            steps = stories.prove_equal(drivers, size)
            yield from _steps(size, drivers, f"{stories.PROVED} playthroughs, {steps:,} steps, were the same in all")
            yield from _saves(size, drivers, loads)


def growth(folder: Path, ours: Engine, small: int, large: int) -> Iterator[Row]:
    """What a step costs in a large story against a small one: the first ones, and those of whole playthroughs."""
    loads = {size: stories.write(size, folder, [ours])[OURS] for size in (small, large)}
    with Driver(ours) as one, Driver(ours) as other:
        for driver, size in ((one, large), (other, small)):
            driver.ask("load", path=str(loads[size]))
            driver.ask("play", walks=stories.walks(size, WALKS[size]))
        whole = stories.walks(large, WALKS[large])
        first = [walk[: small // 10] for walk in stories.walks(large, WALKS[small])]
        near = partial(_played, other, stories.walks(small, WALKS[small]))
        for what, walks in (("the first steps", first), ("whole playthroughs", whole)):
            samples = alternate(ROUNDS, partial(_played, one, walks), near)
            yield faster(f"a step at {large:,} scenes, {what}", samples, f"at {small:,} scenes", most=1.3)


def _steps(size: int, drivers: Mapping[str, Driver], note: str) -> Iterator[Row]:
    walks = stories.walks(size, WALKS[size], seed=2)
    for driver in drivers.values():  # every engine has warmed up before the first round
        _played(driver, walks)
    runs = _alternately(drivers, ROUNDS, lambda driver: _played(driver, walks))
    for name in _others(drivers):
        (ours, theirs), (busy, their_busy) = (
            [[1 / getattr(sample.spent(), kind) for sample in runs[who]] for who in (OURS, name)]
            for kind in ("clock", "processor")
        )
        what = f"steps a second, {size:,} scenes"
        yield Row(what, "/s", ours, theirs, name, least=STEP[name], note=note, processor=(busy, their_busy))


def _saves(size: int, drivers: Mapping[str, Driver], loads: Mapping[str, Path]) -> Iterator[Row]:
    walk = stories.walks(size, 1, seed=3)[0][:-2]
    after = f"after {len(walk)} steps"
    runs = _alternately(drivers, ROUNDS, lambda driver: Sample(0, 0, 0, driver.ask("keep", walk=walk, times=SAVED)))
    texts = {name: run[0].told["text"] for name, run in runs.items()}
    for what, key, promised in (
        ("a save encoded as after a step in play", "again", True),
        ("a save encoded with nothing kept from before", "encode", False),
        ("a save read and checked, again and again", "read", True),
        ("a save opened until its scene is there, again and again", "decode", False),
    ):
        for name in _others(drivers):
            samples = [[_of(sample.told[key], SAVED) for sample in runs[who]] for who in (OURS, name)]
            sizes = ", ".join(f"{who} {len(texts[who].encode()):,} bytes" for who in (OURS, name))
            most = 1 if name == "inkjs" and promised else None
            yield faster(f"{what}, {after}", samples, name, most=most, note=sizes)
    opened = _alternately(drivers, ROUNDS, lambda driver: _resumed(driver.engine, loads, texts))
    for name in _others(drivers):
        most = 1 if name == "inkjs" else None
        yield faster(f"a save opened, once in a fresh process, {after}", [opened[OURS], opened[name]], name, most=most)


def _resumed(engine: Engine, loads: Mapping[str, Path], texts: Mapping[str, str]) -> Sample:
    with Driver(engine) as driver:
        driver.ask("load", path=str(loads[engine.name]))
        return Sample(0, 0, 0, driver.ask("resume", text=texts[engine.name]))


def _loads(size: int, engines: Sequence[Engine], loads: Mapping[str, Path]) -> Iterator[Row]:
    """In fresh processes: from what an author wrote, from what a compiler made of it, and the memory it took."""
    named = {engine.name: engine for engine in engines}
    if "inkjs" in named:  # ink-engine loads what inkjs's compiler writes
        _compiled(named["inkjs"], loads["inkjs"])
    compiling = {name: engine for name, engine in named.items() if name in ("inkjs", "bardic")}
    from_source = _alternately({OURS: named[OURS], **compiling}, LOADS, lambda e: _from_source(e, loads[e.name]))
    ready = _alternately(named, LOADS, lambda engine: _loaded(engine, loads[engine.name]))
    for name in compiling:
        pair = [from_source[OURS], from_source[name]]
        yield faster(f"load from source, {size:,} scenes", pair, f"{name}, compiled and loaded")
    for name in _others(named):
        yield faster(f"load, {size:,} scenes", [ready[OURS], ready[name]], f"{name}, compiled before")
    for name in _others(named):
        held = [[sample.peak / 2**20 for sample in ready[who]] for who in (OURS, name)]
        yield Row(f"memory that loading took, {size:,} scenes", "MiB", *held, name)


def _from_source(engine: Engine, path: Path) -> Sample:
    if engine.name == OURS:
        return _loaded(engine, path)
    made, loaded = _compiled(engine, path), _loaded(engine, path).told
    told = {key: made[key] + loaded[key] for key in ("seconds", "processor")}
    return Sample(0, 0, 0, told)


def _compiled(engine: Engine, path: Path) -> dict[str, Any]:
    with Driver(engine) as driver:
        return driver.ask("prepare", source=str(path.with_suffix("")), target=str(path))


def _loaded(engine: Engine, path: Path) -> Sample:
    with Driver(engine) as driver:
        before = driver.memory()
        told = driver.ask("load", path=str(path))
        return Sample(0, 0, driver.memory() - before, told)


def _played(driver: Driver, walks: list[list[int]]) -> Sample:
    told = driver.ask("play", walks=walks)
    return _of(told, told["steps"])


def _of(told: Mapping[str, float], times: int) -> Sample:
    """What one of so many times took."""
    return Sample(0, 0, 0, {key: told[key] / times for key in ("seconds", "processor")})


def _others(engines: Mapping[str, Any]) -> list[str]:
    return [name for name in engines if name != OURS]


def _alternately(things: Mapping[str, Any], rounds: int, run: Callable[[Any], Sample]) -> Runs:
    samples = alternate(rounds, *(partial(run, thing) for thing in things.values()))
    return dict(zip(things, samples, strict=True))
