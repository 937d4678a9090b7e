"""A room's server in a process of its own, and phones that press as fast as a browser could."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from benchmarks.seminar_phones import BROKEN, Wall

ROOT = Path(__file__).parents[1]
REPORT = "report.json"
#: As phone.js: a vote that broke is sent again when its stream is back, which takes as long as this.
AGAIN = 0.4


class Place(Protocol):
    """Where a room is served."""

    port: int
    code: str


def busy(process: int) -> float:
    """Seconds that processors have worked for a process, by the scheduler's own account."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


class Server:
    """The server's process, and its projector."""

    def __init__(self, where: str, *, limited: bool = False) -> None:
        self.where, self.limited = where, limited
        self.port = random.randint(20_000, 32_000)
        self.start()
        self.wall = Wall(self.port, self.code)

    def start(self) -> None:
        """Start it, again on the same port; it serves when this returns."""
        words = ["-m", "benchmarks.seminar_server", self.where, str(self.port), f"{self.where}/{REPORT}", ""]
        more = ["limited"] if self.limited else []
        self.process = subprocess.Popen([sys.executable, *words, *more], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        self.code = self.process.stdout.readline().strip()

    async def on(self) -> str:
        """Take the room a step on; the ballot of its scene, where it has one."""
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGUSR1)
        step = (await asyncio.to_thread(self.process.stdout.readline)).strip()
        return {"first": "@first", "second": "@second"}.get(step, step.partition(":")[2])

    def end(self) -> dict[str, Any]:
        """End it; what it saw."""
        self.process.terminate()
        self.process.wait(20)
        return dict(json.loads(Path(self.where, REPORT).read_text("utf-8")))

    def memory(self) -> float:
        """Resident megabytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


@contextlib.contextmanager
def served(*, limited: bool = False) -> Iterator[Server]:
    """A server with a room of its own, which ends with the block; ``limited`` holds clients back as a room does."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, limited=limited)
        try:
            yield server
        finally:
            server.process.kill()
            server.process.communicate()


class Voter:
    """A phone: one stream, and a connection that it keeps for its answers, as browsers do."""

    def __init__(self, place: Place, number: int) -> None:
        self.place, self.token = place, f"{random.getrandbits(64):016x}"
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

    def hang_up(self) -> None:
        """Close what is open."""
        for writer in (self.kept and self.kept[1], self.writer):
            if writer:
                writer.close()

    async def vote(self, ballot: str, value: str) -> float:
        """Send until it is taken; the seconds that took."""
        began = time.monotonic()
        while True:
            with contextlib.suppress(*BROKEN):
                if await self.posted("/VOTE", f"ballot={ballot}&value={value}") == 200:
                    return time.monotonic() - began
            await asyncio.sleep(random.uniform(0.5, 1.0) * AGAIN)
