"""Phones that press as fast as a browser could, and keep a connection for it as browsers do."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from typing import Protocol

from benchmarks.seminar_phones import BROKEN

#: As phone.js: a vote that broke is sent again when its stream is back, which takes as long as this.
AGAIN = 0.4


class Place(Protocol):
    """Where a room is served."""

    port: int
    code: str


class Voter:
    """A phone: one stream, and a connection that it keeps for its answers, as browsers do."""

    def __init__(self, place: Place, number: int, token: str = "") -> None:
        self.place, self.token = place, token or f"{random.getrandbits(64):016x}"
        self.source = f"127.0.{1 + number // 250}.{1 + number % 250}"
        self.pages = 0
        self.closed = False
        self.kept: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A new connection from the phone's own address."""
        return await asyncio.open_connection("127.0.0.1", self.place.port, local_addr=(self.source, 0))

    def head(self, method: str, what: str, body: str = "") -> bytes:
        """A request."""
        head = f"{method} /{self.place.code}{what} HTTP/1.1\r\nHost: room\r\nX-Voter: {self.token}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        return f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    async def posted(self, what: str, body: str = "") -> int:
        """One request; its status."""
        reader, writer = self.kept or await self.connected()
        self.kept = None
        try:
            writer.write(self.head("POST", what, body))
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0]))
        except BROKEN:
            writer.close()
            raise
        self.kept = reader, writer
        return int(head.split()[1])

    async def join(self, *, stream: bool = True) -> None:
        """Come in, and see the first page."""
        assert await self.posted("/JOIN") == 200
        if stream:
            self.reader, self.writer = await self.connected()
            self.writer.write(self.head("GET", f"/LIVE?v={self.token}"))
            await self.reader.readuntil(b"event: page")
            self.pages = 1

    async def listen(self) -> None:
        """Count pages until the room closes."""
        with contextlib.suppress(*BROKEN):
            while line := await self.reader.readline():
                self.pages += line.startswith(b"event: page")
                self.closed = self.closed or line.startswith(b"event: closed")

    @property
    def open(self) -> list[asyncio.StreamWriter]:
        """The connections that are held."""
        return [writer for writer in (self.kept and self.kept[1], self.writer) if writer]

    def hang_up(self) -> None:
        """Close what is open."""
        for writer in self.open:
            writer.close()

    def break_off(self) -> None:
        """Cut what is open."""
        for writer in self.open:
            writer.transport.abort()

    def stop_reading(self) -> None:
        """Go out of reach: nothing is taken any more, and nobody is told."""
        for writer in self.open:
            writer.transport.pause_reading()  # type: ignore[attr-defined]

    async def vote(self, ballot: str, value: str) -> float:
        """Send until it is taken; the seconds that took."""
        began = time.monotonic()
        while True:
            with contextlib.suppress(*BROKEN):
                if await self.posted("/VOTE", f"ballot={ballot}&value={value}") == 200:
                    return time.monotonic() - began
            await asyncio.sleep(random.uniform(0.5, 1.0) * AGAIN)
