"""The Cutover, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.machine import StoryMachine
from game.story.loader import load

CUTOVER = Path(__file__).resolve().parents[2] / "scenes" / "the-cutover"


@pytest.fixture(scope="session")
def machine() -> StoryMachine:
    """The machine of The Cutover."""
    loaded = load(CUTOVER)
    assert loaded.story is not None, [str(problem) for problem in loaded.errors]
    return StoryMachine(loaded.story)
