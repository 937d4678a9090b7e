"""The files of rooms: where they lie, how old they may get, and how they go."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from game.seminar.store import SqliteStore, StoreError

#: A room is deleted when it is as old as this.
LIFETIME = timedelta(hours=24)
#: Letters and digits that can't be taken for one another.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 4
SUFFIX = ".room"


@dataclass(frozen=True, slots=True)
class Kept:
    """A room's file, with what it says of itself."""

    path: Path
    about: dict[str, str]

    @property
    def code(self) -> str:
        """The room's code."""
        return self.about.get("code", "")

    @property
    def opened(self) -> datetime:
        """When it was opened."""
        return datetime.fromisoformat(self.about["opened"])

    def over(self, now: datetime) -> bool:
        """Whether it is to be deleted."""
        return self.about.get("keep") != "yes" and now - self.opened >= LIFETIME


def new_code() -> str:
    """The code of a new room."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def create(folder: Path, about: dict[str, str], now: datetime) -> SqliteStore:
    """A new room's store, readable by its owner alone.  Raises StoreError."""
    code = new_code()
    path = folder / f"{code}{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return create(folder, about, now)
    except OSError as fault:
        raise StoreError(f"no room can be kept in {folder}: {fault.strerror}") from None
    own = {"code": code, "secret": secrets.token_hex(16), "opened": now.isoformat(timespec="minutes")}
    return SqliteStore(path, {**about, **own})


def kept(folder: Path) -> Iterator[Kept]:
    """The rooms in a folder that can be read, the last opened first."""
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(StoreError, KeyError, ValueError):
            store = SqliteStore(path)
            about = store.about()
            store.close()
            datetime.fromisoformat(about["opened"])
            found.append((path.stat().st_mtime, Kept(path, about)))
    yield from (room for _, room in sorted(found, key=lambda item: -item[0]))


def delete(path: Path) -> None:
    """Delete a room's file and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def sweep(folder: Path, now: datetime) -> int:
    """Delete the rooms whose time is over, and answer how many."""
    over = [room for room in kept(folder) if room.over(now)]
    for room in over:
        delete(room.path)
    return len(over)
