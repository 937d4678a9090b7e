"""Phones that try again as ``phone.js`` does, and a bad network between them and a room: for benchmarks and tests."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

#: As phone.js: seconds until a vote or a join is sent again, and until a broken stream is opened again.
AGAIN, REOPEN = 1.5, 0.4
#: What goes wrong on the way.
BROKEN = (OSError, EOFError, asyncio.IncompleteReadError, IndexError, ValueError)
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Network:
    """A proxy that delays each piece and drops some connections, at any moment of their life.

    ``deaf`` says that a dropped connection is not closed: nothing comes through any more and nobody is told, as where a
    phone goes out of reach.
    """

    port: int
    chance: random.Random
    delay: tuple[float, float] = (0.0, 0.0)
    drops: float = 0.0
    deaf: bool = False
    carried: int = 0
    dropped: int = 0
    _server: asyncio.Server | None = None
    _held: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self) -> int:
        """Listen; the port that phones go to."""
        self._server = await asyncio.start_server(self._come, "127.0.0.1", 0, backlog=1024)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._held):
            task.cancel()
        await asyncio.gather(*self._held, return_exceptions=True)

    async def _late(self) -> None:
        if self.delay[1]:
            await asyncio.sleep(self.chance.uniform(*self.delay))

    def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A connection, carried in a task of ours, which can be ended without a word."""
        task = asyncio.get_running_loop().create_task(self._carry(reader, writer))
        self._held.add(task)
        task.add_done_callback(self._held.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.carried += 1
        left = [self.chance.randint(1, 3) if self.chance.random() < self.drops else -1]
        ends = [writer]
        try:
            await self._late()
            up, down = await asyncio.open_connection("127.0.0.1", self.port)
            ends.append(down)
            both = [asyncio.create_task(self._pieces(*way, left)) for way in ((reader, down), (up, writer))]
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                if left[0] == 0:
                    self.dropped += 1
                    if self.deaf:
                        await asyncio.Event().wait()
            finally:
                for each in both:
                    each.cancel()
                await asyncio.gather(*both, return_exceptions=True)
        except BROKEN:
            pass
        finally:
            for end in ends:
                end.transport.abort() if left[0] == 0 else end.close()

    async def _pieces(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: list[int]) -> None:
        """Carry pieces one way; ``left`` counts those until the connection drops, both ways together."""
        with contextlib.suppress(*BROKEN):
            while piece := await reader.read(65_536):
                await self._late()
                left[0] -= left[0] > 0
                if left[0] == 0:
                    return
                writer.write(piece)
                await writer.drain()


@dataclass
class Phone:
    """One phone.  ``pace`` shortens its pauses where nobody has to wait for a person's network."""

    port: int
    code: str
    token: str
    pace: float = 1.0
    source: str = "127.0.0.1"
    joins: int = 0

    async def post(self, what: str, body: str = "") -> tuple[int, str]:
        """One request on a connection of its own."""
        reader, writer = await self.asked("POST", what, body)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            text = await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0]))
            return int(head.split()[1]), text.decode()
        finally:
            writer.close()

    async def asked(self, method: str, what: str, body: str = "") -> Stream:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(self.source, 0))
        head = f"{method} /{self.code}{what} HTTP/1.1\r\nHost: room\r\nX-Voter: {self.token}\r\nConnection: close\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        writer.write(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        return reader, writer

    async def join(self) -> None:
        """Come in, however often it takes."""
        while True:
            with contextlib.suppress(*BROKEN):
                self.joins += 1
                if (await self.post("/JOIN"))[0] == 200:
                    return
            await asyncio.sleep(AGAIN * self.pace)

    async def vote(self, ballot: str, value: str) -> int:
        """Answer, however often it takes: 200 where it was taken, 409 where the ballot was closed."""
        while True:
            with contextlib.suppress(*BROKEN):
                status, _ = await self.post("/VOTE", f"ballot={ballot}&value={value}")
                if status in (200, 409):
                    return status
                if status == 410:
                    await self.join()
            await asyncio.sleep(AGAIN * self.pace)

    async def listen(self, heard: Callable[[str], Awaitable[None]] | None = None) -> None:
        """Hold a stream open, and open it again whenever it breaks, until the room is over."""
        while True:
            with contextlib.suppress(*BROKEN):
                kind = await self.hear(heard)
                if kind == "gone":
                    await self.join()
                elif kind == "over":
                    return
            await asyncio.sleep(REOPEN * self.pace)

    async def hear(self, heard: Callable[[str], Awaitable[None]] | None = None) -> str:
        """One stream until it ends; the last event that it was told."""
        reader, writer = await self.asked("GET", f"/LIVE?v={self.token}")
        kind = ""
        try:
            while line := (await reader.readline()).decode():
                if line.startswith("event:"):
                    kind = line[6:].strip()
                elif heard is not None and line.startswith("data:"):
                    await heard(line)
            return kind
        finally:
            writer.close()


class Wall:
    """The projector's page, held open."""

    def __init__(self, port: int, code: str) -> None:
        self.phone = Phone(port, code, "0" * 16)

    async def follow(self) -> None:
        """Take in what is pushed, until the room is closed."""
        reader, writer = await self.phone.asked("GET", "/WALL/LIVE")
        try:
            while await reader.read(65_536):
                pass
        finally:
            writer.close()


def token(chance: random.Random) -> str:
    return f"{chance.getrandbits(64):016x}"
