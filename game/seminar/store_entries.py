"""The log of a room in a database: what is written there and read, each a statement or two.

Numbers have no gaps and are in the order of the commits, because a room's row holds the last one and is locked from its
counting to the commit.  So whoever has read up to a number has missed nothing below it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from psycopg import sql

from game.seminar.events import Event
from game.seminar.store_line import Line

#: One statement, so that no process that is stopped half-way holds the others up.
APPEND = """
with head as (
  update rollout_room set last = last + %(many)s where id = %(room)s returning last, forgotten
), entries as (
  insert into rollout_event
  select %(room)s, head.last - %(many)s + given.at, given.kind, given.voter, given.key, given.value
  from head, unnest(%(kinds)s::text[], %(voters)s::text[], %(keys)s::text[], %(values)s::text[])
    with ordinality as given (kind, voter, key, value, at)
)
select last, forgotten, pg_notify(%(channel)s, '') from head
"""
#: Two, because a statement sees what stood when it began: the row has to be locked before it is looked who is there.
COUNT_FORGOTTEN = "update rollout_room set forgotten = forgotten + 1 where id = %s returning last, forgotten"
FORGET = "delete from rollout_event where room = %s and voter = %s"
HEAD = "select last, forgotten from rollout_room where id = %s"
ROWS = """
select kind, voter, key, value from rollout_event where room = %s and number > %s and number <= %s order by number
"""
DELETE = "delete from rollout_room where id = %s"


class Head(Struct, frozen=True):
    """How far a log has come: the number of its last entry, and how many voters were forgotten."""

    last: int = 0
    forgotten: int = 0


def channel(room: int) -> str:
    """What those who follow a room listen to; what is said there is nothing but that there is something new."""
    return f"rollout_{room}"


def listen(line: Line, room: int) -> None:
    """Be told from now on where something is new in a room."""
    line.execute(sql.SQL("listen {}").format(sql.Identifier(channel(room))))


def append(line: Line, room: int, events: Sequence[Event]) -> Head | None:
    """Write entries, and answer how far the log is with them; None where there is no such room."""
    given = {
        "room": room, "many": len(events), "channel": channel(room), "kinds": [event.kind for event in events],
        "voters": [event.voter for event in events], "keys": [event.key for event in events],
        "values": [event.value for event in events],
    }  # fmt: skip
    row = line.execute(APPEND, given).fetchone()
    return Head(*row[:2]) if row else None


def forget(line: Line, room: int, voter: str) -> Head | None:
    """Remove what a voter left."""
    with line.transaction():
        row = line.execute(COUNT_FORGOTTEN, (room,)).fetchone()
        line.execute(FORGET, (room, voter))
        line.execute("select pg_notify(%s, '')", (channel(room),))
    return Head(*row) if row else None


def delete(line: Line, room: int) -> None:
    """Remove a room, and tell those who follow it."""
    with line.transaction():
        line.execute(DELETE, (room,))
        line.execute("select pg_notify(%s, '')", (channel(room),))


def head(line: Line, room: int) -> Head | None:
    """How far a log is; None where there is no such room any more."""
    row = line.execute(HEAD, (room,)).fetchone()
    return Head(*row) if row else None


def rows(line: Line, room: int, after: int, last: int) -> tuple[Event, ...]:
    """The entries after a number, up to another."""
    return tuple(Event(*row) for row in line.execute(ROWS, (room, after, last)))
