"""One room, several processes: each hears what the others write, in one order, whatever becomes of them or the database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from game.seminar import ballots, store_entries
from game.seminar.events import Event, vote
from game.seminar.host import _over
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.model import Room
from game.seminar.opening import Wish, last_room, open_room, take_up
from game.seminar.plot import Plot
from game.seminar.store_database import Database
from game.seminar.store_line import Line
from game.seminar.watching import Watcher
from game.seminar.web.limits import JOINS, Limits
from tests.seminar import postgres
from tests.seminar.rooms import NOW, at, going, token

#: Longer than any of this takes; only a fault waits for it.
LONG = 30


@asynccontextmanager
async def served(plot: Plot, address: str, many: int = 2) -> AsyncIterator[list[LiveRoom]]:
    """A new room, and so many processes' models of it."""
    place = Database(address)
    lives = [open_room(place, plot, Wish(k=3, variant={"radio": "on"}), NOW, lambda: 0.0)]
    lives += [take_up(place, last_room(place, plot.cut.story), plot, lambda: 0.0) for _ in range(many - 1)]
    async with asyncio.timeout(LONG):
        try:
            yield lives
        finally:
            for live in lives:
                live.close()


async def until(live: LiveRoom, seen: Callable[[], object]) -> None:
    """Wait until a model of the room is as it should be."""
    watcher = Watcher(counts=True)
    live.watch(watcher)
    while not seen():
        await watcher.changed.wait()
        watcher.changed.clear()
    live.unwatch(watcher)


async def same(*lives: LiveRoom) -> None:
    """Wait until all models have read the whole log, and hold them against one another and against the log."""
    events = lives[0].store.events()
    last = max(live.version for live in lives)
    for live in lives:
        await until(live, lambda live=live: live.version >= last)  # type: ignore[misc]
        again = Room(live.room.plot, events)
        assert {name: voter.votes for name, voter in live.room.voters.items()} == {
            name: voter.votes for name, voter in again.voters.items()
        }
        assert {name: voter.role for name, voter in live.room.voters.items()} == {
            name: voter.role for name, voter in again.voters.items()
        }
        assert live.room.stages == again.stages


async def insistent(live: LiveRoom, number: int, ballot: str, value: str) -> int:
    """Vote as a phone does, again and again until it is kept; how often it was told that it is not."""
    refused = 0
    while True:
        try:
            assert await live.vote(token(number), ballot, value)
        except NotKeptError:
            refused += 1
            await asyncio.sleep(0.01)  # a phone waits longer
        else:
            return refused


async def test_a_vote_in_one_process_is_counted_in_the_other(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        await one.join(token(1))
        assert await one.vote(token(1), ballots.PRACTICE, "tea")
        await until(two, lambda: two.room.decided() == (1, 1))
        assert await two.vote(token(1), ballots.PRACTICE, "coffee")
        await until(one, lambda: [voter.votes for voter in one.room.voters.values()] == [{ballots.PRACTICE: "coffee"}])
        await two.go(at(ferry, "scene"))
        await until(one, lambda: one.room.step.kind == "scene")
        assert not await one.vote(token(1), ballots.PRACTICE, "tea")
        await same(one, two)
        assert one.version == two.version


async def test_all_processes_tell_the_same_story_whoever_writes_when(ferry: Plot, database: str) -> None:
    async with served(ferry, database, 3) as lives:

        async def phone(number: int) -> None:
            await lives[number % 3].join(token(number))
            for turn in range(4):
                await lives[(number + turn) % 3].vote(token(number), ballots.PRACTICE, ("tea", "coffee")[turn % 2])

        async def leader() -> None:
            for step in range(1, 6):
                await lives[step % 3].act(Event("extend"))
                await lives[(step + 1) % 3].act(Event("undo"))

        await asyncio.gather(leader(), *(phone(number) for number in range(40)))
        await same(*lives)
        assert len(lives[0].room.voters) == 40


async def test_what_was_closed_elsewhere_takes_no_vote_here(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        await one.join(token(1))
        await until(two, lambda: two.room.voters)
        closed, taken = await asyncio.gather(
            two.act(Event("close")), one.vote(token(1), ballots.PRACTICE, "tea"), return_exceptions=True
        )
        await same(one, two)
        assert closed is True
        assert taken == bool(next(iter(two.room.voters.values())).votes)


async def test_nobody_is_without_a_role_who_came_in_while_they_were_dealt_elsewhere(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        coming = [live.join(token(number)) for number in range(30) for live in ((one, two)[number % 2],)]
        await asyncio.gather(*coming[:20], one.go(at(ferry, "roles")), *coming[20:])
        await until(one, lambda: len(one.room.voters) == 30 and all(v.role for v in one.room.voters.values()))
        await same(one, two)
        roles = [voter.role for voter in two.room.voters.values()]
        assert abs(roles.count("mate") - roles.count("master")) <= 6


async def test_who_was_not_known_where_the_roles_were_dealt_is_dealt_one_where_they_came_in(
    ferry: Plot, database: str
) -> None:
    async with served(ferry, database) as (one, two):
        await two.join(token(1))
        third = Database(database).open(one.code)
        third.append([going(ferry, "roles")], lambda fault: None)  # as if nothing of it had been heard there yet
        await until(two, lambda: all(voter.role for voter in two.room.voters.values()))
        third.close()
        await same(one, two)


async def test_who_leaves_here_is_forgotten_there_and_what_is_revealed_stays(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        for number in range(8):
            await one.join(token(number))
            await one.vote(token(number), ballots.PRACTICE, "tea")
        await one.act(Event("show", "", "", "practice"))
        await until(two, lambda: two.room.stage.shown)
        before = two.revealed()
        await two.leave(token(0))
        await until(one, lambda: len(one.room.voters) == 7)
        await same(one, two)
        assert one.revealed() == two.revealed() == before
        assert not [event for event in one.store.events() if event.voter == one.voter(token(0))]
        await one.join(token(9))
        await same(one, two)


async def test_a_database_that_goes_away_loses_nothing_and_doubles_nothing(
    ferry: Plot, database: str, server: postgres.Server
) -> None:
    async with served(ferry, database) as (one, two):
        for number in range(6):
            await (one, two)[number % 2].join(token(number))
        await until(one, lambda: len(one.room.voters) == 6)
        await until(two, lambda: len(two.room.voters) == 6)
        voting = [
            asyncio.create_task(insistent((one, two)[number % 2], number, ballots.PRACTICE, "tea"))
            for number in range(6)
        ]
        await asyncio.to_thread(server.stop)  # while they are on their way
        try:
            with pytest.raises(NotKeptError, match="database"):
                await one.join(token(6))
            assert len(one.room.voters) == 6
        finally:
            await asyncio.to_thread(server.start)
        await asyncio.gather(*voting)
        await same(one, two)
        votes = [event for event in one.store.events() if event.kind == "vote"]
        assert sorted(event.voter for event in votes) == sorted(one.voter(token(number)) for number in range(6))


async def test_a_vote_that_was_kept_and_whose_answer_was_lost_is_not_written_again(
    ferry: Plot, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psycopg

    def broken_off(line: Line, room: int, events: Sequence[Event]) -> None:
        monkeypatch.undo()
        store_entries.append(line, room, events)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    async with served(ferry, database, 1) as (one,):
        await one.join(token(1))
        told = threading.Event()
        hear = one.store._heard  # type: ignore[attr-defined]
        one.store._heard = lambda log: (hear(log), told.set())  # type: ignore[attr-defined]
        monkeypatch.setattr(store_entries, "append", broken_off)
        with pytest.raises(NotKeptError):
            await one.vote(token(1), ballots.PRACTICE, "tea")
        assert told.wait(LONG)  # nothing else runs on the loop meanwhile: the room itself has not heard of it
        await insistent(one, 1, ballots.PRACTICE, "tea")
        assert [event.kind for event in one.store.events()] == ["join", "vote"]


async def test_a_line_that_is_cut_is_dialled_again_and_nothing_is_missed(ferry: Plot, database: str) -> None:
    import psycopg

    async with served(ferry, database) as (one, two):
        await two.join(token(1))
        await one.join(token(2))
        with psycopg.connect(database, autocommit=True) as line:
            line.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rollout'")
        await insistent(two, 1, ballots.PRACTICE, "tea")
        await until(one, lambda: one.room.decided()[0] == 1)
        await same(one, two)


async def test_a_room_that_is_ended_or_deleted_is_over_everywhere(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        await one.join(token(1))
        await until(two, lambda: two.room.voters)
        Database(database).delete(one.code)
        await until(two, lambda: two.room.stage.finished)
        await until(one, lambda: one.room.stage.finished)
        assert not await one.act(Event("open"))
        with pytest.raises(NotKeptError, match="deleted"):
            await one.join(token(5))


async def test_a_class_that_is_let_in_from_one_address_is_let_in_everywhere(ferry: Plot, database: str) -> None:
    async with served(ferry, database) as (one, two):
        limits = Limits(lambda: 0.0)
        following = asyncio.create_task(_over(two, limits, None))
        assert [limits.join("router", 0) for _ in range(JOINS + 1)] == [True] * JOINS + [False]
        await one.act(Event("admit"))
        await until(two, lambda: limits.join("router", 0))
        late = take_up(Database(database), last_room(Database(database), ferry.cut.story), ferry, lambda: 0.0)
        assert late.room.admitted
        late.store.close()
        following.cancel()


async def test_a_process_that_comes_later_finds_what_was_before_and_misses_nothing(ferry: Plot, database: str) -> None:
    async with served(ferry, database, 1) as (one,):
        await one.join(token(1))
        await one.join(token(3))
        await one.leave(token(3))
        place = Database(database)
        early, late = (take_up(place, last_room(place, ferry.cut.story), ferry, lambda: 0.0) for _ in range(2))
        await until(early, lambda: early.version == one.version)  # though what was left is in the log no more
        early.close()
        await one.join(token(2))  # after it has read the log, and before anything has happened there
        await until(late, lambda: len(late.room.voters) == 2)
        await same(one, late)
        late.close()


def test_no_number_is_seen_before_a_smaller_one(database: str) -> None:
    """Two processes write as fast as they can; a third hears each entry once, in the order of the numbers."""
    place = Database(database)
    stores = [place.create({}, NOW)]
    stores += [place.open(stores[0].about()["code"]) for _ in range(2)]
    heard: list[Event] = []
    numbers: list[int] = []
    whole = threading.Event()

    def hear(log: object) -> None:
        heard.extend(log.events)  # type: ignore[attr-defined]
        numbers.append(log.number)  # type: ignore[attr-defined]
        if len(heard) == 400:
            whole.set()

    stores[2].events()
    stores[2].follow(hear)
    for number in range(200):
        for name, store in zip("ab", stores, strict=False):
            store.append([vote(f"{name}{number}", "@practice", "tea")], lambda fault: None)
    assert whole.wait(LONG)
    assert numbers == sorted(set(numbers))
    assert heard == stores[2].events()
    for name in "ab":
        mine = [event.voter for event in heard if event.voter.startswith(name)]
        assert mine == [f"{name}{number}" for number in range(200)]
    for store in stores:
        store.close()
