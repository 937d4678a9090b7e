"""Where rooms are kept, how old they may get, and how they go."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from game.seminar.store import SqliteStore, Store, StoreError

#: A room is deleted when it is as old as this.
LIFETIME = timedelta(hours=24)
#: Letters and digits that can't be taken for one another.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 4
SUFFIX = ".room"


class Kept(Struct, frozen=True):
    """A room that is kept, by what it says of itself."""

    about: dict[str, str]

    @property
    def code(self) -> str:
        """The room's code."""
        return self.about.get("code", "")

    @property
    def opened(self) -> datetime:
        """When it was opened.  Raises KeyError, ValueError or TypeError where it does not say that."""
        opened = datetime.fromisoformat(self.about["opened"])
        if opened.tzinfo is None:
            raise ValueError("a time without its zone")
        return opened

    def over(self, now: datetime) -> bool:
        """Whether it is to be deleted."""
        return self.about.get("keep") != "yes" and now - self.opened >= LIFETIME


class Rooms(Protocol):
    """A place for rooms: a folder on this computer, or a database that several reach.  What it does raises StoreError."""

    def create(self, about: dict[str, str], now: datetime) -> Store:
        """A new room's store."""

    def kept(self) -> Iterator[Kept]:
        """The rooms that can be read, the last opened first."""

    def open(self, code: str) -> Store:
        """The store of a room."""

    def delete(self, code: str) -> None:
        """Delete a room, where it is still there."""


def new_code() -> str:
    """The code of a new room."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def own(code: str, now: datetime) -> dict[str, str]:
    """What every room says of itself."""
    return {"code": code, "secret": secrets.token_hex(16), "opened": now.isoformat(timespec="minutes")}


def sweep(rooms: Rooms, now: datetime) -> int:
    """Delete the rooms whose time is over, and answer how many.  Raises StoreError."""
    over = [room for room in rooms.kept() if room.over(now)]
    for room in over:
        rooms.delete(room.code)
    return len(over)


class Folder:
    """The rooms of one folder, a file each."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def file(self, code: str) -> Path:
        """The file of a room."""
        return self.path / f"{code}{SUFFIX}"

    def create(self, about: dict[str, str], now: datetime) -> SqliteStore:
        """A new room's store, readable by its owner alone.  Raises StoreError."""
        code = new_code()
        path = self.file(code)
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            return self.create(about, now)
        except OSError as fault:
            raise StoreError(f"no room can be kept in {self}: {fault.strerror}") from None
        return SqliteStore(path, {**about, **own(code, now)})

    def kept(self) -> Iterator[Kept]:
        """The rooms that can be read, the last opened first."""
        found = []
        for path in self.path.glob(f"*{SUFFIX}"):
            with contextlib.suppress(StoreError, KeyError, ValueError, TypeError):
                store = SqliteStore(path)
                room = Kept({**store.about(), "code": path.stem})
                store.close()
                found.append((path.stat().st_mtime, room.opened, room))
        yield from (room for *_, room in sorted(found, key=lambda item: item[:2], reverse=True))

    def open(self, code: str) -> SqliteStore:
        """The store of a room.  Raises StoreError."""
        return SqliteStore(self.file(code))

    def delete(self, code: str) -> None:
        """Delete a room's file and what SQLite keeps beside it."""
        path = self.file(code)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
