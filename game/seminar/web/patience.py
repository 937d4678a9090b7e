"""How long a phone may take nothing, and how much is held for it meanwhile."""

from __future__ import annotations

import asyncio
import socket
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

#: A phone that takes nothing for so many seconds is let go; it comes again by itself.
PATIENCE = 15.0
#: One that is out of reach answers nothing at all.  It is sent a sign of life more often than that, and has as long to
#: answer one, where the system can tell; elsewhere the system gives up by itself, after a quarter of an hour or so.
OUT_OF_REACH = 40
#: So much is held for one phone at most, here and in the system: a page has a few thousand bytes.
HELD, HELD_BY_SYSTEM = 16_384, 65_536


class PatientProtocol(H11Protocol):
    """A connection that is cut where nothing of it is taken any more: closing it would wait for ever."""

    _cut: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Hold little for it."""
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=HELD)
        sock = cast("socket.socket", transport.get_extra_info("socket"))
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, HELD_BY_SYSTEM)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1000 * OUT_OF_REACH)

    def pause_writing(self) -> None:
        """More waits than is held: it has so long to take some of it."""
        super().pause_writing()
        self._cut = self.loop.call_later(PATIENCE, self.transport.abort)

    def resume_writing(self) -> None:
        """It took some."""
        self._stay()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is gone, by itself or by us."""
        self._stay()
        super().connection_lost(exc)

    def _stay(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None
