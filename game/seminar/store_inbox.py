"""Work that other threads bring to the one that holds a line, and a bell that wakes it: it waits for both at once."""

from __future__ import annotations

import contextlib
import queue
import selectors
import socket
from collections.abc import Iterator
from typing import Generic, TypeVar

Work = TypeVar("Work")


class Inbox(Generic[Work]):
    """Work in the order in which it came; one thread waits for it and takes it, any may bring it."""

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Work] = queue.SimpleQueue()
        self._bell, self._door = socket.socketpair()
        self._ears = selectors.DefaultSelector()
        self._ears.register(self._door, selectors.EVENT_READ)
        for end in (self._bell, self._door):
            end.setblocking(False)

    def put(self, work: Work) -> None:
        """Bring work, and wake whoever waits for it."""
        self._work.put(work)
        with contextlib.suppress(BlockingIOError, OSError):  # rung often enough, or nobody is there any more
            self._bell.send(b"\0")

    def wait(self, seconds: float) -> None:
        """Until there is work, or something to read on the line, or so many seconds are over."""
        if self._work.empty():
            self._ears.select(seconds)

    def taken(self, most: int) -> Iterator[Work]:
        """The work that waits, so much of it at most, each taken out."""
        with contextlib.suppress(BlockingIOError):
            self._door.recv(65_536)
        with contextlib.suppress(queue.Empty):
            for _ in range(most):
                yield self._work.get_nowait()

    def hear(self, line: int) -> None:
        """Wake for a line too, by the number of its socket."""
        self._ears.register(line, selectors.EVENT_READ)

    def hear_no_more(self, line: int) -> None:
        """Wake for it no longer; it may be closed already."""
        self._ears.unregister(line)

    def close(self) -> None:
        """Let go of the bell."""
        for end in (self._bell, self._door, self._ears):
            end.close()
