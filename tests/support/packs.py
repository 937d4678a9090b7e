"""Packs for tests: written from strings, loaded, and played."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.play.machine import StoryMachine
from game.play.session import Session
from game.story.loader import Loaded, load
from game.story.model import Story
from game.story.problems import Problem
from game.story.reader import Limits

Files = Mapping[str, str | bytes]

MANIFEST = """\
format: 1
id: small
title: A small story
version: 1.0.0
roles:
  player: {name: The player, start: hall}
"""
FINDINGS = """\
walk:
  claim: People walk.
  figure: {value: 40, unit: "% of people"}
  conditions: In one street.
  caveat: One street is not all streets.
  evidence: primary
  source: {title: On Walking, publisher: A Press, date: 2020-01}
"""
END = """\
end:
  title: End
  ending: {outcome: acceptance, findings: [walk], explain: You stopped.}
"""


def small(scenes: str = "", *, more: str = "", **files: str) -> dict[str, str]:
    """The files of a pack whose first scene is ``hall``; ``more`` is added to its manifest."""
    return {
        "story.yaml": MANIFEST + more,
        "scenes.yaml": scenes,
        "end.yaml": END,
        "findings.yaml": FINDINGS,
        **{f"{name}.yaml": text for name, text in files.items()},
    }


def write(folder: Path, files: Files) -> Path:
    """Write a pack's files into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@contextmanager
def pack(files: Files) -> Iterator[Path]:
    """A folder of its own with the pack in it, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="rollout-test-") as name:
        folder = Path(name) / "small"
        folder.mkdir()
        yield write(folder, files)


def loaded(files: Files, *, limits: Limits | None = None) -> Loaded:
    """What comes of loading a pack."""
    with pack(files) as folder:
        return load(folder, limits=limits)


def problems(files: Files, *, limits: Limits | None = None) -> tuple[Problem, ...]:
    """Every problem of a pack."""
    return loaded(files, limits=limits).problems


def codes(files: Files, *, limits: Limits | None = None) -> list[str]:
    """The codes of every problem of a pack, in order of code."""
    return sorted(problem.code for problem in problems(files, limits=limits))


def the_problem(files: Files, *, limits: Limits | None = None) -> Problem:
    """The only problem of a pack."""
    found = problems(files, limits=limits)
    assert len(found) == 1, shown(found)
    return found[0]


def shown(found: Sequence[Problem]) -> str:
    """Problems for the message of a failed assertion."""
    return "\n".join(str(problem) for problem in found)


def story(files: Files) -> Story:
    """The story of a pack without errors."""
    result = loaded(files)
    assert result.story is not None, shown(result.problems)
    return result.story


def machine(files: Files) -> StoryMachine:
    """The machine of a pack without errors."""
    return StoryMachine(story(files))


def play(scenes: str, *, more: str = "", settings: Mapping[str, str] | None = None, seed: int = 0) -> Session:
    """A session of a small pack, at its first scene."""
    return Session(machine(small(scenes, more=more)), "player", settings, seed=seed)


def values(data: Mapping[str, Any]) -> dict[str, str]:
    """Files from plain values: JSON is YAML too."""
    return {name: json.dumps(value, ensure_ascii=False) for name, value in data.items()}
