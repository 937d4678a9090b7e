"""A room behind a bad network, and a room of two servers: ``python -m benchmarks.seminar_network [--phones N]``.

Every vote goes over a connection of its own.  The projector stands beside the server, as its window does.  A vote is on the
projector when its page was made with at least as many votes as were acknowledged before it and with it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import statistics
import time
from dataclasses import dataclass, field

from benchmarks.seminar_phones import Network, Phone, Wall, token
from benchmarks.seminar_places import Tally, judged
from benchmarks.seminar_served import Server, busy, served

#: The first scene that is voted on, and answers to it.
BALLOT, ANSWERS, STEPS = "job_ostrander", ("hand", "later"), 4


def fate(server: Server, choices: dict[str, str]) -> str:
    """What became of the votes that were acknowledged, by the log."""
    tally = Tally()
    judged(server.where, server.code, choices, tally, ballot=BALLOT)
    return f"lost or changed {tally.lost}, votes or phones counted twice {tally.doubled}"


def told(name: str, values: list[float]) -> None:
    ms = sorted(1000 * value for value in values)
    p95 = ms[min(len(ms) - 1, int(0.95 * len(ms)))]
    print(f"  {name:42} p50 {statistics.median(ms):7.1f}  p95 {p95:7.1f}  max {ms[-1]:7.1f} ms  (n {len(ms)})")


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
    before = [busy(server.process.pid) for server in servers]
    await asyncio.gather(*(votes.one(phone, window, choices[phone.token]) for phone in phones))
    spent = [round(busy(server.process.pid) - since, 2) for server, since in zip(servers, before, strict=True)]
    await asyncio.sleep(1.0)
    found = [server.end() for server in servers]
    for task in open_:
        task.cancel()
    await asyncio.gather(*open_, return_exceptions=True)
    print(f"  {votes.statuses.count(200)} taken, {votes.statuses.count(409)} closed; processor {spent} s")
    told("press to acknowledgement", [acked - began for acked, began in votes.pressed])
    for number, each in enumerate(found):
        told(f"press to the projector of server {number}", votes.shown(each["seen"]))
        print(f"  nobody handled: {len(each['unhandled'])} {each['unhandled'][:1]}")
    return choices


async def network(many: int) -> None:
    print(f"{many} phones, votes within 3 s, 100 ms +- 50 each piece each way, 2 % of connections dropped")
    with served() as server:
        way = Network(server.port, random.Random(3), (0.05, 0.15), 0.02)
        choices = await crowd([server], [await way.open()], many, 3.0)
        await way.close()
        print(f"  {way.dropped} of {way.carried} connections dropped")
        print(f"  {fate(server, choices)}")


async def cluster(many: int, where: str) -> None:
    """Half of the phones at each server; what the second one's projector shows, all of them together and half elsewhere."""
    for window in (3.0, 0.2):
        print(f"{many} phones at two servers of one room in PostgreSQL, votes within {window} s")
        with served(where) as one, served(where, one.code) as two:
            choices = await crowd([one, two], [one.port, two.port], many, window)
            print(f"  {fate(one, choices)}")
        print(f"{many} phones at one server, and the projector at the other, votes within {window} s")
        with served(where) as one, served(where, one.code) as two:
            await crowd([one, two], [one.port], many, window)


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
