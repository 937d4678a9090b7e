"""``rollout check``."""

from __future__ import annotations

import argparse

from game.cli import FAULTS, FINE, MisuseError, unknown
from game.cli.output import print_json, say
from game.cli.places import near, roots
from game.story import packs as found
from game.story.catalogue import CATALOGUE
from game.story.loader import Loaded
from game.story.problems import counted


def check(options: argparse.Namespace) -> int:
    """Report every fault of the packs asked for, or explain one diagnostic."""
    if options.explain:
        return _explain(options.explain)
    loaded = _asked(options)
    if options.format == "json":
        print_json({"packs": [_as_json(item) for item in loaded]})
    else:
        for item in loaded:
            _print(item)
    return FAULTS if any(item.errors for item in loaded) else FINE


def _asked(options: argparse.Namespace) -> list[Loaded]:
    places = roots(options)
    if not options.pack:
        return [found.load(pack.path, places) for pack in found.find(places)]
    loaded = []
    for name in options.pack:
        path = found.locate(name, places)
        if path is None:
            raise MisuseError(found.missing(name, places))
        loaded.append(found.load(path, places))
    return loaded


def _as_json(item: Loaded) -> dict[str, object]:
    return {
        "id": item.id,
        "version": item.version,
        "path": near(item.path),
        "problems": [problem.as_json() for problem in item.problems],
        "proof": None,
    }


def _print(item: Loaded) -> None:
    for problem in item.problems:
        say(f"{problem}\n")
    warnings = len(item.problems) - len(item.errors)
    scenes = f"; {counted(len(item.story.scenes), 'scene')}" if item.story else ""
    say(f"{item.id} {item.version}: {counted(len(item.errors), 'error')}, {counted(warnings, 'warning')}{scenes}")


def _explain(code: str) -> int:
    entry = CATALOGUE.get(code.upper())
    if entry is None:
        raise unknown("diagnostic", code, list(CATALOGUE))
    say(f"{entry.code}: {entry.message}\n\n{entry.why}")
    if entry.bad:
        say(f"\nAt fault, in {entry.file}:\n\n{_indented(entry.bad)}\n\nBetter:\n\n{_indented(entry.fixed)}")
    return FINE


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip().split("\n"))
