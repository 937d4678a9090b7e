"""A process of a seminar: the web server and the console on one event loop, or beside another process the server alone."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from game.seminar import keeping
from game.seminar.address import Address
from game.seminar.console.app import Console
from game.seminar.door import Door
from game.seminar.events import Event
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.rehearse import Rehearsal
from game.seminar.watching import Watcher
from game.seminar.web.limits import Limits

if TYPE_CHECKING:
    from game.seminar.web.serving import Serving

DELETE, CLOSE = "delete", "close"
#: The console has so many seconds to give the terminal back.
PATIENCE = 2.0


class Hosting(Struct, frozen=True):
    """What a room needs besides itself.

    ``delete`` deletes what is kept of it.  ``ends`` is when its time is over, in seconds from now, or None where it is
    kept; ``again`` says how to take it up again; ``rehearse`` how many scripted voters come in; ``proxied`` says that
    phones come through a tunnel or from a server that passes them on.
    """

    address: Address
    sock: Door
    delete: Callable[[], object]
    exports: Path
    ends: float | None
    until: str
    again: str
    rehearse: int = 0
    proxied: bool = False
    note: str = ""


def host(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    """Run a room until it is closed, and answer a sentence on what became of it.  Raises StoreError."""
    return asyncio.run(_host(live, hosting, clock))


def serve(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    """Serve a room that is led elsewhere, until it is over or this process is asked to end.  Raises StoreError."""
    return asyncio.run(_serve(live, hosting, clock))


async def _host(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    stop = _asked_to_end("SIGTERM", "SIGHUP")
    limits = Limits(clock, lifted=hosting.proxied)
    console = Console(
        live, hosting.address, limits, hosting.exports, webbrowser.open, until=hosting.until, note=hosting.note
    )
    loop = asyncio.get_running_loop()
    rehearsal = Rehearsal(live, hosting.rehearse, live.room.plot.cut.seed)
    actors = loop.create_task(rehearsal.play()) if hosting.rehearse else None
    screen = loop.create_task(console.run_async())
    # The code can be scanned before there is a server: whoever opens its address waits in the socket's queue.
    first = loop.create_task(console.drawn.wait())
    await asyncio.wait([screen, first], return_when=asyncio.FIRST_COMPLETED)
    first.cancel()
    serving = _serving(live, hosting, limits)
    try:
        over = await _until_the_end(live, hosting, limits, stop, screen)
    finally:
        if actors is not None:
            actors.cancel()
        live.close()
        await serving.stop()
    answer = await _answer(console, screen)
    return _became(live, hosting, over=over or answer == DELETE)


async def _serve(live: LiveRoom, hosting: Hosting, clock: Callable[[], float]) -> str:
    stop = _asked_to_end("SIGTERM", "SIGHUP", "SIGINT")  # where there is a console, it takes Ctrl+C as a key
    limits = Limits(clock, lifted=hosting.proxied)
    serving = _serving(live, hosting, limits)
    try:
        over = await _until_the_end(live, hosting, limits, stop)
    finally:
        live.close()
        await serving.stop()
    return _became(live, hosting, over=over)


def _serving(live: LiveRoom, hosting: Hosting, limits: Limits) -> Serving:
    from game.seminar.web.app import RoomServer
    from game.seminar.web.pages import Pages
    from game.seminar.web.serving import Serving

    story = live.room.plot.cut.story
    server = RoomServer(live, Pages(story.title, story.language, hosting.address), limits)
    return Serving(server.app(proxied=hosting.proxied), hosting.sock)


async def _until_the_end(
    live: LiveRoom,
    hosting: Hosting,
    limits: Limits,
    stop: asyncio.Event,
    screen: asyncio.Task[str | None] | None = None,
) -> bool:
    """Until the console is left, the room is over, or the process is asked to end; whether the room is over."""
    loop = asyncio.get_running_loop()
    ending = loop.create_task(_over(live, limits, hosting.ends))
    asked = loop.create_task(stop.wait())
    try:
        await asyncio.wait([task for task in (screen, asked, ending) if task], return_when=asyncio.FIRST_COMPLETED)
        return ending.done() or live.room.stage.finished
    finally:
        asked.cancel()
        ending.cancel()


async def _over(live: LiveRoom, limits: Limits, ends: float | None) -> None:
    """Until the room was ended, here or elsewhere, or its time is over: it is ended then.

    Until then whoever leads may let many phones in from one address, here or elsewhere.
    """
    watcher = Watcher(counts=True)
    live.watch(watcher)
    try:
        async with asyncio.timeout(None if ends is None else max(0.0, ends)):
            while not live.room.stage.finished:
                limits.lifted = limits.lifted or live.room.admitted
                watcher.changed.clear()
                await watcher.changed.wait()
    except TimeoutError:
        with suppress(NotKeptError):
            await live.act(Event("finish"))
    finally:
        live.unwatch(watcher)


def _became(live: LiveRoom, hosting: Hosting, *, over: bool) -> str:
    """What became of a room that nobody is told of any more; one that is over is deleted."""
    if not over:
        return hosting.again
    hosting.delete()
    return f"Room {live.code} is over, and what was kept of it is deleted."


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
        if screen.done():
            last.cancel()  # what is left to do, such as deleting the room, may take its time
    return screen.result() if screen.done() and not screen.cancelled() else CLOSE


def _asked_to_end(*names: str) -> asyncio.Event:
    """What is set where the process is asked to end, or its terminal goes away."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for name in names:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, stop.set)
    return stop


def seconds_left(opened: datetime, now: datetime) -> float:
    """How long a room is kept still."""
    return (opened + keeping.LIFETIME - now).total_seconds()
