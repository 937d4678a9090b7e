"""A room in a PostgreSQL database, which several processes serve: each writes to the log, and hears what others write.

One thread holds one line.  It waits for work and for notices at once; a notice says only that there is something new.
Where the line breaks, what waits is answered for at once as not kept, or as lost where it was on its way; once it is
dialled again, whoever follows the room is told what stands in the log before anything else is written.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import chain

import psycopg
from msgspec import Struct

from game.seminar import store_entries as entries
from game.seminar.events import Event
from game.seminar.store import MOST_TOGETHER, Done, Heard, Log, LostError, StoreError
from game.seminar.store_entries import Head
from game.seminar.store_inbox import Inbox
from game.seminar.store_line import Line, complaint, for_a_moment
from game.seminar.store_standing import StandingLine

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
        self._address, self._room = address, room
        self._about = self._said()
        self._read: Head | None = None
        self._seen = Head()
        self._heard: Heard | None = None
        self._owed = False
        self._inbox: Inbox[_Work | _Follow | None] = Inbox()
        self._line = StandingLine(address, room, self._inbox, clock)
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
        self._inbox.put(_Follow(heard))

    def append(self, events: Sequence[Event], done: Done) -> None:
        """Keep entries, together or not at all; ``done`` is called on the writer's thread, in order."""
        self._inbox.put(_Append(tuple(events), done))

    def forget(self, voter: str, done: Done) -> None:
        """Remove all that one voter left; whoever follows the room reads it anew."""
        self._inbox.put(_Forget(voter, done))

    def close(self) -> None:
        """Write what is still to be written, and let go."""
        self._inbox.put(None)
        self._writer.join(LET_GO)

    def _run(self) -> None:
        with closing(self._inbox):
            open_ = True
            while open_:
                self._wait()
                work, open_ = self._waiting()
                if work and not self._line.up and self._line.away_for:
                    _refuse(work, StoreError("the room's database is away"))
                elif work or open_:
                    self._do(work)
            self._line.hang_up()

    def _wait(self) -> None:
        """Until there is work, or something to hear, or it is time to dial again."""
        self._line.look()
        if not self._line.up:
            self._inbox.wait(self._line.away_for)
        elif not self._line.news:
            self._inbox.wait(LOOK_AGAIN)

    def _waiting(self) -> tuple[deque[_Work], bool]:
        """The work that waits, and whether more may come."""
        work: deque[_Work] = deque()
        for one in self._inbox.taken(MOST_TOGETHER):
            if one is None:
                return work, False
            if isinstance(one, _Follow):
                self._heard, self._seen, self._owed = one.heard, self._read or Head(), True
                self._line.news = True
            else:
                work.append(one)
        return work, True

    def _do(self, work: deque[_Work]) -> None:
        """Hear what is new, then work off what waits; what remains when the line breaks is not kept, or lost."""
        sent = False
        try:
            line = self._line.dial()
            if self._line.news or not work:
                self._hear(line)
            while work:
                sent = True
                self._one(line, work)
        except (psycopg.Error, StoreError, OSError) as fault:
            self._line.hang_up()
            self._owed = True
            _refuse(work, _reason(fault, sent=sent))

    def _hear(self, line: Line) -> None:
        """Read how far the log is, and what there is to read of it."""
        self._line.read()
        now = entries.head(line, self._room)
        if now is not None:
            self._catch_up(line, now)
        elif self._heard is not None:
            self._heard(Log((Event("finish"),), self._seen.last))

    def _catch_up(self, line: Line, now: Head) -> None:
        """Tell whoever follows what they have not heard; where nothing is new, they may be owed that."""
        if self._heard is None:
            return
        if now.forgotten != self._seen.forgotten:
            self._heard(Log(entries.rows(line, self._room, 0, now.last), now.last, whole=True))
        elif now.last > self._seen.last or self._owed:
            self._heard(Log(entries.rows(line, self._room, self._seen.last, now.last), now.last))
        self._seen, self._owed = now, False

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
        """Write the entries that wait up to the next that asks for something else, in one statement."""
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


def _reason(fault: Exception, *, sent: bool) -> StoreError:
    """Why work is not kept; where it was on its way when the line broke, that is not known."""
    if isinstance(fault, StoreError):
        return fault
    return (LostError if sent else StoreError)(f"the room's database: {complaint(fault)}")


def _refuse(work: deque[_Work], reason: StoreError) -> None:
    """Answer that nothing was kept."""
    for one in work:
        one.done(reason)
