"""A stream of a room that is held open while others ask: what it was pushed, read as a browser reads it."""

from __future__ import annotations

import asyncio
import re
from itertools import pairwise
from typing import Any

#: Longer than an end takes that somebody was told of; only a fault waits for it.
LONG = 30
FIELD = re.compile(r"(event|data|id|retry): ?(.*)", re.DOTALL)
#: What a stream may end with; one that was let go for newer ones of its phone ends with a page.
ENDS = ("closed", "over", "gone", "page")


class Stream:
    """One request for a stream; ``sent`` is what was answered so far."""

    def __init__(self, app: Any, scope: dict[str, Any]) -> None:
        self.sent: list[dict[str, Any]] = []
        self._moved = asyncio.Event()
        self._gone = asyncio.Event()
        self._task = asyncio.get_running_loop().create_task(app(scope, self._receive, self._send))
        self._task.add_done_callback(lambda _: self._moved.set())

    async def pushed(self, after: int = 1) -> None:
        """Until it has sent more than so many pieces, the first of which is a head, or has ended."""
        async with asyncio.timeout(LONG):
            while len(self.sent) <= after and not self._task.done():
                self._moved.clear()
                await self._moved.wait()

    def go_away(self) -> None:
        """The phone goes out of reach, and the server is told."""
        self._gone.set()

    async def ended(self) -> None:
        """Until it has ended, because the room was closed or the phone has gone."""
        async with asyncio.timeout(LONG):
            await self._task

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        self._moved.set()


def pages(text: str) -> list[str]:
    """The pages that a stream pushed; fails where it is no stream, or pushed what is no news."""
    told = [_told(block) for block in text.split("\r\n\r\n") if block]
    told = [each for each in told if each.get("event") != "here"]
    kinds = [each["event"] for each in told]
    assert set(kinds[:-1]) <= {"page"}, kinds
    assert not kinds or kinds[-1] in ENDS, kinds
    pushed = [each for each in told if each["event"] == "page"]
    assert all(one["data"] != other["data"] and int(one["id"]) <= int(other["id"]) for one, other in pairwise(pushed))
    return [each["data"] for each in pushed]


def _told(block: str) -> dict[str, str]:
    """One event by its fields; nothing of a page can be taken for a field."""
    found: dict[str, str] = {}
    for line in block.split("\r\n"):
        field = FIELD.fullmatch(line)
        assert field is not None, line
        assert "\n" not in field[2], line
        assert "\r" not in field[2], line
        found[field[1]] = f"{found[field[1]]}\n{field[2]}" if field[1] in found else field[2]
    return found
