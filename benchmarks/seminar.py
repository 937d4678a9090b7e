"""The load of a seminar room, measured over real sockets on this machine: ``python -m benchmarks.seminar``.

The server runs in a process of its own; phones are bare sockets in this one, each from an address of its own where the
system lets 127.0.0.0/8 be used so.  Figures are printed, never judged: machines differ.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SCENES = Path(__file__).parents[1] / "scenes"
SERVER = """
import asyncio, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
from game.paper.framework import framework
from game.seminar.address import Address, listening
from game.seminar.opening import Wish, last_room, open_room, plot, take_up
from game.seminar.web.app import RoomServer
from game.seminar.web.limits import Limits
from game.seminar.web.pages import Pages
from game.seminar.web.serving import Serving
from game.story.loader import load

async def main(scenes, folder, port, lifted):
    story = load(Path(scenes) / "the-cutover", records=(Path(scenes),)).story
    made = plot(story, framework("3d"), Wish())
    folder = Path(folder)
    if list(folder.glob("*.room")):
        live = take_up(last_room(folder, story), made, time.monotonic)
    else:
        live = open_room(folder, made, Wish(), datetime.now(UTC), time.monotonic)
    pages = Pages(story.title, "en", Address(f"http://127.0.0.1:{port}", live.code))
    serving = Serving(RoomServer(live, pages, Limits(time.monotonic, lifted=lifted == "yes")).app(), listening("127.0.0.1", int(port)))
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    step = iter(range(1, 20))
    loop.add_signal_handler(signal.SIGUSR1, lambda: loop.create_task(live.go(next(step))))
    sys.stdout.write(live.code + "\\n")
    sys.stdout.flush()
    await stop.wait()
    live.close()
    await serving.stop()

asyncio.run(main(*sys.argv[1:]))
"""


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def told(name: str, values: list[float]) -> None:
    ms = [1000 * value for value in values]
    print(f"  {name:34} p50 {statistics.median(ms):7.1f}  p95 {p95(ms):7.1f}  max {max(ms):7.1f} ms  (n {len(ms)})")


class Server:
    """The server's process."""

    def __init__(self, folder: Path, port: int, *, lifted: bool = True) -> None:
        self.folder, self.port, self.lifted = folder, port, lifted
        self.start()

    def start(self) -> None:
        words = [str(SCENES), str(self.folder), str(self.port), "yes" if self.lifted else "no"]
        self.process = subprocess.Popen([sys.executable, "-c", SERVER, *words], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.code = self.process.stdout.readline().strip()

    def memory(self) -> float:
        """Resident megabytes."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6


class Phone:
    """A phone: one stream, and a request for each answer."""

    def __init__(self, server: Server, number: int, delay: float = 0.0) -> None:
        self.server, self.token = server, f"{random.getrandbits(64):016x}"
        self.source = f"127.0.{1 + number // 250}.{1 + number % 250}"
        self.delay = delay
        self.pages = 0
        self.closed = asyncio.Event()
        self.line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.server.port, local_addr=(self.source, 0))

    def head(self, method: str, what: str, body: str = "") -> bytes:
        head = f"{method} /{self.server.code}{what} HTTP/1.1\r\nHost: x\r\nX-Voter: {self.token}\r\n"
        return f"{head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()

    async def request(self, method: str, what: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await self.connected()
        writer.write(self.head(method, what))
        return reader, writer

    async def done(self, what: str, body: str = "") -> int:
        """One request on the phone's own connection, which is kept as browsers keep it."""
        line = self.line or await self.connected()
        self.line = None
        reader, writer = line
        if self.delay:
            await asyncio.sleep(random.uniform(self.delay / 2, 1.5 * self.delay))
            if random.random() < 0.02:
                writer.close()
                raise ConnectionResetError
        writer.write(self.head("POST", what, body))
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r")[0]))
        self.line = line
        return int(head.split()[1])

    async def join(self, *, stream: bool = True) -> None:
        assert await self.done("/JOIN") == 200
        if stream:
            self.reader, self.writer = await self.request("GET", f"/LIVE?v={self.token}")
            await self.reader.readuntil(b"event: page")
            self.pages = 1

    async def listen(self) -> None:
        """Count pages until the room closes."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                line = await self.reader.readline()
                self.pages += line.startswith(b"event: page")
                if line.startswith(b"event: closed") or not line:
                    self.closed.set()
                    return

    async def vote(self, value: str, ballot: str = "@practice") -> float:
        """Send until it is taken; the seconds that took."""
        began = time.perf_counter()
        while True:
            with contextlib.suppress(OSError, IndexError, asyncio.IncompleteReadError):
                if await self.done("/VOTE", f"ballot={ballot}&value={value}") == 200:
                    return time.perf_counter() - began
            await asyncio.sleep(0.05)


class Wall:
    """The projector's stream, with the moment of each page."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.pages = phone, []

    async def open(self) -> None:
        self.reader, self.writer = await self.phone.request("GET", "/WALL/LIVE")

    async def listen(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while line := await self.reader.readline():
                if line.startswith(b"event: page"):
                    self.pages.append(time.perf_counter())


async def crowd(server: Server, many: int, window: float, *, delay: float = 0.0) -> None:
    """Phones come in, the room goes to its first scene, and all vote within a window."""
    print(
        f"{many} phones, votes within {window} s{f', {delay * 1000:.0f} ms ± half each way, 2 % dropped' if delay else ''}"
    )
    phones = [Phone(server, number) for number in range(many)]
    began = time.perf_counter()
    await asyncio.gather(*(phone.join() for phone in phones))
    print(f"  all joined in {time.perf_counter() - began:.2f} s")
    for phone in phones:
        phone.delay = delay
    listening = [asyncio.create_task(phone.listen()) for phone in phones]
    wall = Wall(Phone(server, many))
    await wall.open()
    walls = asyncio.create_task(wall.listen())
    before = time.perf_counter()
    for _ in range(4):
        os.kill(server.process.pid, signal.SIGUSR1)
        await asyncio.sleep(0.8)
    pushes = max(phone.pages for phone in phones)
    print(f"  at most {pushes - 1} pushes a phone for 4 steps (after {time.perf_counter() - before:.1f} s)")
    acks: list[float] = []
    sent: list[float] = []

    async def one(phone: Phone) -> None:
        await asyncio.sleep(random.uniform(0, window))
        sent.append(time.perf_counter())
        acks.append(await phone.vote(random.choice(("hand", "later")), "job_ostrander"))
        kept.append(time.perf_counter())

    kept: list[float] = []
    await asyncio.gather(*(one(phone) for phone in phones))
    await asyncio.sleep(0.6)
    shown = [min((page - moment for page in wall.pages if page >= moment), default=None) for moment in kept]
    told("vote to acknowledgement", acks)
    changed = [value for value in shown if value is not None]
    if changed:
        told("to the wall's next change (a tenth)", changed)
    after = max(phone.pages for phone in phones)
    print(f"  the votes of others pushed {after - pushes} pages at most to one phone; server {server.memory():.0f} MB")
    began = time.perf_counter()
    server.process.terminate()
    await asyncio.to_thread(server.process.wait)
    told_of = sum(phone.closed.is_set() for phone in phones)
    await asyncio.sleep(0.2)
    told_of = sum(phone.closed.is_set() for phone in phones)
    print(
        f"  SIGTERM to exit {time.perf_counter() - began - 0.2:.2f} s; {told_of} of {many} told that the room is closed"
    )
    for task in (*listening, walls):
        task.cancel()


async def killed(server: Server, runs: int, many: int) -> None:
    """The server is killed at a random instant while phones vote, and started again; what was acknowledged is compared."""
    lost = doubled = 0
    back: list[float] = []
    waits: list[float] = []
    phones = [Phone(server, number) for number in range(many)]
    await asyncio.gather(*(phone.join(stream=False) for phone in phones))
    for run in range(runs):
        value = ("tea", "coffee")[run % 2]
        voting = [asyncio.create_task(phone.vote(value)) for phone in phones]
        await asyncio.sleep(random.uniform(0.0, 0.5))
        server.process.kill()
        server.process.wait()
        began = time.perf_counter()
        await asyncio.to_thread(server.start)
        back.append(time.perf_counter() - began)
        waits += await asyncio.gather(*voting)
        from game.seminar.store import SqliteStore

        store = SqliteStore(next(server.folder.glob("*.room")))
        last: dict[str, str] = {}
        joins: list[str] = []
        for event in store.events():
            if event.kind == "vote":
                doubled += last.get(event.voter) == event.value
                last[event.voter] = event.value
            elif event.kind == "join":
                joins.append(event.voter)
        store.close()
        lost += sum(found != value for found in last.values()) + many - len(last)
        doubled += len(joins) - len(set(joins))
    print(
        f"kill -9 mid-vote, {runs} runs of {many}: {lost} of {runs * many} acknowledged votes lost or changed, {doubled} doubled"
    )
    told("restart to serving", back)
    told("slowest wait for a vote", waits)


async def flooded(server: Server) -> None:
    """One client tries a thousand tokens a second while another votes as a person does."""
    honest = Phone(server, 3)
    await honest.join(stream=False)
    alone = [await honest.vote(("tea", "coffee")[turn % 2]) for turn in range(10)]
    stop = asyncio.Event()
    counts: dict[int, int] = {}

    async def attack() -> None:
        while not stop.is_set():
            attacker = Phone(server, 7)
            with contextlib.suppress(OSError, IndexError):
                status = await attacker.done("/JOIN")
                counts[status] = counts.get(status, 0) + 1
                if status == 200:
                    await attacker.done("/VOTE", "ballot=@practice&value=tea")

    tasks = [asyncio.create_task(attack()) for _ in range(4)]
    await asyncio.sleep(0.5)
    began, beside = time.perf_counter(), []
    while time.perf_counter() - began < 6:
        beside.append(await honest.vote(("tea", "coffee")[len(beside) % 2]))
        await asyncio.sleep(0.6)
    stop.set()
    await asyncio.gather(*tasks)
    rate = sum(counts.values()) / (time.perf_counter() - began)
    print(
        f"one client floods ({rate:.0f} tries a second): {counts.get(200, 0)} tokens let in, {counts.get(429, 0)} refused"
    )
    told("honest vote, alone", alone)
    told("honest vote, beside the flood", beside)


@contextlib.contextmanager
def room(*, lifted: bool = True) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), random.randint(20_000, 40_000), lifted=lifted)
        try:
            yield server
        finally:
            server.process.kill()
            server.process.wait()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="kills")
    options = parser.parse_args()
    for many, window, delay in ((300, 3.0, 0.0), (300, 0.2, 0.0), (1000, 3.0, 0.0), (300, 3.0, 0.1)):
        with room() as server:
            await crowd(server, many, window, delay=delay)
    with room() as server:
        await killed(server, options.runs, 300)
    with room(lifted=False) as server:
        await flooded(server)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    asyncio.run(main())
