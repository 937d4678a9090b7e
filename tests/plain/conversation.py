"""Plain mode in this process: lines in, lines out."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from game.paper import PAPERS
from game.plain.run import run
from game.plain.talk import Talk
from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.wish import Wish
from tests.cli import harbour
from tests.support.packs import write

AGAIN = "rollout play --plain --resume"


class Watched(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


def noon() -> datetime:
    """A clock that stands still."""
    return datetime(2025, 5, 22, 12, 0, tzinfo=UTC)


@dataclass(slots=True)
class Conversation:
    """Conversations about the packs in ``folder``, each as in a new process; ``said`` holds the last one's lines."""

    folder: Path
    said: list[str] = field(default_factory=list)

    @property
    def saves(self) -> Path:
        """Where playthroughs are kept."""
        return self.folder / "saves"

    def __call__(
        self,
        *typed: str,
        story: str = "harbour",
        role: str = "keeper",
        settings: dict[str, str] | None = None,
        seed: int = harbour.SEED_DAWN,
        resume: bool = False,
        watched: bool = False,
    ) -> list[str]:
        """Say these lines; what was answered is returned."""
        library = Library((self.folder,), SaveFolder(self.saves), noon, lambda: seed, PAPERS)
        stream = Watched if watched else io.StringIO
        sink = stream()
        source = stream("".join(f"{line}\n" for line in typed))
        run(library, Wish(story, role, settings or {}, seed, resume, again=AGAIN), Talk(source, sink))
        self.said = sink.getvalue().split("\n")
        return self.said

    def edit(self, old: str, new: str, file: str = "scenes.yaml") -> None:
        """Edit a file of the pack."""
        assert old in harbour.FILES[file]
        write(self.folder / "harbour", {file: harbour.FILES[file].replace(old, new)})

    def after(self, line: str) -> list[str]:
        """What was said after the last such line, to the next blank one."""
        start = len(self.said) - self.said[::-1].index(line)
        return self.said[start : self.said.index("", start)]
