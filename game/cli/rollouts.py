"""Files of rollouts and of what raters said of them, read for the commands that need them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from game.agent import rating
from game.agent.rating import Rating
from game.agent.reading import RecordError, read
from game.agent.record import Record
from game.cli import MisuseError
from game.cli.output import complain_of
from game.cli.places import located, roots
from game.story import packs
from game.story.loader import load
from game.story.model import Story


def day(options: argparse.Namespace) -> str:
    """The day for records and ratings, in ISO 8601: the one that was named, or today."""
    return options.date or datetime.now().astimezone().date().isoformat()


def read_all(names: Iterable[str]) -> tuple[list[Record], list[Rating]]:
    """The records and the ratings in files, which may stand in the same one; a file that is named twice is read once.

    Raises MisuseError for a file that cannot be read, RecordError with its name and line for what is neither.
    """
    records: list[Record] = []
    ratings: list[Rating] = []
    for name in {os.path.realpath(name): name for name in names}.values():
        try:
            lines = Path(name).read_text("utf-8-sig").split("\n")
            ratings += rating.read(lines)
            records += read("" if rating.is_rating(text) else text for text in lines)
        except (OSError, UnicodeDecodeError) as fault:
            raise MisuseError(f"{name} cannot be read: {getattr(fault, 'strerror', None) or fault}") from None
        except RecordError as fault:
            raise RecordError(f"{name}: {fault}") from None
    return records, ratings


def stories_of(options: argparse.Namespace, records: Iterable[Record]) -> dict[str, Story]:
    """The stories that records name, as far as they are here, by their fingerprints; with what was asked to be added too.

    The faults of what can be added to none of them are printed.  Raises MisuseError for an extension that is not there.
    """
    places = roots(options)
    wanted = {record.world["id"] for record in records}
    added = tuple(located(name, places) for name in options.extensions)
    paths = [pack.path for pack in packs.find(places) if pack.id in wanted]
    whole = [load(path, records=places, extensions=added) for path in paths] if added else []
    if all(loaded.story is None for loaded in whole):
        complain_of([fault for loaded in whole for fault in loaded.errors])
    every = [*(load(path, records=places) for path in paths), *whole]
    return {loaded.story.fingerprint: loaded.story for loaded in every if loaded.story is not None}
