"""One client that tries for as many tokens as it can: ``python -m benchmarks.seminar_flood PORT CODE``, until SIGTERM."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import signal
import sys
from collections import Counter

TASKS, SOURCE = 8, "127.0.9.9"
#: So many tries a second, no more: that is what is promised against.
TRIES = 1_000.0


async def tries(port: int, code: str, counts: Counter[str]) -> None:
    """Come in under a new number, and vote where that was let in."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due = max(due + TASKS / TRIES, loop.time() - 0.1)
        await asyncio.sleep(max(0.0, due - loop.time()))
        counts["tries"] += 1
        with contextlib.suppress(OSError, EOFError, IndexError):
            token = f"{random.getrandbits(64):016x}"
            if await asked(port, f"POST /{code}/JOIN", token) != "200":
                continue
            counts["let in"] += 1
            counts["votes"] += await asked(port, f"POST /{code}/VOTE", token, "ballot=@practice&value=tea") == "200"


async def asked(port: int, what: str, token: str, body: str = "") -> str:
    """One request on a connection of its own; its status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(SOURCE, 0))
    try:
        head = f"{what} HTTP/1.1\r\nHost: room\r\nX-Voter: {token}\r\nConnection: close\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        writer.write(f"{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        return (await reader.readline()).split()[1].decode()
    finally:
        writer.close()


async def main(port: str, code: str) -> None:
    """Until it is told to end; what came of it as JSON."""
    counts: Counter[str] = Counter()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    held = [asyncio.create_task(tries(int(port), code, counts)) for _ in range(TASKS)]
    await stop.wait()
    for task in held:
        task.cancel()
    await asyncio.gather(*held, return_exceptions=True)
    print(json.dumps(counts))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
