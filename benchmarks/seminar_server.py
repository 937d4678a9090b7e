"""A room's server for benchmarks: ``python -m benchmarks.seminar_server WHERE PORT REPORT [CODE] [limited]``.

``WHERE`` is a folder or the address of a database.  SIGUSR1 takes the room a step on; SIGTERM ends it.  What it saw is then
in the file REPORT: when the projector's page had which count, and what nobody handled.
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from benchmarks.seminar_places import place
from game.paper.framework import framework
from game.seminar.address import Address, listening
from game.seminar.keeping import Folder
from game.seminar.opening import Wish, last_room, open_room, plot, take_up
from game.seminar.views import WallView
from game.seminar.web.app import RoomServer
from game.seminar.web.limits import Limits
from game.seminar.web.pages import Pages
from game.seminar.web.serving import Serving
from game.story.loader import load

SCENES = Path(__file__).parents[1] / "scenes"


class Timed(RoomServer):
    """Writes down when the projector's page was made, and how many had answered then."""

    seen: list[tuple[float, int, int]]

    def _wall(self) -> WallView:
        self.seen.append((time.monotonic(), self.live.room.stage.step, self.live.room.decided()[0]))
        return super()._wall()


class Kept(logging.Handler):
    """What would have been logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


async def main(where: str, port: str, report: str, code: str = "", limits: str = "") -> None:
    kept = Kept()
    logging.getLogger().addHandler(kept)
    story = load(SCENES / "the-cutover", records=(SCENES,)).story
    assert story is not None
    made, kept_in = plot(story, framework("3d"), Wish()), place(where)
    known = [room for room in kept_in.kept() if code in ("", room.code)] if code or isinstance(kept_in, Folder) else []
    if known:
        live = take_up(kept_in, last_room(kept_in, story, code), made, time.monotonic)
    else:
        live = open_room(kept_in, made, Wish(), datetime.now().astimezone(), time.monotonic)
    server = Timed(
        live,
        Pages(story.title, "en", Address(f"http://127.0.0.1:{port}", live.code)),
        Limits(time.monotonic, lifted=not limits),
    )
    server.seen = []
    serving = Serving(server.app(), listening("127.0.0.1", int(port)))
    for name in ("uvicorn.error", "uvicorn", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
        logging.getLogger(name).propagate = True
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, lambda: acts.append(loop.create_task(on())))
    acts: list[asyncio.Task[None]] = []

    async def on() -> None:
        await live.go((live.room.stage.step + 1) % len(made.order))
        sys.stdout.write(f"{live.room.step.id}\n")
        sys.stdout.flush()

    sys.stdout.write(live.code + "\n")
    sys.stdout.flush()
    await stop.wait()
    live.close()
    await serving.stop()
    Path(report).write_text(json.dumps({"seen": server.seen, "unhandled": kept.said}), "utf-8")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
