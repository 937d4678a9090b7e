"""How the app is to start.  Imports nothing of Textual, so that the command line can make one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field


class Start(Struct, frozen=True):
    """What was asked for on the command line.

    ``story`` is an id or a path; with a ``role`` the set-up is skipped, and conditions not in ``settings`` take
    their defaults.  ``resume`` goes on with the playthrough played last.  ``problem`` is a sentence for the title.
    ``after`` is the save of a finished playthrough to carry over from; ``watch`` follows the story's files.
    """

    story: str = ""
    role: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    seed: int | None = None
    resume: bool = False
    problem: str = ""
    after: Path | None = None
    watch: bool = False
