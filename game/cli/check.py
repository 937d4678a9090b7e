"""``rollout check``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from game.cli import FAULTS, FINE, MisuseError, unknown
from game.cli.output import print_json, say
from game.cli.places import near, roots
from game.proof.examine import Examined, examine
from game.proof.explore import Watch
from game.story import packs as found
from game.story.catalogue import CATALOGUE
from game.story.problems import counted


def check(options: argparse.Namespace) -> int:
    """Report every fault of the packs asked for and prove the rest, or explain one diagnostic."""
    if options.explain:
        return _explain(options.explain)
    places = roots(options)
    examined = [examine(path, places, _watch(options)) for path in _asked(options, places)]
    FORMATS[options.format](examined)
    return FINE if all(item.sound for item in examined) else FAULTS


def _asked(options: argparse.Namespace, places: tuple[Path, ...]) -> Iterator[Path]:
    if not options.pack:
        yield from (pack.path for pack in found.find(places))
    for name in options.pack:
        path = found.locate(name, places)
        if path is None:
            raise MisuseError(found.missing(name, places))
        yield path


def _watch(options: argparse.Namespace) -> Watch:
    """The limits of a search, and a line that tells a person at a terminal how far it is."""
    watch = Watch(most_states=options.max_states, most_seconds=options.max_seconds)
    if sys.stderr.isatty():
        watch.tell = Progress()
    return watch


class Progress:
    """One line on stderr, written anew a few times a second while a search is long."""

    def __init__(self) -> None:
        self.next = 1.0

    def __call__(self, watch: Watch) -> None:
        seconds = watch.seconds
        if seconds >= self.next:
            self.next = seconds + 0.25
            rate = int(watch.states / seconds)
            line = f"{watch.states:,} states, {rate:,} a second, {watch.frontier:,} at the frontier (Ctrl+C stops)"
            sys.stderr.write(f"\r{line[:78]:<78}\r")
            sys.stderr.flush()


def _print_json(examined: list[Examined]) -> None:
    print_json({"packs": [_as_json(item) for item in examined]})


def _as_json(item: Examined) -> dict[str, object]:
    return {
        "id": item.loaded.id,
        "version": item.loaded.version,
        "path": near(item.loaded.path),
        "problems": [problem.as_json() for problem in item.problems],
        "proof": item.report.as_json() if item.report else None,
    }


def _print_text(examined: list[Examined]) -> None:
    for item in examined:
        for problem in item.problems:
            say(f"{problem}\n")
        errors = sum(problem.code.startswith("E") for problem in item.problems)
        warnings = len(item.problems) - errors
        say(f"{item.loaded.id} {item.loaded.version}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
        for line in item.report.summary() if item.report else ():
            say(f"  {line}")


def _print_github(examined: list[Examined]) -> None:
    """Annotations as GitHub's runners read them from the output."""
    for item in examined:
        for problem in item.problems:
            file = (item.loaded.path / problem.place.file).as_posix()
            at = f"file={file},line={problem.place.line},col={problem.place.column},title={problem.code}"
            words = f"{problem.message}. {problem.hint}".replace("%", "%25").replace("\n", "%0A")
            say(f"::{problem.severity} {at}::{words}")
        if item.report and not item.report.proof.complete:
            say(f"::error title=not proved::{item.loaded.id} was not proved")


def _print_sarif(examined: list[Examined]) -> None:
    """SARIF 2.1.0, for code scanning."""
    used = sorted({problem.code for item in examined for problem in item.problems})
    rules = [{"id": code, "shortDescription": {"text": CATALOGUE[code].why}} for code in used]
    results = [
        {
            "ruleId": problem.code,
            "level": str(problem.severity),
            "message": {"text": f"{problem.message}. {problem.hint}".strip()},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": (item.loaded.path / problem.place.file).as_posix()},
                        "region": {"startLine": problem.place.line, "startColumn": problem.place.column},
                    }
                }
            ],
        }
        for item in examined
        for problem in item.problems
    ]
    driver = {"name": "rollout", "rules": rules}
    print_json({"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]})


FORMATS: dict[str, Callable[[list[Examined]], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
    "sarif": _print_sarif,
}


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
