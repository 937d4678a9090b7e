"""The file of a room: what was acknowledged is in it, whatever happens to the process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from game.seminar import keeping
from game.seminar.events import Event, join, vote
from game.seminar.model import Plot
from game.seminar.opening import last_room, take_up, wish_of
from game.seminar.store import SqliteStore, StoreError
from tests.seminar.rooms import NOW, going, opened

#: Writes votes, says each one once it is kept, and stays until it is killed.
WRITER = """
import sys, threading
from pathlib import Path
from game.seminar.events import Event
from game.seminar.store import SqliteStore
store = SqliteStore(Path(sys.argv[1]), {"code": "AAAA"})
for number in range(100_000):
    def done(fault, number=number):
        assert fault is None
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
    store.append([Event("vote", f"v{number}", "@practice", str(number))], done)
threading.Event().wait()
"""


def kept(store: SqliteStore, *events: Event) -> None:
    """Keep events and wait until they are."""
    waiting = threading.Event()
    store.append(events, lambda _: waiting.set())
    assert waiting.wait(5)


@pytest.mark.parametrize("lines", [1, 60, 700])
def test_nothing_acknowledged_is_lost_changed_or_doubled_by_a_kill(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "AAAA.room"
    path.touch()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(lines)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    writer.stdout.close()
    writer.wait()
    store = SqliteStore(path)
    found = [event.value for event in store.events()]
    store.close()
    assert len(found) == len(set(found))
    assert found[: len(acknowledged)] == [str(number) for number in acknowledged]


def test_a_room_is_taken_up_as_it_was(ferry: Plot, tmp_path: Path) -> None:
    live = opened(ferry, tmp_path)
    kept(live.store, join("v0"), going(ferry, "scene"), vote("v0", "quay", "wait"), Event("close"))  # type: ignore[arg-type]
    live.store.close()
    room = last_room(tmp_path, ferry.cut.story)
    assert wish_of(room).variant == {"radio": "on"}
    again = take_up(room, ferry, lambda: 0.0)
    assert again.code == live.code
    assert again.room.voters["v0"].votes == {"quay": "wait"}
    assert not again.room.stage.open
    assert again.voter("00") == live.voter("00")
    again.store.close()


def test_a_room_of_another_version_is_not_taken_up(ferry: Plot, tmp_path: Path) -> None:
    live = opened(ferry, tmp_path)
    live.store.close()
    with sqlite3.connect(live.store.path) as base:  # type: ignore[attr-defined]
        base.execute("update about set value = 'other' where name = 'fingerprint'")
    base.close()
    with pytest.raises(StoreError, match="another version"):
        last_room(tmp_path, ferry.cut.story)
    with pytest.raises(StoreError, match="no room QQQQ"):
        last_room(tmp_path, ferry.cut.story, "qqqq")


@pytest.mark.parametrize(("hours", "keep", "left"), [(23, False, 1), (24, False, 0), (500, True, 1)])
def test_a_room_is_deleted_after_a_day_unless_it_is_kept(
    ferry: Plot, tmp_path: Path, hours: int, keep: bool, left: int
) -> None:
    live = opened(ferry, tmp_path)
    live.store.close()
    if keep:
        with sqlite3.connect(live.store.path) as base:  # type: ignore[attr-defined]
            base.execute("update about set value = 'yes' where name = 'keep'")
        base.close()
    assert keeping.sweep(tmp_path, NOW + timedelta(hours=hours)) == 1 - left
    assert len(list(tmp_path.iterdir())) == left


def test_a_file_that_is_no_room_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / "NOPE.room"
    path.write_bytes(b"a shopping list, long enough not to be taken for an empty file" * 40)
    assert keeping.sweep(tmp_path, NOW + timedelta(days=9)) == 0
    assert path.exists()
    with pytest.raises(StoreError, match="cannot be used as a room"):
        SqliteStore(path)


def test_only_its_owner_can_read_a_room(ferry: Plot, tmp_path: Path) -> None:
    live = opened(ferry, tmp_path)
    assert live.store.path.stat().st_mode & 0o077 == 0  # type: ignore[attr-defined]
    live.store.close()


def test_no_event_but_a_step_has_a_time(ferry: Plot, tmp_path: Path) -> None:
    live = opened(ferry, tmp_path)
    live.store.close()
    with sqlite3.connect(live.store.path) as base:  # type: ignore[attr-defined]
        columns = [row[1] for row in base.execute("pragma table_info(events)")]
    base.close()
    assert columns == ["number", "kind", "voter", "key", "value"]
