"""The server over real sockets: streams, how often they are pushed to, and how it stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from game.seminar import ballots
from game.seminar.address import listening
from game.seminar.live import LiveRoom
from game.seminar.web.limits import Limits
from game.seminar.web.serving import Serving
from tests.seminar.rooms import at, server, token

#: Longer than any of this takes; only a fault waits for it.
LONG = 20


@dataclass
class Phone:
    """A phone's stream as its browser sees it: the events, in order."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    events: list[tuple[str, str]] = field(default_factory=list)

    async def event(self) -> tuple[str, str]:
        """The next event that says something."""
        kind, lines = "", []
        async with asyncio.timeout(LONG):
            while True:
                line = (await self.reader.readline()).decode().rstrip("\r\n")
                if line.startswith("event:"):
                    kind = line[6:].strip()
                elif line.startswith("data:"):
                    lines.append(line[5:].strip())
                elif self.reader.at_eof():
                    return "end", ""
                elif not line and kind:
                    self.events.append((kind, "\n".join(lines)))
                    return self.events[-1]

    def close(self) -> None:
        self.writer.close()


@dataclass
class Served:
    """A room that listens, and requests to it."""

    live: LiveRoom
    serving: Serving
    port: int

    async def request(self, method: str, what: str, number: int = 1, body: str = "") -> Phone:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        head = [f"{method} /{self.live.code}{what} HTTP/1.1", "Host: room", f"X-Voter: {token(number)}"]
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "", body]
        writer.write("\r\n".join(head).encode())
        return Phone(reader, writer)

    async def done(self, method: str, what: str, number: int = 1, body: str = "") -> int:
        phone = await self.request(method, what, number, body)
        status = int((await phone.reader.readline()).split()[1])
        phone.close()
        return status

    async def stream(self, number: int) -> Phone:
        assert await self.done("POST", "/JOIN", number) == 200
        return await self.request("GET", f"/LIVE?v={token(number)}", number)


@asynccontextmanager
async def serving(live: LiveRoom, clock: Callable[[], float] = lambda: 0.0) -> AsyncIterator[Served]:
    sock = listening("127.0.0.1", 0)
    running = Serving(server(live, Limits(clock, lifted=True)).app(), sock)
    try:
        yield Served(live, running, sock.getsockname()[1])
    finally:
        await running.stop()


async def test_a_step_is_one_push_a_phone_and_no_vote_of_others_is_any(live: LiveRoom) -> None:
    async with serving(live) as served:
        phones = [await served.stream(number) for number in range(6)]
        for phone in phones:
            await phone.event()
        for number in range(6):
            assert await served.done("POST", "/VOTE", number, f"ballot={ballots.PRACTICE}&value=tea") == 200
        await live.go(at(live.room.plot, "scene"))
        for phone in phones:
            kind, text = await phone.event()
            assert kind == "page"
            assert "Go aboard" in text
            assert len(phone.events) <= 3  # the page, perhaps one's own vote in it, the step
        live.close()
        assert {(await phone.event())[0] for phone in phones} <= {"closed", "page"}
        for phone in phones:
            phone.close()


async def test_the_wall_hears_of_votes_and_phones_do_not(live: LiveRoom) -> None:
    async with serving(live) as served:
        phone = await served.stream(1)
        await phone.event()
        await live.go(at(live.room.plot, "scene"))
        assert "Go aboard" in (await phone.event())[1]
        wall = await served.request("GET", "/WALL/LIVE")
        assert "in tenths: 0" in (await wall.event())[1]
        assert await served.done("POST", "/JOIN", 2) == 200
        assert await served.done("POST", "/VOTE", 2, "ballot=quay&value=wait") == 200
        while "in tenths: 5" not in (await wall.event())[1]:
            pass
        live.close()
        assert (await phone.event())[0] == "closed"
        phone.close()
        wall.close()


async def test_stopping_tells_every_phone_and_does_not_wait_for_them(live: LiveRoom) -> None:
    async with serving(live) as served:
        phones = [await served.stream(number) for number in range(40)]
        for phone in phones:
            assert (await phone.event())[0] == "page"
        live.close()
        await asyncio.wait_for(served.serving.stop(), LONG)
        assert [(await phone.event())[0] for phone in phones] == ["closed"] * 40
        assert (await phones[0].event())[0] == "end"
        for phone in phones:
            phone.close()


async def test_a_phone_that_never_reads_holds_nobody_up(live: LiveRoom) -> None:
    async with serving(live) as served:
        deaf = [await served.stream(number) for number in range(5)]
        phone = await served.stream(9)
        await phone.event()
        steps = len(live.room.plot.order)
        for step in range(1, 3 * steps):
            await live.go(step % steps)
            await phone.event()
        assert live.room.stage.step == (3 * steps - 1) % steps
        live.close()
        for each in (*deaf, phone):
            each.close()


async def test_a_phone_that_is_unknown_is_told_to_come_in_again(live: LiveRoom) -> None:
    async with serving(live) as served:
        phone = await served.request("GET", f"/LIVE?v={token(77)}")
        assert (await phone.event())[0] == "gone"
        phone.close()


@pytest.mark.parametrize("finish", [True, False])
async def test_a_room_that_is_over_says_so_so_that_phones_forget_it(live: LiveRoom, finish: bool) -> None:
    from game.seminar.events import Event

    async with serving(live) as served:
        phone = await served.stream(1)
        await phone.event()
        if finish:
            await live.act(Event("finish"))
            assert "The room is closed" in (await phone.event())[1]
        live.close()
        assert (await phone.event())[0] == ("over" if finish else "closed")
        phone.close()
