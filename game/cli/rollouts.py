"""Files of rollouts and of what raters said of them, read for the commands that need them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from game.agent import rating
from game.agent.rating import Rating
from game.agent.record import Record, RecordError, read
from game.cli import MisuseError
from game.story import packs
from game.story.loader import load
from game.story.model import Story


def read_all(names: Iterable[str]) -> tuple[list[Record], list[Rating]]:
    """The records and the ratings in files, which may stand in the same one.

    Raises MisuseError for a file that cannot be read, RecordError with its name and line for what is neither.
    """
    records: list[Record] = []
    ratings: list[Rating] = []
    for name in names:
        try:
            lines = Path(name).read_text("utf-8").split("\n")
            ratings += rating.read(lines)
            records += read("" if rating.is_rating(text) else text for text in lines)
        except (OSError, UnicodeDecodeError) as fault:
            raise MisuseError(f"{name} cannot be read: {getattr(fault, 'strerror', None) or fault}") from None
        except RecordError as fault:
            raise RecordError(f"{name}: {fault}") from None
    return records, ratings


def stories_of(places: Sequence[Path], wanted: set[str]) -> dict[str, Story]:
    """The stories that records name, as far as they are here."""
    paths = {pack.id: pack.path for pack in packs.find(tuple(places)) if pack.id in wanted}
    loaded = {name: load(path, records=places).story for name, path in paths.items()}
    return {name: story for name, story in loaded.items() if story is not None}
