"""The rooms in a database: how they are made, found and deleted.  They don't see one another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime

from psycopg.types.json import Jsonb

from game.seminar import store_entries as entries
from game.seminar.keeping import Kept, new_code, own
from game.seminar.store import StoreError
from game.seminar.store_line import Line, for_a_moment, prepare
from game.seminar.store_postgres import PostgresStore

CREATE = "insert into rollout_room (code, about) values (%s, %s) on conflict (code) do nothing returning id"
ALL = "select id, code, about from rollout_room order by id desc"


class Database:
    """The rooms of one database, where any computer that reaches it can serve any of them."""

    def __init__(self, address: str) -> None:
        """Look whether it is there, and make its tables where there are none.  Raises StoreError."""
        self._address = address
        with for_a_moment(self._address, "the rooms") as line:
            prepare(line)

    def __str__(self) -> str:
        return "the database"

    def create(self, about: dict[str, str], now: datetime) -> PostgresStore:
        """A new room's store.  Raises StoreError."""
        with for_a_moment(self._address, "the rooms") as line:
            while True:
                code = new_code()
                made = line.execute(CREATE, (code, Jsonb({**about, **own(code, now)}))).fetchone()
                if made is not None:
                    return PostgresStore(self._address, made[0])

    def kept(self) -> Iterator[Kept]:
        """The rooms, the last opened first.  Raises StoreError."""
        with for_a_moment(self._address, "the rooms") as line:
            found = line.execute(ALL).fetchall()
        for _, _, about in found:
            with contextlib.suppress(KeyError, ValueError, TypeError):
                room = Kept({str(name): str(value) for name, value in about.items()})
                room.opened  # noqa: B018 - one that cannot be told how old it is, is none of ours
                yield room

    def open(self, code: str) -> PostgresStore:
        """The store of a room.  Raises StoreError."""
        with for_a_moment(self._address, "the rooms") as line:
            return PostgresStore(self._address, self._room(line, code))

    def _room(self, line: Line, code: str) -> int:
        found = line.execute("select id from rollout_room where code = %s", (code,)).fetchone()
        if found is None:
            raise StoreError(f"there is no room {code} in {self}")
        return int(found[0])

    def delete(self, code: str) -> None:
        """Delete a room, where it is still there.  Raises StoreError."""
        with for_a_moment(self._address, "the rooms") as line, contextlib.suppress(StoreError):
            entries.delete(line, self._room(line, code))
