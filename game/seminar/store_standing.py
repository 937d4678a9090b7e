"""A line that is held open to hear of one room, and dialled again at longer and longer intervals where it broke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import psycopg

from game.seminar import store_entries as entries
from game.seminar.store_inbox import Inbox
from game.seminar.store_line import Line, dial

#: Seconds until a line is dialled again: at first, and at most.
SOON, LATE = 0.1, 2.0


class StandingLine:
    """The line of one thread, which waits at an inbox and is woken where something comes on the line.

    ``news`` says that others have written, or may have while there was no line.
    """

    def __init__(self, address: str, room: int, inbox: Inbox[Any], clock: Callable[[], float]) -> None:
        self.news = False
        self._address, self._room, self._inbox, self._clock = address, room, inbox, clock
        self._line: Line | None = None
        self._number = -1
        self._again_at, self._pause = 0.0, SOON

    @property
    def up(self) -> bool:
        """Whether it is there, as far as is known."""
        return self._line is not None

    @property
    def away_for(self) -> float:
        """Seconds until it may be dialled; 0 where it may be now."""
        return max(0.0, self._again_at - self._clock())

    def dial(self) -> Line:
        """The line; it listens before anything is read, so that nothing falls between.

        Raises StoreError and psycopg.Error.
        """
        if self._line is None:
            try:
                self._line = dial(self._address)
            finally:
                self._again_at, self._pause = self._clock() + self._pause, min(LATE, 2 * self._pause)
            self._number, self.news = self._line.fileno(), True
            self._inbox.hear(self._number)
            self._line.add_notify_handler(self._told)
            entries.listen(self._line, self._room)
        return self._line

    def read(self) -> None:
        """What is new is read now: nothing is news any more, and a line that breaks is dialled again soon."""
        self.news, self._pause = False, SOON

    def look(self) -> None:
        """Take the notices that came behind the last answer, for which nobody would be woken."""
        if self._line is not None:
            while told := self._line.pgconn.notifies():
                self.news = self.news or told.be_pid != self._line.info.backend_pid

    def hang_up(self) -> None:
        """Close it."""
        if self._line is not None:
            self._inbox.hear_no_more(self._number)  # a line that is lost has no number any more
            self._line.close()
        self._line = None

    def _told(self, notice: psycopg.Notify) -> None:
        """Something was said while a statement was on its way; what this process said itself is no news."""
        self.news = self.news or self._line is None or notice.pid != self._line.info.backend_pid
