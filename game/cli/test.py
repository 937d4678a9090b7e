"""``rollout test``."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.cli import FAULTS, FINE
from game.cli.output import print_json, say
from game.cli.places import asked, roots
from game.play.machine import StoryMachine
from game.proof.updating import updated
from game.proof.walkthroughs import Coverage, Walked, load_walkthroughs, walk
from game.story.loader import load
from game.story.problems import counted


def test(options: argparse.Namespace) -> int:
    """Run the walkthroughs of the packs asked for, and say what they come by."""
    places = roots(options)
    results = [_run(path, places, extensions, update=options.update) for path, extensions in asked(options)]
    if options.json:
        print_json({"packs": results})
    else:
        for result in results:
            _print(result)
    return FAULTS if any(result["failed"] or result["problems"] for result in results) else FINE


def _run(
    path: Path, places: tuple[Path, ...], extensions: tuple[Path, ...], *, update: bool
) -> dict[str, list[str] | str]:
    loaded = load(path, records=places, extensions=extensions)
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
            walked = walk(machine, walkthrough, walkthroughs)
        except ValueError as fault:
            failed.append(f"{walkthrough.name}: {fault}")
            continue
        coverage.add(walked.session)
        if update and walked.faults and walked.taken and walked.session.ended:
            _update(walked)
        (failed if walked.faults else passed).append(_told(walked))
    lines = list(coverage.lines(loaded.story)) if walkthroughs else []
    return {**result, "passed": passed, "failed": failed, "coverage": lines}


def _update(walked: Walked) -> None:
    """Write what happened as the expectation, or add to the faults why that is left to the author."""
    try:
        walked.walkthrough.file.write_bytes(updated(walked).encode())
    except (OSError, ValueError) as reason:
        walked.faults.append(f"not updated: {reason}")
    else:
        walked.faults.clear()


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
