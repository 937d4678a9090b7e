"""A room with its console, for benchmarks: ``python -m benchmarks.seminar_console FOLDER PORT REPORT`` in a terminal.

How late the loop's ticks came is in the file REPORT once it was ended: what else happens on it delays every key as well.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import datetime
from pathlib import Path

from game.paper.framework import framework
from game.seminar import host
from game.seminar.address import Address, listening
from game.seminar.keeping import Folder
from game.seminar.opening import Wish, open_room, plot
from game.story.loader import load

SCENES = Path(__file__).parents[1] / "scenes"
TICK = 0.1


async def ticking(late: list[float]) -> None:
    """Ten ticks a second, and how late each was."""
    loop = asyncio.get_running_loop()
    due = loop.time()
    while True:
        due += TICK
        await asyncio.sleep(due - loop.time())
        late.append(loop.time() - due)
        due = max(due, loop.time() - TICK)


async def main(folder: str, port: str, report: str) -> None:
    """Host the room until it is ended."""
    story = load(SCENES / "the-cutover", records=(SCENES,)).story
    assert story is not None
    wish = Wish()
    live = open_room(
        Folder(Path(folder)), plot(story, framework("3d"), wish), wish, datetime.now().astimezone(), time.monotonic
    )
    address = Address(f"http://127.0.0.1:{port}", live.code)
    hosting = host.Hosting(
        address, listening("127.0.0.1", int(port)), lambda: None, Path(folder), None, "", "", proxied=True
    )
    late: list[float] = []
    task = asyncio.create_task(ticking(late))
    await host._host(live, hosting, time.monotonic)  # noqa: SLF001 - on the loop that is watched
    task.cancel()
    Path(report).write_text(json.dumps(late), "utf-8")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
