"""A line to a PostgreSQL database, and what goes wrong with it as sentences.

The address may hold a password, and libpq quotes parts of it in what it complains of.  So neither is ever repeated: what
went wrong is told in our words.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import psycopg

from game.seminar.store import StoreError

Line = psycopg.Connection[tuple[Any, ...]]
ADDRESS = re.compile(r"postgres(ql)?://\S+")
#: How long a host may take to answer, in seconds; what is sent may stay without an answer for as long.
PATIENCE = 3
SETTINGS: dict[str, Any] = {
    "connect_timeout": PATIENCE, "tcp_user_timeout": 1000 * PATIENCE, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 3, "application_name": "rollout",
}  # fmt: skip
#: What an acknowledgement stands for is on the disk, even where the database does without for others.
PREPARED = """
select set_config('statement_timeout', '5s', false), set_config('lock_timeout', '3s', false),
  set_config('client_min_messages', 'error', false),
  case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', false) end
"""
SCHEMA = """
create table if not exists rollout_room (
  id bigint generated always as identity primary key, code text not null unique, about jsonb not null,
  last bigint not null default 0, forgotten bigint not null default 0
);
create table if not exists rollout_event (
  room bigint not null references rollout_room on delete cascade, number bigint not null, kind text not null,
  voter text not null, key text not null, value text not null, primary key (room, number)
);
create index if not exists rollout_of_voter on rollout_event (room, voter) where voter <> '';
"""
#: Two processes that come first at once make the tables one after the other.
MAKING = 7_265_746_311
#: What libpq says in English, or PostgreSQL by its code, and what we say.
COMPLAINTS = (
    (r"28000|28P01|password|pg_hba|Peer authentication|no password supplied", "it does not let this user in"),
    (r"3D000|database .* does not exist", "it has no database of that name"),
    (r"role .* does not exist", "it does not know this user"),
    (r"translate host name|Name or service", "there is no host of that name"),
    (r"Connection refused|No such file|Is the server running", "nothing answers there"),
    (r"timeout|timed out", "it does not answer in time"),
    (r"SSL|certificate|GSS", "it and this computer cannot agree on how to encrypt"),
    (r"too many|53300|remaining connection slots", "it takes no more connections"),
    (r"42501", "this user may not do that there"),
    (r"25006", "it can only be read"),
    (r"53100|53200", "it has no room left"),
    (r"57P0|starting up|shutting down", "it is being started or stopped"),
)


def complaint(fault: Exception) -> str:
    """What went wrong with a database, without a word of its address."""
    words = f"{getattr(fault, 'sqlstate', None) or ''} {fault}"
    return next((ours for theirs, ours in COMPLAINTS if re.search(theirs, words)), "it is gone, or refuses")


def dial(address: str) -> Line:
    """A line to a database, where each statement is a transaction of its own.  Raises StoreError."""
    if not ADDRESS.fullmatch(address):
        raise StoreError("the address of a database looks like postgresql://user@host/name")
    try:
        line = psycopg.connect(address, autocommit=True, **SETTINGS)
    except psycopg.ProgrammingError:
        raise StoreError(
            "the address of the database cannot be read; it looks like postgresql://user@host/name"
        ) from None
    except (psycopg.Error, OSError, UnicodeError) as fault:
        raise StoreError(f"the room's database cannot be used: {complaint(fault)}") from None
    try:
        line.execute(PREPARED)
    except psycopg.Error as fault:
        line.close()
        raise StoreError(f"the room's database cannot be used: {complaint(fault)}") from None
    return line


def prepare(line: Line) -> None:
    """Make the tables where there are none.  Raises StoreError."""
    try:
        found = line.execute("select to_regclass('rollout_event'), to_regclass('rollout_of_voter')").fetchone()
        if found is None or None in found:
            with line.transaction():
                line.execute("select pg_advisory_xact_lock(%s)", (MAKING,))
                line.execute(SCHEMA)
    except psycopg.Error as fault:
        raise StoreError(f"no room can be kept in this database: {complaint(fault)}") from None


@contextlib.contextmanager
def for_a_moment(address: str, what: str) -> Iterator[Line]:
    """A line of its own, as ``what`` is read on it; closed afterwards.  Raises StoreError."""
    with contextlib.closing(dial(address)) as line:
        try:
            yield line
        except psycopg.Error as fault:
            raise StoreError(f"{what} cannot be read: {complaint(fault)}") from None
