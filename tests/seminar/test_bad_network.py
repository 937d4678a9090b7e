"""Phones behind a network that delays and drops: nothing they were told is in is lost, and nothing counts twice."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import pytest

from benchmarks.seminar_phones import Network, Phone, token
from game.seminar import ballots
from game.seminar.live import LiveRoom
from tests.seminar.rooms import at
from tests.seminar.test_serving import LONG, Served, serving

MANY = 12
#: Nobody waits here for a person's network.
PACE = 0.01


@asynccontextmanager
async def bad(served: Served, drops: float) -> AsyncIterator[tuple[Network, list[Phone]]]:
    """Phones behind a network that drops so many connections."""
    chance = random.Random(20)
    network = Network(served.port, chance, (0.0, 0.002), drops)
    port = await network.open()
    try:
        yield network, [Phone(port, served.live.code, token(chance), PACE) for _ in range(MANY)]
    finally:
        await network.close()


async def play(live: LiveRoom, phones: list[Phone], chance: random.Random) -> dict[str, str]:
    """All vote at each of three steps, more than once, and say what was acknowledged last."""
    said: dict[str, str] = {}

    async def votes(phone: Phone, ballot: str, values: tuple[str, ...]) -> None:
        for _ in range(3):
            value = chance.choice(values)
            assert await phone.vote(ballot, value) == 200
            said[f"{live.voter(phone.token)}/{ballot}"] = value

    for kind, ballot, values in (
        ("join", ballots.PRACTICE, ("tea", "coffee")),
        ("scene", "quay", ("board", "wait")),
        ("first", ballots.FIRST, ("turn", "hold")),
    ):
        await live.go(at(live.room.plot, kind))
        await asyncio.gather(*(votes(phone, ballot, values) for phone in phones))
    return said


@pytest.mark.parametrize(("drops", "least"), [(0.0, 0), (0.02, 0), (0.4, 20)])
async def test_no_acknowledged_vote_is_lost_or_doubled(live: LiveRoom, drops: float, least: int) -> None:
    seconds = count()  # a second goes by whenever anybody looks at the clock, so that trying again is never too much
    async with (
        serving(live, lambda: float(next(seconds))) as served,
        bad(served, drops) as (network, phones),
        asyncio.timeout(LONG),
    ):
        await asyncio.gather(*(phone.join() for phone in phones))
        streams = [asyncio.create_task(phone.listen()) for phone in phones]
        said = await play(live, phones, random.Random(3))
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        assert network.dropped >= least
    assert len(live.room.voters) == MANY
    for name, voter in live.room.voters.items():
        assert voter.votes == {ballot: said[f"{name}/{ballot}"] for ballot in voter.votes}
        assert len(voter.votes) == 3
    votes = [(event.voter, event.key) for event in live.store.events() if event.kind == "vote"]
    assert len({name for name, _ in votes}) == MANY
    assert len(votes) <= 9 * MANY  # what was sent again is there once


async def test_a_phone_whose_stream_was_dropped_comes_to_the_step_that_the_room_is_at(live: LiveRoom) -> None:
    async with serving(live) as served, bad(served, 0.6) as (network, phones), asyncio.timeout(LONG):
        arrived = {phone.token: asyncio.Event() for phone in phones}

        def looking(phone: Phone) -> asyncio.Task[None]:
            async def heard(line: str) -> None:
                if "Go aboard" in line:
                    arrived[phone.token].set()

            return asyncio.create_task(phone.listen(heard))

        await asyncio.gather(*(phone.join() for phone in phones))
        streams = [looking(phone) for phone in phones]
        await live.go(at(live.room.plot, "scene"))
        await asyncio.gather(*(each.wait() for each in arrived.values()))
        assert network.dropped
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)


async def test_phones_that_went_out_of_reach_are_not_held_for_ever(live: LiveRoom) -> None:
    """Nobody is told that they went: each comes again, and only its last few streams are held."""
    from game.seminar.watching import MOST_OF_ONE

    async with serving(live) as served, asyncio.timeout(LONG):
        streams = [await served.stream(1) for _ in range(3 * MOST_OF_ONE)]
        for stream in streams:
            await stream.event()
        assert len(live.watchers) == MOST_OF_ONE
        await live.go(at(live.room.plot, "scene"))
        assert "Go aboard" in (await streams[-1].event())[1]
        for stream in streams:
            stream.close()


async def test_a_phone_that_takes_nothing_is_cut_off_and_nothing_is_held_for_it(
    live: LiveRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import socket

    from game.seminar.web import patience

    monkeypatch.setattr(patience, "PATIENCE", 0.05)
    loop = asyncio.get_running_loop()
    async with serving(live) as served, asyncio.timeout(LONG):
        caplog.set_level("WARNING", "uvicorn.error")
        phone = await served.stream(2)
        assert await served.done("POST", "/JOIN", 1) == 200
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            deaf.setblocking(False)
            await loop.sock_connect(deaf, ("127.0.0.1", served.port))
            asked = f"GET /{live.code}/LIVE?v={1:016x} HTTP/1.1\r\nHost: room\r\n\r\n"
            await loop.sock_sendall(deaf, asked.encode())
            await phone.event()
            step = 0
            while len(live.watchers) > 1 or step == 0:
                step += 1
                await live.go(step % len(live.room.plot.order))
                await phone.event()
        held = [each.transport for each in served.serving._server.server_state.connections]
        assert len(held) == 1
        phone.close()
    assert not caplog.records
