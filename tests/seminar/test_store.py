"""What a room is kept in: what was acknowledged is in it, whatever happens to the process.  A file, and a database."""

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
from game.seminar.keeping import Folder, Rooms
from game.seminar.opening import Wish, last_room, open_room, take_up, wish_of
from game.seminar.plot import Plot
from game.seminar.store import SqliteStore, Store, StoreError
from tests.seminar import rooms
from tests.seminar.rooms import NOW, going

ROOT = Path(__file__).parents[2]
#: Writes votes, says each one once it is kept, and stays until it is killed.
WRITER = """
import sys, threading
from game.seminar.events import Event
from benchmarks.seminar_places import place
store = place(sys.argv[1]).open(sys.argv[2])
for number in range(int(sys.argv[3]), 100_000):
    def done(fault, number=number):
        assert fault is None
        sys.stdout.write(f"{number}\\n")
        sys.stdout.flush()
    store.append([Event("vote", f"v{number}", "@practice", str(number))], done)
threading.Event().wait()
"""


def kept(store: Store, *events: Event) -> Exception | None:
    """Keep events and wait until they are; what was wrong, if it was."""
    waiting, faults = threading.Event(), []

    def done(fault: Exception | None) -> None:
        faults.append(fault)
        waiting.set()

    store.append(events, done)
    assert waiting.wait(10)
    return faults[0]


def forgotten(store: Store, voter: str) -> None:
    waiting = threading.Event()
    store.forget(voter, lambda _: waiting.set())
    assert waiting.wait(10)


def found(place: Rooms, code: str) -> list[Event]:
    """What whoever takes the room up finds."""
    store = place.open(code)
    events = store.events()
    store.close()
    return events


@pytest.mark.parametrize("lines", [1, 60, 700])
def test_nothing_acknowledged_is_lost_changed_or_doubled_by_a_kill(place: Rooms, where: str, lines: int) -> None:
    store = place.create({}, NOW)
    store.close()
    code = store.about()["code"]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, where, code, "0"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert writer.stdout is not None
    acknowledged = [int(writer.stdout.readline()) for _ in range(lines)]
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged += [int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    writer.stdout.close()
    writer.wait()
    values = [event.value for event in found(place, code)]
    assert len(values) == len(set(values))
    assert values[: len(acknowledged)] == [str(number) for number in acknowledged]


def test_a_room_is_taken_up_as_it_was(ferry: Plot, place: Rooms) -> None:
    live = rooms.opened(ferry, place)
    assert not kept(live.store, join("v0"), going(ferry, "scene"), vote("v0", "quay", "wait"), Event("close"))
    live.store.close()
    room = last_room(place, ferry.cut.story)
    assert wish_of(room).variant == {"radio": "on"}
    again = take_up(place, room, ferry, lambda: 0.0)
    assert again.code == live.code
    assert again.room.voters["v0"].votes == {"quay": "wait"}
    assert not again.room.stage.open
    assert again.voter("00") == live.voter("00")
    again.store.close()


def test_the_last_vote_counts_and_who_is_forgotten_has_left_nothing(place: Rooms) -> None:
    store = place.create({}, NOW)
    code = store.about()["code"]
    for voter, value in (("v0", "tea"), ("v1", "tea"), ("v0", "coffee"), ("v1", "coffee"), ("v0", "tea")):
        assert not kept(store, vote(voter, "@practice", value))
    forgotten(store, "v1")
    assert not kept(store, join("v2"))
    store.close()
    events = found(place, code)
    assert [event.value for event in events if event.kind == "vote"] == ["tea", "coffee", "tea"]
    assert {event.voter for event in events} == {"v0", "v2"}


@pytest.mark.parametrize(
    "value", ["'; drop table rollout_room; --", "{}", '{"a"}', "\\", "%s", "\u202e🦆", "x" * 5_000]
)
def test_words_are_kept_as_they_are(place: Rooms, value: str) -> None:
    store = place.create({"base": value}, NOW)
    assert not kept(store, vote("v0", value, value), vote("v0", "", value))
    store.close()
    assert store.about()["base"] == value
    assert found(place, store.about()["code"]) == [vote("v0", value, value), vote("v0", "", value)]


def test_rooms_do_not_see_one_another(ferry: Plot, place: Rooms) -> None:
    one, two = rooms.opened(ferry, place), rooms.opened(ferry, place)
    assert one.code != two.code
    assert one.voter("00") != two.voter("00")
    assert not kept(one.store, join("a"), vote("a", "@practice", "tea"))
    assert not kept(two.store, join("b"))
    forgotten(two.store, "a")
    one.store.close()
    two.store.close()
    assert [event.voter for event in found(place, one.code)] == ["a", "a"]
    assert [event.voter for event in found(place, two.code)] == ["b"]
    place.delete(two.code)
    place.delete(two.code)
    assert [room.code for room in place.kept()] == [one.code]
    assert len(found(place, one.code)) == 2


def test_a_room_of_another_version_is_not_taken_up(ferry: Plot, cutover: Plot, place: Rooms) -> None:
    from msgspec.structs import replace

    rooms.opened(ferry, place).store.close()
    edited = replace(ferry.cut.story, fingerprint="other")
    with pytest.raises(StoreError, match="another version"):
        last_room(place, edited)
    with pytest.raises(StoreError, match="no room QQQQ"):
        last_room(place, ferry.cut.story, "qqqq")
    with pytest.raises(StoreError, match="no room of The Cutover"):
        last_room(place, cutover.cut.story)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("minutes", "7"), ("k", "0"), ("settings", "5"), ("settings", '{"radio": ["on"]}'), ("variant", "[" * 5_000),
        ("seed", "x"), ("port", "x"), ("port", "65536"), ("secret", "zz"),
    ],
)  # fmt: skip
def test_a_room_that_says_what_none_can_be_opened_by_is_refused_in_a_sentence(
    ferry: Plot, tmp_path: Path, name: str, says: str
) -> None:
    place = Folder(tmp_path)
    live = rooms.opened(ferry, place)
    live.store.close()
    code = live.code
    room = last_room(place, ferry.cut.story, code)
    assert wish_of(room).minutes == 50
    with pytest.raises(StoreError, match=f"room {code} does not say what was asked for"):
        wish_of(keeping.Kept({**room.about, name: says}))


@pytest.mark.parametrize(("hours", "keep", "left"), [(23, False, 1), (24, False, 0), (500, True, 1)])
def test_a_room_is_deleted_after_a_day_unless_it_is_kept(
    ferry: Plot, place: Rooms, hours: int, keep: bool, left: int
) -> None:
    open_room(place, ferry, Wish(keep=keep), NOW, lambda: 0.0).store.close()
    assert keeping.sweep(place, NOW + timedelta(hours=hours)) == 1 - left
    assert len(list(place.kept())) == left


def test_a_room_that_does_not_say_how_old_it_is_is_left_alone(place: Rooms) -> None:
    place.create({}, NOW.replace(tzinfo=None)).close()
    place.create({}, NOW).close()
    assert len(list(place.kept())) == 1
    assert keeping.sweep(place, NOW + timedelta(days=9)) == 1


def test_a_file_that_somebody_else_made_is_no_room_and_hinders_none(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    place.create({}, NOW).close()
    with sqlite3.connect(tmp_path / "QQQQ.room") as base:
        base.executescript("create table about (name, value); insert into about values ('opened', 5)")
    base.close()
    assert len(list(place.kept())) == 1
    assert keeping.sweep(place, NOW + timedelta(days=9)) == 1


def test_a_file_that_is_no_room_is_left_alone_and_named(tmp_path: Path) -> None:
    path = tmp_path / "NOPE.room"
    path.write_bytes(b"a shopping list, long enough not to be taken for an empty file" * 40)
    assert keeping.sweep(Folder(tmp_path), NOW + timedelta(days=9)) == 0
    assert path.exists()
    with pytest.raises(StoreError, match="cannot be used as a room"):
        SqliteStore(path)


def test_only_its_owner_can_read_a_room(ferry: Plot, tmp_path: Path) -> None:
    live = rooms.opened(ferry, Folder(tmp_path))
    assert Folder(tmp_path).file(live.code).stat().st_mode & 0o077 == 0
    live.store.close()


def test_no_event_but_a_step_has_a_time(ferry: Plot, tmp_path: Path) -> None:
    live = rooms.opened(ferry, Folder(tmp_path))
    live.store.close()
    with sqlite3.connect(Folder(tmp_path).file(live.code)) as base:
        columns = [row[1] for row in base.execute("pragma table_info(events)")]
    base.close()
    assert columns == ["number", "kind", "voter", "key", "value"]
