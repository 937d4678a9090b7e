"""What is pushed to phones and the wall: the page as it is now, whenever it has changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from sse_starlette import EventSourceResponse, ServerSentEvent

from game.seminar.live import LiveRoom
from game.seminar.watching import Watcher

#: A phone whose stream broke tries again after so many milliseconds.
RETRY = 400
#: A sign of life keeps a quiet stream open, every so many seconds; a page that hears none for two of them opens another.
QUIET = 20


def stream(live: LiveRoom, watcher: Watcher, page: Callable[[], str | None]) -> EventSourceResponse:
    """A stream of pages; ``page`` answers None for a voter who is not in the room any more."""

    async def events() -> AsyncIterator[ServerSentEvent]:
        live.watch(watcher)
        last = ""
        try:
            while True:
                watcher.changed.clear()
                if live.closing.is_set():
                    yield ServerSentEvent("", event="over" if live.room.stage.finished else "closed")
                    return
                if watcher.let_go:
                    return
                now = page()
                if now is None:
                    yield ServerSentEvent("", event="gone", retry=RETRY)
                    return
                if now != last:
                    last = now
                    yield ServerSentEvent(now, event="page", id=str(live.version), retry=RETRY)
                await watcher.changed.wait()
                if watcher.counts:
                    await asyncio.sleep(0)
        finally:
            live.unwatch(watcher)

    return EventSourceResponse(
        events(),
        ping=QUIET,
        ping_message_factory=lambda: ServerSentEvent("", event="here"),
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )
