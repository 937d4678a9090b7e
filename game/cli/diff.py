"""``rollout diff``."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.cli import FAULTS, FINE, MisuseError
from game.cli.check import Progress, Stop
from game.cli.output import complain, print_json, say
from game.cli.places import located, near, roots
from game.proof.changes import ADDED, CHANGED, REMOVED, RENAMED, Change
from game.proof.diff import Difference, Reach, difference
from game.proof.examine import Examined, examine
from game.proof.fitting import Replayed
from game.proof.watch import Watch
from game.story.loader import load
from game.story.problems import Problem, counted

PLURALS = {"mail": "mail", "story": "story", "person": "people", "property": "properties", "carry": "carries"}


def diff(options: argparse.Namespace) -> int:
    """Say what an edit did; 1 where the new version has errors, or something played no longer goes as it went."""
    if options.saves is not None and not options.saves.is_dir():
        raise MisuseError(f"--saves {options.saves}: there is no such folder")
    places = roots(options)
    before, after = located(options.old, places), located(options.new, places)
    old = _version(before, places, options)
    if old.report is not None and old.report.interrupted:
        options.no_proof = True  # who has had enough of one proof does not want the other
    new = _version(after, places, options)
    found = difference(old, new, options.saves)
    if options.json:
        print_json(_as_json(old, new, found))
    else:
        for line in _told(old, new, found):
            say(line)
    for item in (old, new):
        if item.report is not None and item.report.stopped:
            complain(f"{near(item.loaded.path)} was not proved: stopped {item.report.stopped}.")
    proved = all(item.report is None or not item.report.stopped for item in (old, new))
    return FINE if found.harmless and old.loaded.story is not None and proved else FAULTS


def _version(path: Path, places: tuple[Path, ...], options: argparse.Namespace) -> Examined:
    """One version, proved where that is asked for."""
    if options.no_proof:
        loaded = load(path, records=places)
        return Examined(loaded, None, loaded.problems)
    with Stop() as stop:
        progress = Progress(stop, "Ctrl+C ends it here")
        item = examine(path, places, Watch(most_seconds=options.max_seconds, tell=progress))
        progress.clear()
    if item.report is not None:
        item.report.interrupted = stop.asked
    return item


def _as_json(old: Examined, new: Examined, found: Difference) -> dict[str, Any]:
    return {
        "old": _version_as_json(old),
        "new": _version_as_json(new),
        "changes": [change.as_json() for change in found.changes],
        "problems": [problem.as_json() for problem in found.problems],
        "new_problems": [problem.as_json() for problem in found.fresh],
        "mended": [problem.as_json() for problem in found.mended],
        "reach": found.reach.as_json() if found.reach is not None else None,
        "walkthroughs": [item.as_json() for item in found.walkthroughs],
        "saves": [item.as_json() for item in found.saves],
        "harmless": found.harmless,
    }


def _version_as_json(item: Examined) -> dict[str, Any]:
    proved = item.report.proof.complete if item.report is not None else None
    loaded = item.loaded
    return {
        "id": loaded.id,
        "version": loaded.version,
        "path": near(loaded.path),
        "loads": loaded.story is not None,
        "proved": proved,
    }


def _told(old: Examined, new: Examined, found: Difference) -> Iterator[str]:
    yield f"{old.loaded.id} {old.loaded.version} → {new.loaded.id} {new.loaded.version}"
    for item in (old, new):
        if item.loaded.story is None:
            yield f"{near(item.loaded.path)} does not load, so only faults are compared."
    yield from _changes(found.changes)
    if found.reach is not None:
        yield from _reach(found.reach)
    yield from _problems("fault that was not there before", "faults that were not there before", found.fresh)
    yield from _problems("fault mended", "faults mended", found.mended)
    yield from _replayed("walkthrough", found.walkthroughs)
    yield from _replayed("save", found.saves)
    if not (found.changes or found.fresh or found.mended):
        yield "Nothing has changed."


def _changes(changes: tuple[Change, ...]) -> Iterator[str]:
    kinds: dict[str, dict[str, list[Change]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        kinds[change.kind][change.how].append(change)
    for kind, by_how in kinds.items():
        noun = PLURALS.get(kind, f"{kind}s")
        for how in (ADDED, REMOVED):
            if by_how[how]:
                yield f"{noun} {how}: {', '.join(change.name for change in by_how[how])}"
        for change in (*by_how[RENAMED], *by_how[CHANGED]):
            yield f"{kind} {change.was} is {change.name} now" if change.was else f"{kind} {change.name}"
            yield from (f"  {detail}" for detail in change.details)


def _reach(reach: Reach) -> Iterator[str]:
    for kind in reach.gained:
        noun = PLURALS.get(kind, f"{kind}s")
        if reach.gained[kind]:
            yield f"{noun} that can be reached now: {', '.join(reach.gained[kind])}"
        if reach.lost[kind]:
            yield f"{noun} that can no longer be reached: {', '.join(reach.lost[kind])}"
    for way in reach.shortest:
        steps, roles = (len(way.old.steps), len(way.new.steps)), (way.old.start.role, way.new.start.role)
        yield f"shortest way to {way.ending}: {steps[0]} steps as {roles[0]}, now {steps[1]} as {roles[1]}"


def _problems(one: str, several: str, problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield f"{counted(len(problems), one, several)}:"
    for problem in problems:
        yield f"  {problem.severity} {problem.code}, {problem.place.file}:{problem.place.line}: {problem.message}"


def _replayed(noun: str, items: tuple[Replayed, ...]) -> Iterator[str]:
    if not items:
        return
    fitting = sum(item.fits for item in items)
    yield f"{counted(len(items), noun)}: {fitting} as before, {len(items) - fitting} not"
    for item in items:
        if not item.fits:
            yield f"  {item.name} parts at step {min(item.kept + 1, item.steps)} of {item.steps}: {item.why}"
