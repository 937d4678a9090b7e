"""One process for a whole seminar: the web server and the console on one event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socket import socket

from game.seminar import keeping
from game.seminar.address import Address
from game.seminar.console.app import Console
from game.seminar.events import Event
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.rehearse import Rehearsal
from game.seminar.web.app import RoomServer
from game.seminar.web.limits import Limits
from game.seminar.web.pages import Pages
from game.seminar.web.serving import Serving

DELETE, CLOSE = "delete", "close"
#: The console has so many seconds to give the terminal back.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True)
class Hosting:
    """What a room needs besides itself.

    ``ends`` is when its time is over, in seconds from now, or None where it is kept; ``rehearse`` how many scripted
    voters come in; ``proxied`` says that phones come through a tunnel on this machine.
    """

    address: Address
    sock: socket
    file: Path
    exports: Path
    ends: float | None
    until: str
    rehearse: int = 0
    proxied: bool = False
    note: str = ""


def host(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    """Run a room until it is closed, and answer a sentence on what became of it."""
    return asyncio.run(_host(live, hosting, clock))


async def _host(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    story = live.room.plot.cut.story
    limits = Limits(clock, lifted=hosting.proxied)
    server = RoomServer(live, Pages(story.title, story.language, hosting.address), limits)
    serving = Serving(server.app(proxied=hosting.proxied), hosting.sock)
    console = Console(
        live, hosting.address, limits, hosting.exports, webbrowser.open, until=hosting.until, note=hosting.note
    )
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    _on_signals(loop, stop.set)
    if hosting.ends is not None:
        loop.call_later(max(0.0, hosting.ends), lambda: loop.create_task(_over(live, console)))
    rehearsal = Rehearsal(live, hosting.rehearse, live.room.plot.cut.seed)
    actors = loop.create_task(rehearsal.play()) if hosting.rehearse else None
    screen = loop.create_task(console.run_async())
    asked = loop.create_task(stop.wait())
    try:
        await asyncio.wait([screen, asked], return_when=asyncio.FIRST_COMPLETED)
    finally:
        asked.cancel()
        if actors is not None:
            actors.cancel()
        live.close()
        await serving.stop()
    answer = await _answer(console, screen)
    if answer == DELETE or live.room.stage.finished:
        keeping.delete(hosting.file)
        return f"Room {live.code} is over, and what was kept of it is deleted."
    return f"Room {live.code} is closed. To go on: rollout host {story.id} --resume {live.code}"


async def _answer(console: Console, screen: asyncio.Task[str | None]) -> str | None:
    """What the console answered; one that was not asked is told to go.

    Where its terminal is gone, what it writes is never taken, and it would wait for ever; everything else is closed by
    now, so the process ends without it.
    """
    if not screen.done():
        last = threading.Timer(2 * PATIENCE, os._exit, (0,))
        last.daemon = True
        last.start()
        console.exit(CLOSE)
        await asyncio.wait([screen], timeout=PATIENCE)
    if not screen.done():
        screen.cancel()
        await asyncio.wait([screen], timeout=PATIENCE)
    return screen.result() if screen.done() and not screen.cancelled() else CLOSE


def _on_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Close the room where the process is asked to end, or its terminal goes away."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, stop)


async def _over(live: LiveRoom, console: Console) -> None:
    """A room's time is over: it is deleted when the console is gone."""
    with suppress(NotKeptError):
        await live.act(Event("finish"))
    console.exit(DELETE)


def seconds_left(opened: datetime, now: datetime) -> float:
    """How long a room is kept still."""
    return (opened + keeping.LIFETIME - now).total_seconds()
