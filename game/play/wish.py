"""What was asked for on the command line, whatever the face."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field


class Wish(Struct, frozen=True):
    """How to start.

    ``story`` is an id or a path; with a ``role`` nothing else is asked in the app, and conditions not in ``settings``
    take their defaults.  ``resume`` goes on with the playthrough played last.  ``after`` is the save of a finished
    playthrough to carry over from; ``watch`` follows the story's files.  ``again`` is the command that goes on with a
    playthrough.  ``problem`` is a sentence to begin with.
    """

    story: str = ""
    role: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None
    resume: bool = False
    after: Path | None = None
    watch: bool = False
    again: str = "rollout play --resume"
    problem: str = ""
