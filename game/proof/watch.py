"""The limits of a search, and how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NoReturn

from msgspec import Struct


class LimitError(Exception):
    """A limit was passed."""


class Watch(Struct):
    """Stops a search after so many states, or so many seconds by ``clock`` in all, and tells how far it is.

    ``stopped`` says in words which limit was passed, if any was.
    """

    most_states: int = 20_000_000
    most_seconds: float = float("inf")
    clock: Callable[[], float] = time.monotonic
    tell: Callable[[Watch], None] | None = None
    states: int = 0
    frontier: int = 0
    began: float = -1.0
    stopped: str = ""

    @property
    def seconds(self) -> float:
        """How long the search has been running."""
        return self.clock() - self.began if self.began >= 0 else 0.0

    def look(self, frontier: int) -> None:
        """Note the size of the frontier.  Raises LimitError where a limit is passed."""
        self.frontier = frontier
        if self.began < 0:
            self.began = self.clock()
        if self.states > self.most_states:
            self.stop(f"by --max-states {self.most_states:.0f}")
        if self.seconds > self.most_seconds:
            self.stop(f"by --max-seconds {self.most_seconds:g}")
        if self.tell is not None:
            self.tell(self)

    def stop(self, why: str) -> NoReturn:
        """Stop the search, and note why.  Raises LimitError."""
        self.stopped = why
        raise LimitError(why)
