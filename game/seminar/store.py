"""Where a room is kept: an append-only log in one SQLite file, written by one thread, several entries a commit.

An entry is answered for when it is on the disk: ``synchronous=FULL``, and nobody is told before the commit.  What is
forgotten is overwritten (``secure_delete``) and cleared from the write-ahead log.
"""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from game.seminar.events import Event

SCHEMA = """
create table if not exists about (name text primary key, value text not null) strict;
create table if not exists events (
  number integer primary key autoincrement, kind text not null, voter text not null, key text not null,
  value text not null
) strict;
create index if not exists of_voter on events (voter) where voter <> '';
"""
#: So many entries are committed together at most.
MOST_TOGETHER = 500
#: What is called when entries are kept, or could not be: with the reason then.  On the store's own thread.
Done = Callable[[Exception | None], None]


class Log(Struct, frozen=True):
    """Entries as they stand in the log, up to a number; ``whole`` where they are all there are, and the rest is gone."""

    events: tuple[Event, ...]
    number: int
    whole: bool = False


#: What is told of entries that another process wrote.  On the store's own thread.
Heard = Callable[[Log], None]


class StoreError(Exception):
    """A room that cannot be read or written, with a sentence."""


class LostError(StoreError):
    """An entry of which it is not known whether it is kept; who follows is told once that is found out."""


class Store(Protocol):
    """What a room is kept in."""

    def about(self) -> dict[str, str]:
        """What is known of the room besides its events."""

    def events(self) -> list[Event]:
        """The log."""

    def follow(self, heard: Heard) -> None:
        """Tell from now on what others write, and first what they wrote since ``events`` was called first.

        It is told in the order of the log: what stands before an entry of one's own is heard before that is done.
        """

    def append(self, events: Sequence[Event], done: Done) -> None:
        """Keep entries, together or not at all; ``done`` is called in the order of the calls."""

    def forget(self, voter: str, done: Done) -> None:
        """Remove all that one voter left."""

    def close(self) -> None:
        """Write what is still to be written, and let go."""


class _Work(Struct, frozen=True):
    events: tuple[Event, ...]
    forget: str
    done: Done


class SqliteStore:
    """A room in one file."""

    def __init__(self, path: Path, about: dict[str, str] | None = None) -> None:
        """Open a room's file, or make it where ``about`` is given.  Raises StoreError."""
        self.path = path
        if about is None and not path.is_file():
            raise StoreError(f"there is no room in {path}")
        try:
            with contextlib.closing(_open(path)) as base, base:
                base.executescript(SCHEMA)
                base.executemany("insert or ignore into about values (?, ?)", (about or {}).items())
        except sqlite3.Error as fault:
            raise StoreError(f"{path} cannot be used as a room: {fault}") from None
        self._work: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="room", daemon=True)
        self._writer.start()

    def about(self) -> dict[str, str]:
        """What is known of the room besides its events."""
        with contextlib.closing(_open(self.path)) as base:
            return dict(base.execute("select name, value from about"))

    def events(self) -> list[Event]:
        """The log."""
        with contextlib.closing(_open(self.path)) as base:
            return [Event(*row) for row in base.execute("select kind, voter, key, value from events order by number")]

    def follow(self, heard: Heard) -> None:
        """Nothing: nobody else writes to the file."""

    def append(self, events: Sequence[Event], done: Done) -> None:
        """Keep entries, together or not at all; ``done`` is called on the writer's thread, in order."""
        self._work.put(_Work(tuple(events), "", done))

    def forget(self, voter: str, done: Done) -> None:
        """Remove all that one voter left, from the log and from the file's free pages."""
        self._work.put(_Work((), voter, done))

    def close(self) -> None:
        """Write what is still to be written, and let go."""
        self._work.put(None)
        self._writer.join()

    def _write(self) -> None:
        base = _open(self.path)
        base.isolation_level = None
        with contextlib.closing(base):
            open_ = True
            while open_:
                first = self._work.get()
                batch = [] if first is None else [first]
                while first is not None and len(batch) < MOST_TOGETHER and not self._work.empty():
                    more = self._work.get()
                    if more is None:
                        open_ = False
                        break
                    batch.append(more)
                open_ = open_ and first is not None
                _commit(base, batch)


def _open(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=5)
    for setting in ("journal_mode=wal", "synchronous=full", "secure_delete=on"):
        base.execute(f"pragma {setting}")
    return base


def _commit(base: sqlite3.Connection, batch: list[_Work]) -> None:
    """One transaction for everything that waits; its outcome is everybody's."""
    fault: Exception | None = None
    try:
        base.execute("begin immediate")
        for work in batch:
            rows = [(event.kind, event.voter, event.key, event.value) for event in work.events]
            base.executemany("insert into events (kind, voter, key, value) values (?, ?, ?, ?)", rows)
            if work.forget:
                base.execute("delete from events where voter = ?", (work.forget,))
        base.execute("commit")
        if any(work.forget for work in batch):
            base.execute("pragma wal_checkpoint(truncate)")
    except sqlite3.Error as error:
        fault = error
        with contextlib.suppress(sqlite3.Error):
            base.execute("rollback")
    for work in batch:
        work.done(fault)
