"""Keeps one session in one file, step by step."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from game.play.codec import Damage, decode
from game.play.encoding import Encoder
from game.play.files import Stamp, alone, read_text, stamp, sweep, write_whole
from game.play.journal import Note, Step
from game.play.session import Session

if TYPE_CHECKING:
    from game.play.saves import SaveFolder

ELSEWHERE = "This playthrough was continued somewhere else; from here on yours is kept as one of its own."
GONE = "The file of this playthrough is not where it was; all of it is kept in a new one."


def fresh_id() -> str:
    """Eight hexadecimal digits for a new playthrough."""
    return os.urandom(4).hex().upper()


class Kept(Struct, frozen=True):
    """What a file holds of a journal, to tell a playthrough that went on from one that got another name."""

    steps: int
    last: Step | None
    head: int
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, steps: Sequence[Step], head: int, notes: Sequence[Note]) -> Kept:
        """What is kept of these."""
        return cls(len(steps), steps[-1] if steps else None, head, tuple(notes))


class Keeper(Struct):
    """Keeps one session in one file; another window's file is never overwritten."""

    folder: SaveFolder
    id: str
    file: Path
    started: str = ""
    stamp: Stamp | None = None
    name: str = ""
    held: Kept | None = None
    _encoder: Encoder = field(default_factory=Encoder)
    _notice: str = ""
    _fresh: bool = True

    def __call__(self, session: Session) -> str:
        """Write the session; a notice where its file is another window's now, or gone.  Raises OSError."""
        with alone(self.folder.path) as locked:
            self._stay_apart(session)
            if locked and self._fresh:
                sweep(self.file)
            self._write(session)
        notice, self._notice = self._notice, ""
        if self._fresh:
            self.folder.remember_last(self.file)
            self._fresh = False
        return " ".join(filter(None, (notice, self._remember(session))))

    def _remember(self, session: Session) -> str:
        """Remember that an ending was reached, or say why that could not be done; the step itself is kept by then."""
        if session.ended:
            try:
                self.folder.remember_ending(session.story.id, session.scene.id)
            except OSError as fault:
                return f"That you found this ending could not be remembered ({fault.strerror or fault})."
        return ""

    def edited(self) -> None:
        """Write every step anew with the next one: the story was edited, and steps may be called otherwise."""
        self._encoder = Encoder()

    def _stay_apart(self, session: Session) -> None:
        """Take another file where this one was played on by somebody else, or is gone."""
        found = stamp(self.file)
        if found == self.stamp or (found is not None and self._renamed()):
            return
        self._notice = GONE if found is None else ELSEWHERE
        self.id = fresh_id()
        self.file = self.folder.file_for(session, self.id)
        self.stamp = None
        self._fresh = True

    def _renamed(self) -> bool:
        """Whether the file is the one written last but for its name, which is taken on then."""
        with contextlib.suppress(Damage):
            record = decode(read_text(self.file))
            if self.held == Kept.of(record.steps, record.head, record.notes):
                self.name = record.name
                return True
        return False

    def _write(self, session: Session) -> None:
        now = session.clock().isoformat(timespec="seconds") if session.clock else ""
        write_whole(self.file, self._encoder.encode(session, self.id, self.name, self.started or now, now))
        self.started = self.started or now
        self.stamp = stamp(self.file)
        self.held = Kept.of(session.journal.steps, session.journal.head, session.journal.notes)
