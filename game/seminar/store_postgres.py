"""A room in a PostgreSQL database, which several processes serve: each writes to the log, and hears what others write.

One thread holds one line.  It waits for work and for notices at once; a notice says only that there is something new.
Where the line breaks, what waits is answered for at once as not kept, and the line is dialled again, at longer and longer
intervals; what others wrote meanwhile is read before anything else is written.
"""

from __future__ import annotations

import contextlib
import queue
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import chain

import psycopg
from msgspec import Struct

from game.seminar import store_entries as entries
from game.seminar.events import Event
from game.seminar.store import MOST_TOGETHER, Done, Heard, Log, StoreError
from game.seminar.store_entries import Head
from game.seminar.store_line import Line, complaint, dial, for_a_moment

#: Seconds until a line is dialled again: at first, and at most.
SOON, LATE = 0.1, 2.0
#: A notice that was lost costs no more than so many seconds.
LOOK_AGAIN = 5.0
#: How long closing waits for a database that does not answer.
LET_GO = 4.0
OVER = "this room is over, and what was kept of it is deleted"


class _Append(Struct, frozen=True):
    events: tuple[Event, ...]
    done: Done


class _Forget(Struct, frozen=True):
    voter: str
    done: Done


class _Follow(Struct, frozen=True):
    heard: Heard


_Work = _Append | _Forget


class PostgresStore:
    """A room in a database, by its number there."""

    def __init__(self, address: str, room: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a room up.  Raises StoreError where it is not there, or the database is not."""
        self._address, self._room, self._clock = address, room, clock
        self._about = self._said()
        self._read: Head | None = None
        self._seen = Head()
        self._heard: Heard | None = None
        self._line: Line | None = None
        self._ear = -1
        self._news = False
        self._dial_at, self._pause = 0.0, SOON
        self._work: queue.SimpleQueue[_Work | _Follow | None] = queue.SimpleQueue()
        self._bell, self._door = socket.socketpair()
        self._ears = selectors.DefaultSelector()
        self._ears.register(self._door, selectors.EVENT_READ)
        for end in (self._bell, self._door):
            end.setblocking(False)
        self._writer = threading.Thread(target=self._run, name="room", daemon=True)
        self._writer.start()

    def _said(self) -> dict[str, str]:
        with for_a_moment(self._address, "the room") as line:
            row = line.execute("select about from rollout_room where id = %s", (self._room,)).fetchone()
        if row is None:
            raise StoreError(OVER)
        return dict(row[0])

    def about(self) -> dict[str, str]:
        """What is known of the room besides its events."""
        return dict(self._about)

    def events(self) -> list[Event]:
        """The log.  Raises StoreError."""
        with for_a_moment(self._address, "the room") as line:
            now = entries.head(line, self._room) or Head()
            self._read = self._read or now  # whoever follows goes on from what they read first
            return list(entries.rows(line, self._room, 0, now.last))

    def follow(self, heard: Heard) -> None:
        """Tell from now on what others write, and first what they wrote since ``events`` was called first."""
        self._put(_Follow(heard))

    def append(self, events: Sequence[Event], done: Done) -> None:
        """Keep entries, together or not at all; ``done`` is called on the writer's thread, in order."""
        self._put(_Append(tuple(events), done))

    def forget(self, voter: str, done: Done) -> None:
        """Remove all that one voter left; whoever follows the room reads it anew."""
        self._put(_Forget(voter, done))

    def close(self) -> None:
        """Write what is still to be written, and let go."""
        self._put(None)
        self._writer.join(LET_GO)

    def _put(self, work: _Work | _Follow | None) -> None:
        self._work.put(work)
        with contextlib.suppress(BlockingIOError, OSError):  # rung often enough, or nobody is there any more
            self._bell.send(b"\0")

    def _run(self) -> None:
        with self._bell, self._door, self._ears:
            open_ = True
            while open_:
                self._wait()
                work, open_ = self._waiting()
                if self._line is None and work and self._clock() < self._dial_at:
                    _refuse(work, StoreError("the room's database is away"))
                elif work or open_:
                    self._do(work)
            self._hang_up()

    def _wait(self) -> None:
        """Until there is work, or something to hear, or it is time to dial again."""
        if self._line is None:
            self._ears.select(max(0.0, self._dial_at - self._clock()))
            return
        while told := self._line.pgconn.notifies():  # came behind the last answer, so nothing is left to wait for
            self._news = self._news or told.be_pid != self._line.info.backend_pid
        if not self._news and self._work.empty():
            self._ears.select(LOOK_AGAIN)

    def _waiting(self) -> tuple[deque[_Work], bool]:
        """The work that waits, and whether more may come."""
        with contextlib.suppress(BlockingIOError):
            self._door.recv(65_536)
        work: deque[_Work] = deque()
        while len(work) < MOST_TOGETHER:
            try:
                one = self._work.get_nowait()
            except queue.Empty:
                break
            if one is None:
                return work, False
            if isinstance(one, _Follow):
                self._heard, self._news, self._seen = one.heard, True, self._read or Head()
            else:
                work.append(one)
        return work, True

    def _do(self, work: deque[_Work]) -> None:
        """Hear what is new, then work off what waits; what remains when the line breaks is not kept."""
        try:
            line = self._line or self._dial()
            if self._news or not work:
                self._hear(line)
            while work:
                self._one(line, work)
        except (psycopg.Error, StoreError, OSError) as fault:
            self._hang_up()
            reason = fault if isinstance(fault, StoreError) else StoreError(f"the room's database: {complaint(fault)}")
            _refuse(work, reason)

    def _dial(self) -> Line:
        """Dial, and listen before anything is read, so that nothing falls between.  Raises StoreError."""
        try:
            line = dial(self._address)
        finally:
            self._dial_at, self._pause = self._clock() + self._pause, min(LATE, 2 * self._pause)
        self._line, self._ear, self._news = line, line.fileno(), True
        self._ears.register(self._ear, selectors.EVENT_READ)
        line.add_notify_handler(self._noticed)
        entries.listen(line, self._room)
        return line

    def _noticed(self, notice: psycopg.Notify) -> None:
        """Something was said while a statement was on its way; what this process said itself is no news."""
        self._news = self._news or self._line is None or notice.pid != self._line.info.backend_pid

    def _hang_up(self) -> None:
        if self._line is not None:
            self._ears.unregister(self._ear)  # by its number: a line that is lost has none any more
            self._line.close()
        self._line = None

    def _hear(self, line: Line) -> None:
        """Read how far the log is, and what there is to read of it."""
        self._news = False
        self._pause = SOON
        now = entries.head(line, self._room)
        if now is not None:
            self._catch_up(line, now)
        elif self._heard is not None:
            self._heard(Log((Event("finish"),), self._seen.last))

    def _catch_up(self, line: Line, now: Head) -> None:
        if self._heard is None:
            return
        if now.forgotten != self._seen.forgotten:
            self._heard(Log(entries.rows(line, self._room, 0, now.last), now.last, whole=True))
        elif now.last > self._seen.last:
            self._heard(Log(entries.rows(line, self._room, self._seen.last, now.last), now.last))
        self._seen = now

    def _one(self, line: Line, work: deque[_Work]) -> None:
        """Work off the first that waits, with all that can be written together with it."""
        first = work[0]
        if isinstance(first, _Append):
            self._keep(line, work)
            return
        now = entries.forget(line, self._room, first.voter)
        if now is not None:
            self._catch_up(line, Head(now.last, now.forgotten - 1))
            self._seen = now
        work.popleft()
        first.done(None)

    def _keep(self, line: Line, work: deque[_Work]) -> None:
        together: list[_Append] = []
        for one in work:
            if not isinstance(one, _Append):
                break
            together.append(one)
        events = list(chain.from_iterable(one.events for one in together))
        now = entries.append(line, self._room, events)
        if now is None:
            raise StoreError(OVER)
        self._catch_up(line, Head(now.last - len(events), now.forgotten))
        self._seen = now
        for one in together:
            work.popleft()
            one.done(None)


def _refuse(work: deque[_Work], reason: StoreError) -> None:
    """Answer that nothing was kept."""
    for one in work:
        one.done(reason)
