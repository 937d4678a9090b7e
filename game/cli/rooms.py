"""Where a seminar's rooms are kept: a folder, or a database that several computers reach."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from typing import TYPE_CHECKING

from game.cli import MisuseError
from game.cli.places import data_folder

if TYPE_CHECKING:
    from game.seminar.keeping import Rooms

LACKING = "a room in a database needs psycopg: pip install 'rollout-game[seminar,cluster]'"


def rooms(options: argparse.Namespace) -> Rooms:
    """The place for rooms that was asked for.  Raises MisuseError, and StoreError where a database is not there."""
    if not options.store:
        if options.join is not None:
            raise MisuseError("--join is for a room in a database: --store says in which")
        from game.seminar.keeping import Folder

        return Folder(options.rooms or data_folder() / "rooms")
    if options.rooms is not None:
        raise MisuseError("a room is kept in a folder or in a database: --rooms or --store, not both")
    if options.join is not None and (options.resume is not None or options.rehearse):
        raise MisuseError("--join serves a room that is led elsewhere: without --resume and --rehearse")
    if find_spec("psycopg") is None:
        raise MisuseError(LACKING)
    try:
        from game.seminar.store_database import Database
    except ImportError:  # psycopg is there, and what it needs of PostgreSQL is not
        raise MisuseError(LACKING) from None
    return Database(options.store)
