"""Playthroughs on disk: one JSON file each, written whole after every step, with the one before kept beside it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from game.play import codec
from game.play.codec import Damage, Record
from game.play.files import alone, backup_of, read_text, stamp, write_whole
from game.play.journal import Journal
from game.play.keeper import Keeper, Kept, fresh_id
from game.play.machine import StoryMachine
from game.play.memory import Memory
from game.play.replay import begun_like, refit
from game.play.session import Clock, Session

MEMORY = "player.json"
LAST = ".last"


class SaveInfo(Struct, frozen=True):
    """One kept playthrough, as a list shows it; ``saved`` is its time in ISO 8601."""

    file: Path
    id: str
    name: str
    story_id: str
    story_title: str
    story_path: Path
    extensions: tuple[str, ...]
    role: str
    role_name: str
    place: str
    steps: int
    saved: str
    ended: bool


class Damaged(Struct, frozen=True):
    """A file that could not be read, why, and whether the copy before it can be."""

    file: Path
    reason: str
    backup: Path | None


class SaveFolder(Struct):
    """The folder playthroughs are kept in."""

    path: Path

    def file_for(self, session: Session, save_id: str) -> Path:
        """The file of a playthrough."""
        return self.path / f"{session.story.id}-{session.role}-{save_id}.json"

    def keeper(self, session: Session, name: str = "") -> Keeper:
        """What keeps a new playthrough; nothing is written before its first step."""
        save_id = fresh_id()
        return Keeper(self, save_id, self.file_for(session, save_id), name=name)

    def fault(self) -> str:
        """Why nothing can be kept here, or nothing."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / f".probe-{os.getpid()}"
            probe.write_text("")
            probe.unlink()
        except OSError as fault:
            return fault.strerror or "it cannot be written"
        return ""

    def all(self) -> tuple[list[SaveInfo], list[Damaged]]:
        """Every playthrough, the last played first, and every file that could not be read.

        Which was played last is remembered by name, so a clock that was set back does not hide it.
        """
        kept, damaged = [], []
        try:
            files = sorted(self.path.glob("[!.]*.json"))
        except OSError:
            files = []
        for file in files:
            if file.name == MEMORY:
                continue
            try:
                kept.append(_info(file, codec.decode(read_text(file))))
            except Damage as damage:
                backup = backup_of(file)
                damaged.append(Damaged(file, str(damage), backup if _readable(backup) else None))
        last = self.last()
        return sorted(kept, key=lambda info: (info.file.name == last, instant(info.saved)), reverse=True), damaged

    def read(self, file: Path) -> Record:
        """What a save holds.  Raises Damage."""
        return codec.decode(read_text(file))

    def info(self, file: Path) -> SaveInfo:
        """What a list shows of a save.  Raises Damage."""
        return _info(file, self.read(file))

    def resume(self, file: Path, machine: StoryMachine, clock: Clock | None) -> Session:
        """Go on with a playthrough; notices say where it no longer fits.  Raises Damage."""
        version = stamp(file)
        record = self.read(file)
        if record.story.id != machine.story.id:
            raise Damage(f"it is of the story “{record.story.id}”")
        try:
            session, strange = begun_like(record, machine, clock)
        except ValueError as reason:
            raise Damage(str(reason)) from None
        journal = Journal(list(record.steps), record.head, list(record.notes))
        misfit = refit(session, journal, edited=record.story.fingerprint != machine.story.fingerprint)
        misfit = " ".join(filter(None, (strange, misfit)))
        held = Kept.of(record.steps, record.head, record.notes)
        keeper = Keeper(self, record.id, file, record.started, version, record.name, held)
        if misfit:
            keeper = self.keeper(session, record.name)
            session.notices = [f"The story has changed since this was saved: {misfit} The older file is kept."]
        session.keep = keeper
        return session

    def memory(self) -> Memory:
        """What is remembered of the player across playthroughs; a damaged file counts as nothing."""
        try:
            return Memory.decode(read_text(self.path / MEMORY))
        except Damage:
            return Memory()

    def remember(self, change: Callable[[Memory], None]) -> None:
        """Change what is remembered of the player.  Raises OSError."""
        with alone(self.path):
            memory = self.memory()
            before = memory.encode()
            change(memory)
            if memory.encode() != before:
                write_whole(self.path / MEMORY, memory.encode())

    def remember_last(self, file: Path) -> None:
        """Remember which playthrough is played now, where that can be kept at all."""
        with contextlib.suppress(OSError):
            (self.path / LAST).write_text(file.name, "utf-8")

    def last(self) -> str:
        """The name of the file of the playthrough played last, or nothing where that is not known."""
        try:
            return (self.path / LAST).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def remember_ending(self, story_id: str, ending: str) -> None:
        """Remember that an ending was reached.  Raises OSError."""
        self.remember(lambda memory: memory.endings.setdefault(story_id, set()).add(ending))


def _readable(backup: Path) -> bool:
    try:
        codec.decode(read_text(backup))
    except Damage:
        return False
    return True


def _info(file: Path, record: Record) -> SaveInfo:
    return SaveInfo(
        file=file,
        id=record.id,
        name=record.name,
        story_id=record.story.id,
        story_title=record.story.title,
        story_path=Path(record.story.path),
        extensions=tuple(added.id for added in record.extensions),
        role=record.role,
        role_name=record.role_name,
        place=record.place,
        steps=record.depth,
        saved=record.saved,
        ended=record.ended,
    )


def parse_time(saved: str) -> datetime | None:
    """The time of a save, or None where it is none."""
    try:
        return datetime.fromisoformat(saved)
    except ValueError:
        return None


def instant(saved: str) -> datetime:
    """The time of a save, to sort by: the same hour told in two time zones is two times; none is the earliest."""
    time = parse_time(saved)
    if time is None:
        return datetime.min.replace(tzinfo=UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
