"""``rollout test``."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import print_json, say
from game.cli.places import roots
from game.play.machine import StoryMachine
from game.proof.walkthroughs import Coverage, Walked, load_walkthroughs, updated, walk
from game.story import packs as found
from game.story.problems import counted


def test(options: argparse.Namespace) -> int:
    """Run the walkthroughs of the packs asked for, and say what they come by."""
    places = roots(options)
    paths = [pack.path for pack in found.find(places)] if not options.pack else []
    for name in options.pack:
        path = found.locate(name, places)
        if path is None:
            raise MisuseError(found.missing(name, places))
        paths.append(path)
    results = [_run(path, places, update=options.update) for path in paths]
    if options.json:
        print_json({"packs": results})
    else:
        for result in results:
            _print(result)
    return FAULTS if any(result["failed"] or result["problems"] for result in results) else FINE


def _run(path: Path, places: tuple[Path, ...], *, update: bool) -> dict[str, list[str] | str]:
    loaded = found.load(path, places)
    result: dict[str, list[str] | str] = {"id": loaded.id, "passed": [], "failed": [], "problems": [], "coverage": []}
    if loaded.story is None:
        result["problems"] = [str(problem) for problem in loaded.errors]
        return result
    walkthroughs, problems = load_walkthroughs(path)
    result["problems"] = [str(problem) for problem in problems]
    machine, coverage = StoryMachine(loaded.story), Coverage()
    passed: list[str] = []
    failed: list[str] = []
    for walkthrough in walkthroughs:
        try:
            walked = walk(machine, walkthrough)
        except ValueError as fault:
            failed.append(f"{walkthrough.name}: {fault}")
            continue
        coverage.add(walked.session)
        if update and walked.faults and walked.session.ended:
            walkthrough.file.write_text(updated(walked), "utf-8")
            walked.faults.clear()
        (failed if walked.faults else passed).append(_told(walked))
    lines = list(coverage.lines(loaded.story)) if walkthroughs else []
    return {**result, "passed": passed, "failed": failed, "coverage": lines}


def _told(walked: Walked) -> str:
    return "\n    ".join([walked.walkthrough.name, *walked.faults])


def _print(result: dict[str, list[str] | str]) -> None:
    for problem in result["problems"]:
        say(f"{problem}\n")
    for failure in result["failed"]:
        say(f"failed: {failure}")
    passed, failed = len(result["passed"]), len(result["failed"])
    say(f"{result['id']}: {counted(passed, 'walkthrough')} passed, {failed} failed")
    for line in result["coverage"]:
        say(f"  {line}")
