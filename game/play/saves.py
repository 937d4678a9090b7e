"""Playthroughs on disk: one JSON file each, written whole after every step, with the one before kept beside it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from game.play import codec
from game.play.codec import Damage, Record
from game.play.journal import Journal
from game.play.machine import StoryMachine
from game.play.memory import Memory
from game.play.replay import fitting, refit
from game.play.session import Clock, Session

MEMORY = "player.json"
BACKUP = ".bak"
#: No playthrough of a story is as large; a larger file is somebody else's.
LARGEST = 32 * 1024 * 1024

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class SaveInfo:
    """One kept playthrough, as a list shows it; ``saved`` is its time in ISO 8601."""

    file: Path
    id: str
    name: str
    story_id: str
    story_title: str
    story_path: Path
    role: str
    role_name: str
    place: str
    steps: int
    saved: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file that could not be read, why, and whether the copy before it can be."""

    file: Path
    reason: str
    backup: Path | None


def fresh_id() -> str:
    """Eight hexadecimal digits for a new playthrough."""
    return secrets.token_hex(4).upper()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that at every instant the old or the new one is there, whole.

    The one that was there is kept beside it.  Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_previous(path)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _keep_previous(path: Path) -> None:
    """Keep the file that is about to be replaced, without a moment in which it is gone."""
    if not path.exists():
        return
    spare = path.with_name(f".{path.name}.{os.getpid()}.old")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # no links on this file system
        spare.write_bytes(path.read_bytes())
    spare.replace(path.with_name(path.name + BACKUP))


def read_text(path: Path) -> str:
    """The text of a save.  Raises Damage with the reason."""
    try:
        if path.stat().st_size > LARGEST:
            raise Damage(f"it is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise Damage("it is not UTF-8 text") from None
    except OSError as fault:
        raise Damage(fault.strerror or "it cannot be read") from None


def _stamp(path: Path) -> Stamp | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


@dataclass(slots=True)
class Keeper:
    """Keeps one session in one file; another window's file is never overwritten."""

    folder: SaveFolder
    id: str
    file: Path
    started: str
    stamp: Stamp | None = None
    name: str = ""
    encoder: codec.Encoder | None = None

    def __call__(self, session: Session) -> str:
        """Write the session; a notice where another window went on with this playthrough.  Raises OSError."""
        notice = ""
        if _stamp(self.file) != self.stamp:
            self.id = fresh_id()
            self.file = self.folder.file_for(session, self.id)
            notice = "This playthrough was continued somewhere else; from here on yours is kept as one of its own."
        if self.encoder is None:
            self.encoder = codec.Encoder()
        now = session.clock().isoformat(timespec="seconds") if session.clock else ""
        write_whole(
            self.file,
            self.encoder.encode(session, self.id, self.name, self.started or now, now),
        )
        self.started = self.started or now
        self.stamp = _stamp(self.file)
        if session.ended:
            self.folder.remember_ending(session.story.id, session.scene.id)
        return notice


@dataclass(slots=True)
class SaveFolder:
    """The folder playthroughs are kept in."""

    path: Path

    def file_for(self, session: Session, save_id: str) -> Path:
        """The file of a playthrough."""
        return self.path / f"{session.story.id}-{session.role}-{save_id}.json"

    def keeper(self, session: Session) -> Keeper:
        """What keeps a new playthrough; nothing is written before its first step."""
        save_id = fresh_id()
        return Keeper(self, save_id, self.file_for(session, save_id), "")

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
        """Every playthrough, the last played first, and every file that could not be read."""
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
                backup = file.with_name(file.name + BACKUP)
                damaged.append(Damaged(file, str(damage), backup if _readable(backup) else None))
        return sorted(kept, key=lambda info: info.saved, reverse=True), damaged

    def read(self, file: Path) -> Record:
        """What a save holds.  Raises Damage."""
        return codec.decode(read_text(file))

    def info(self, file: Path) -> SaveInfo:
        """What a list shows of a save.  Raises Damage."""
        return _info(file, self.read(file))

    def resume(self, file: Path, machine: StoryMachine, clock: Clock | None) -> Session:
        """Go on with a playthrough; notices say where it no longer fits.  Raises Damage."""
        stamp = _stamp(file)
        record = self.read(file)
        if record.story_id != machine.story.id:
            raise Damage(f"it is of the story “{record.story_id}”")
        if record.role not in machine.story.roles:
            raise Damage(f"the story has no role “{record.role}” any more")
        settings, carried, strange = fitting(machine.story, record.settings, record.carried)
        session = Session(
            machine,
            record.role,
            settings,
            seed=record.seed,
            carried=carried,
            earlier=record.earlier,
            clock=clock,
        )
        journal = Journal(list(record.steps), record.head, list(record.notes))
        misfit = refit(session, journal, edited=record.fingerprint != machine.story.fingerprint)
        misfit = " ".join(filter(None, (strange, misfit)))
        keeper = Keeper(self, record.id, file, record.started, stamp, record.name)
        if misfit:
            keeper = self.keeper(session)
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
        memory = self.memory()
        before = memory.encode()
        change(memory)
        if memory.encode() != before:
            write_whole(self.path / MEMORY, memory.encode())

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
        story_id=record.story_id,
        story_title=record.story_title,
        story_path=Path(record.story_path),
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
