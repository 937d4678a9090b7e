"""The web server on the event loop of whoever starts it; signals and the terminal stay theirs."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import uvicorn

from game.seminar.door import Door
from game.seminar.web.guard import Guard
from game.seminar.web.together import TogetherProtocol

#: Open streams that were told of the end have so long to go.
GRACE = 1


class _Server(uvicorn.Server):
    """A server that leaves signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing."""
        yield


class Serving:
    """A server that is running."""

    def __init__(self, app: Guard, sock: Door) -> None:
        sock.admits = app.limits.connection
        config = uvicorn.Config(
            app,
            http=TogetherProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE,
            timeout_keep_alive=30,
            backlog=1024,
        )
        self._server = _Server(config)
        self._task = asyncio.get_running_loop().create_task(self._server.serve(sockets=[sock]))

    async def stop(self) -> None:
        """Stop, once streams have said good-bye."""
        self._server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
