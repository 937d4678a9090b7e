"""One thing done once in a fresh process, and what it took, as JSON.

    python benchmarks/once.py WHAT FOLDER

Everything is imported before the clock starts, and garbage collection is left as Python has it.
"""

from __future__ import annotations

import json
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plain
import yaml

from game.play.machine import StoryMachine
from game.proof.queries import queries
from game.proof.rounds import Rounds
from game.proof.steps import Steps
from game.proof.watch import Watch
from game.story.loader import load


def timed(action: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """What an action answers, and the seconds it took: on the clock, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    answer = action()
    return answer, {"seconds": time.perf_counter() - began, "processor": time.process_time() - worked}


def loading(folder: Path) -> dict[str, Any]:
    """Load the pack: read, checked, compiled."""
    loaded, seconds = timed(lambda: load(folder))
    assert loaded.story is not None
    return {**seconds, "scenes": len(loaded.story.scenes)}


def parsing(folder: Path) -> dict[str, Any]:
    """Parse the same files with PyYAML's CSafeLoader."""
    files = sorted(folder.glob("*.yaml"))
    values, seconds = timed(lambda: [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in files])
    return {**seconds, "files": len(values)}


def exploring(folder: Path, *, weigh: bool = False) -> dict[str, Any]:
    """Explore every state as the proof does: its first round, in which no query but the structure is asked."""
    story = load(folder).story
    assert story is not None
    steps = Steps(story)
    asked = [query for query in queries(story, steps) if query.structural]
    machine = StoryMachine(story)
    if weigh:
        tracemalloc.start()
    done, seconds = timed(lambda: Rounds(story, machine, steps, Watch(most_states=10**9)).whole(asked, ()))
    states = sum(run.states for run in done.runs)
    return _told(states, seconds, weigh=weigh)


def searching(folder: Path, *, weigh: bool = False) -> dict[str, Any]:
    """Search every state as plain Python does."""
    start, choices = plain.read(folder)
    if weigh:
        tracemalloc.start()
    (parents, *_), seconds = timed(lambda: plain.search(start, choices))
    return _told(len(parents), seconds, weigh=weigh)


def _told(states: int, seconds: dict[str, float], *, weigh: bool) -> dict[str, Any]:
    told: dict[str, Any] = {**seconds, "states": states}
    if weigh:
        told["bytes"] = tracemalloc.get_traced_memory()[1] / states
    return told


WHAT: dict[str, Callable[[Path], dict[str, Any]]] = {
    "load": loading,
    "parse": parsing,
    "explore": exploring,
    "search": searching,
    "explore-weighed": lambda folder: exploring(folder, weigh=True),
    "search-weighed": lambda folder: searching(folder, weigh=True),
}

if __name__ == "__main__":
    print(json.dumps(WHAT[sys.argv[1]](Path(sys.argv[2]))))
