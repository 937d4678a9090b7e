"""Answers that leave in one piece: head and body are one call of the system and one packet, which is most of what a vote costs."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from game.seminar.web.patience import PatientProtocol


class Together:
    """A connection that sends what is written within one turn of the loop together, and else is the one it stands for."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send soon."""
        if data and not self._waiting:
            self._loop.call_soon(self._send)
        if data:
            self._waiting.append(data)

    def close(self) -> None:
        """Send what was written, and close."""
        self._send()
        self._transport.close()

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join(waiting))


class TogetherProtocol(PatientProtocol):
    """A connection whose answers leave in one piece."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Stand before it."""
        super().connection_made(cast("asyncio.Transport", Together(transport, self.loop)))
