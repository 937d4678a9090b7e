"""A room behind a bad network, and a room of two servers: ``python -m benchmarks.seminar_network [--phones N]``.

Every vote goes over a connection of its own.  The projector stands beside the server, as its window does.  A vote is on the
projector when its page was made with at least as many votes as were acknowledged before it and with it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hmac
import json
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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.seminar_phones import Network, Phone, Wall, token
from benchmarks.seminar_server import rooms
from game.seminar.events import Event
from game.seminar.keeping import Rooms

ROOT = Path(__file__).parents[1]
#: The first scene that is voted on, and answers to it.
BALLOT, ANSWERS, STEPS = "job_ostrander", ("hand", "later"), 4


def told(name: str, values: list[float]) -> None:
    ms = sorted(1000 * value for value in values)
    p95 = ms[min(len(ms) - 1, int(0.95 * len(ms)))]
    print(f"  {name:42} p50 {statistics.median(ms):7.1f}  p95 {p95:7.1f}  max {ms[-1]:7.1f} ms  (n {len(ms)})")


class Server:
    """A server's process."""

    def __init__(self, where: str, code: str = "") -> None:
        self.port = random.randint(20_000, 32_000)
        handle, name = tempfile.mkstemp(suffix=".json")
        os.close(handle)
        self.report = Path(name)
        words = [sys.executable, "-m", "benchmarks.seminar_server", where, str(self.port), str(self.report), code]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        self.code = self.process.stdout.readline().strip()

    async def on(self) -> None:
        """Take the room a step on."""
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGUSR1)
        await asyncio.to_thread(self.process.stdout.readline)

    def memory(self) -> float:
        """Resident megabytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

    def busy(self) -> float:
        """Seconds that a processor has worked for it."""
        return round(sum(map(int, Path(f"/proc/{self.process.pid}/stat").read_text().split()[13:15])) / 100, 2)

    def end(self) -> dict[str, Any]:
        """End it; what it saw."""
        self.process.terminate()
        self.process.wait(20)
        return dict(json.loads(self.report.read_text("utf-8")))


@dataclass
class Votes:
    """What phones sent, and when it was acknowledged."""

    pressed: list[tuple[float, float]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def one(self, phone: Phone, window: float, value: str) -> None:
        await asyncio.sleep(random.uniform(0, window))
        began = time.monotonic()
        self.statuses.append(await phone.vote(BALLOT, value))
        self.pressed.append((time.monotonic(), began))

    def shown(self, seen: list[list[float]], since: int = 1) -> list[float]:
        """The seconds from each press to the projector's page that counts it."""
        found = []
        for rank, (_, began) in enumerate(sorted(self.pressed), 1):
            moments = [moment for moment, step, count in seen if step >= since and count >= rank]
            found.append(max(0.0, min(moments, default=float("inf")) - began))
        return found


def kept(place: Rooms, code: str) -> tuple[str, list[Event]]:
    """A room's secret and its log."""
    store = place.open(code)
    about, events = store.about(), store.events()
    store.close()
    return about["secret"], events


def judged(place: Rooms, code: str, choices: dict[str, str]) -> str:
    """What became of the votes that were acknowledged, by the log."""
    secret, events = kept(place, code)
    votes: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "vote" and event.key == BALLOT:
            votes.setdefault(event.voter, []).append(event.value)
    names = {name: hmac.digest(bytes.fromhex(secret), name.encode(), "sha256").hex()[:16] for name in choices}
    lost = sum(votes.get(names[name], [""])[-1] != choice for name, choice in choices.items())
    doubled = sum(len(values) - 1 for values in votes.values()) + max(0, len(votes) - len(choices))
    joins = [event.voter for event in events if event.kind == "join"]
    return f"lost or changed {lost}, doubled {doubled}, phones counted twice {len(joins) - len(set(joins))}"


async def crowd(servers: list[Server], ports: list[int], many: int, window: float) -> dict[str, str]:
    """Phones come in over some ports, the room goes to its first vote, and all vote within a window; what they chose."""
    chance = random.Random(7)
    code = servers[0].code
    phones = [
        Phone(ports[number % len(ports)], code, token(chance), source=f"127.0.{1 + number // 250}.{1 + number % 250}")
        for number in range(many)
    ]
    began = time.monotonic()
    await asyncio.gather(*(phone.join() for phone in phones))
    print(f"  all {many} in after {time.monotonic() - began:.2f} s, {sum(phone.joins for phone in phones)} tries")
    open_ = [asyncio.create_task(phone.listen()) for phone in phones]
    open_ += [asyncio.create_task(Wall(server.port, code).follow()) for server in servers]
    for _ in range(STEPS):
        await servers[0].on()
        await asyncio.sleep(1.0)
    choices = {phone.token: chance.choice(ANSWERS) for phone in phones}
    votes = Votes()
    busy = [server.busy() for server in servers]
    await asyncio.gather(*(votes.one(phone, window, choices[phone.token]) for phone in phones))
    busy = [server.busy() - before for server, before in zip(servers, busy, strict=True)]
    await asyncio.sleep(1.0)
    found = [server.end() for server in servers]
    for task in open_:
        task.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    print(f"  {votes.statuses.count(200)} taken, {votes.statuses.count(409)} closed; processor {busy} s")
    told("press to acknowledgement", [acked - began for acked, began in votes.pressed])
    for number, each in enumerate(found):
        told(f"press to the projector of server {number}", votes.shown(each["seen"]))
        print(f"  nobody handled: {len(each['unhandled'])} {each['unhandled'][:1]}")
    return choices


async def network(many: int) -> None:
    print(f"{many} phones, votes within 3 s, 100 ms +- 50 each piece each way, 2 % of connections dropped")
    with tempfile.TemporaryDirectory() as folder, served(folder) as server:
        way = Network(server.port, random.Random(3), (0.05, 0.15), 0.02)
        choices = await crowd([server], [await way.open()], many, 3.0)
        await way.close()
        print(f"  {way.dropped} of {way.carried} connections dropped")
        print(f"  {judged(rooms(folder), server.code, choices)}")


async def cluster(many: int, where: str) -> None:
    """Half of the phones at each server; what the second one's projector shows, all of them together and half elsewhere."""
    for window in (3.0, 0.2):
        print(f"{many} phones at two servers of one room in PostgreSQL, votes within {window} s")
        with served(where) as one, served(where, one.code) as two:
            choices = await crowd([one, two], [one.port, two.port], many, window)
            print(f"  {judged(rooms(where), one.code, choices)}")
        print(f"{many} phones at one server, and the projector at the other, votes within {window} s")
        with served(where) as one, served(where, one.code) as two:
            await crowd([one, two], [one.port], many, window)


@contextlib.contextmanager
def served(where: str, code: str = "") -> Iterator[Server]:
    server = Server(where, code)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.communicate()
        server.report.unlink(missing_ok=True)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--phones", type=int, default=300)
    parser.add_argument("--store", help="the address of a database; without it one is started here")
    parser.add_argument("--only", choices=("network", "cluster"))
    options = parser.parse_args()
    print(f"machine load {os.getloadavg()[0]:.1f} of {os.cpu_count()}")
    if options.only != "cluster":
        await network(options.phones)
    if options.only == "network":
        return
    if options.store:
        await cluster(options.phones, options.store)
        return
    from tests.seminar import postgres

    with postgres.running("fsync=on", "full_page_writes=on") as server:
        await cluster(options.phones, server.address)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    asyncio.run(main())
