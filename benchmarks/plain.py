"""The search anyone would write first: PyYAML, one dictionary, one state at a time.

    python benchmarks/plain.py FOLDER

A state is the scene and all variables; the dictionary maps each state to the state and the choice it was first
reached from, so that a witness can be read off.  Guards and effects are compiled once for each distinct text.
Nothing of Rollout is used here.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Guard = Callable[[tuple[int, ...]], bool]
Effect = Callable[[tuple[int, ...]], tuple[int, ...]]
#: A state: the scene, then the variables in the order of the manifest.
State = tuple[Any, ...]
#: A choice: its name as SCENE.choice, its guard and its effect if it has them, and where it leads.
Choice = tuple[str, Guard | None, Effect | None, str]


class Expressions:
    """Guards and effects as functions of a state, each distinct text compiled once."""

    def __init__(self, variables: dict[str, dict[str, int]]) -> None:
        self.variables = variables
        self.slots = {name: number for number, name in enumerate(variables, 1)}
        self.known: dict[str, Any] = {}

    def indexed(self, text: str) -> str:
        return re.sub(r"\b[a-z]\b", lambda found: f"s[{self.slots[found.group()]}]", text)

    def function(self, text: str, source: str) -> Any:
        if text not in self.known:
            self.known[text] = eval(source)
        return self.known[text]

    def guard(self, text: str | None) -> Guard | None:
        return None if text is None else self.function(text, f"lambda s: {self.indexed(text)}")

    def effect(self, text: str | None) -> Effect | None:
        if text is None:
            return None
        name, operator, number = text.split()
        slot, bounds = self.slots[name], self.variables[name]
        raw = f"s[{slot}] {operator[0]} {number}"
        value = f"min(max({raw}, {bounds['min']}), {bounds['max']})"
        return self.function(text, f"lambda s: (*s[:{slot}], {value}, *s[{slot + 1}:])")


def read(folder: Path) -> tuple[State, dict[str, list[Choice]]]:
    """The first state of a generated story, and the choices of each scene."""
    manifest = yaml.load((folder / "story.yaml").read_bytes(), yaml.CSafeLoader)
    scenes = yaml.load((folder / "scenes.yaml").read_bytes(), yaml.CSafeLoader)
    expressions = Expressions(manifest["variables"])
    choices = {
        name: [
            (
                f"{name}.{choice['id']}",
                expressions.guard(choice.get("if")),
                expressions.effect(choice.get("do")),
                choice["to"],
            )
            for choice in scene.get("choices", ())
        ]
        for name, scene in scenes.items()
    }
    start = manifest["roles"]["player"]["start"]
    return (start, *(variable["start"] for variable in manifest["variables"].values())), choices


def search(start: State, choices: dict[str, list[Choice]]) -> tuple[dict[State, Any], dict[str, State], int]:
    """Every reachable state with where it came from, the state each choice was first taken in, and the steps tried."""
    parents: dict[State, Any] = {start: None}
    taken: dict[str, State] = {}
    waiting = deque([start])
    steps = 0
    while waiting:
        state = waiting.popleft()
        for name, guard, effect, to in choices[state[0]]:
            if guard is not None and not guard(state):
                continue
            steps += 1
            if name not in taken:
                taken[name] = state
            after = (to, *(state if effect is None else effect(state))[1:])
            if after not in parents:
                parents[after] = (state, name)
                waiting.append(after)
    return parents, taken, steps


def main(folder: Path) -> dict[str, Any]:
    """Search a story, and tell what was found and how long the search alone took."""
    start, choices = read(folder)
    began = time.perf_counter()
    parents, taken, steps = search(start, choices)
    return {
        "states": len(parents),
        "steps": steps,
        "scenes": len({state[0] for state in parents}),
        "choices": len(taken),
        "seconds": time.perf_counter() - began,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
