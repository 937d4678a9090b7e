"""A long day in a seminar room, compressed: ``python -m benchmarks.seminar_soak [--seconds 300]``, or ``make soak``.

A hundred phones come, vote, go and come again, as often as in eight hours with one reconnect a phone every thirty seconds.
They go in three ways: closed, cut off, and out of reach, where nobody is told.  Then a fifth of 300 phones takes nothing
that it is sent.  It ends with 1 where memory grows by more than it may, or where nobody handled an exception.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import resource
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass

from benchmarks.seminar_phones import BROKEN, Phone, token
from benchmarks.seminar_served import Server, served
from benchmarks.seminar_voters import Voter

DAY = 8 * 3600 // 30
#: Megabytes that memory may grow by: over a day, and for phones that take nothing.
MOST_GROWTH, MOST_DEAF = 5.0, 10.0
#: Streams that were left without a word are held open here until they are as many as this.
OUT_OF_REACH = 400


@dataclass
class Soak:
    """What came of it."""

    reconnects: int
    seconds: float
    before: float
    after: float
    unhandled: list[str]

    @property
    def growth(self) -> float:
        return self.after - self.before


async def soak(server: Server, many: int, reconnects: int, seconds: float, warm: float = 0.2) -> Soak:
    """So many reconnects of so many phones, over so many seconds or as fast as it goes; memory is read when warm."""
    chance, began, done, before = random.Random(11), time.monotonic(), 0, 0.0
    lost: deque[Voter] = deque()

    async def once(voter: Voter, turn: int) -> None:
        """Come, vote now and then, and go, as phones do: closed, cut off, or out of reach."""
        await voter.join()
        if turn % 4 == 0:
            await voter.vote("@practice", ("tea", "coffee")[turn // 4 % 2])
        fate = chance.random()
        if fate < 0.45:
            voter.hang_up()
        elif fate < 0.9:
            voter.break_off()
        else:
            voter.stop_reading()
            lost.append(voter)
            while len(lost) > OUT_OF_REACH:
                lost.popleft().break_off()

    async def day(token: str, number: int, turns: int) -> None:
        nonlocal done, before
        for turn in range(turns):
            with contextlib.suppress(*BROKEN):
                await once(Voter(server, number, token), turn)
            done += 1
            if not before and done >= warm * reconnects:
                before = server.memory()
            await asyncio.sleep(max(0.0, began + seconds * turn / turns - time.monotonic()))

    await asyncio.gather(*(day(token(chance), number, reconnects // many) for number in range(many)))
    await asyncio.sleep(0.5)
    after = server.memory()
    for voter in lost:
        voter.break_off()
    took = time.monotonic() - began
    return Soak(done, took, before, after, server.end()["unhandled"])


async def deaf(many: int, share: float, steps: int) -> float:
    """The megabytes that a server grows by while it goes through steps, where a share of its phones takes nothing."""
    chance = random.Random(5)
    with served() as server:
        phones = [Phone(server.port, server.code, token(chance)) for _ in range(many)]
        await asyncio.gather(*(phone.join() for phone in phones))
        ears = [asyncio.create_task(phone.listen()) for phone in phones[int(share * many) :]]
        mute = [await _mute(phone) for phone in phones[: int(share * many)]]
        await asyncio.sleep(1.0)
        before = most = server.memory()
        for _ in range(steps):
            await server.on()
            most = max(most, server.memory())
        for ear in ears:
            ear.cancel()
        await asyncio.gather(*ears, return_exceptions=True)
        for sock in mute:
            sock.close()
        unhandled = server.end()["unhandled"]
        assert not unhandled, unhandled[:1]
        return most - before


async def _mute(phone: Phone) -> socket.socket:
    """A stream that is asked for and never read, on a system that holds little for it."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    sock.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(sock, ("127.0.0.1", phone.port))
    await loop.sock_sendall(sock, f"GET /{phone.code}/LIVE?v={phone.token} HTTP/1.1\r\nHost: room\r\n\r\n".encode())
    return sock


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0, help="how long a day takes, if the machine can")
    parser.add_argument("--phones", type=int, default=100)
    options = parser.parse_args()
    print(f"machine load {os.getloadavg()[0]:.1f} of {os.cpu_count()}")
    with served() as server:
        found = await soak(server, options.phones, options.phones * DAY, options.seconds)
    print(
        f"{found.reconnects} reconnects of {options.phones} phones in {found.seconds:.0f} s: memory {found.before:.1f} to "
        f"{found.after:.1f} MB ({found.growth:+.1f}), {len(found.unhandled)} that nobody handled {found.unhandled[:1]}"
    )
    shares = (0.0, 0.2)
    grown = await asyncio.gather(*(deaf(300, share, 300) for share in shares))
    for share, most in zip(shares, grown, strict=True):
        print(f"300 phones, {share:.0%} of them take nothing, 300 steps: memory {most:+.1f} MB at most")
    return int(found.growth > MOST_GROWTH or bool(found.unhandled) or grown[1] - grown[0] > MOST_DEAF)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    sys.exit(asyncio.run(main()))
