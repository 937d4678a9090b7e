"""Where this run finds packs and keeps playthroughs."""

from __future__ import annotations

import argparse
import os
import random
from datetime import datetime
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from game.cli import MisuseError
from game.cli.output import complain_of
from game.paper import PAPERS
from game.play.library import Library
from game.play.saves import SaveFolder
from game.story import packs
from game.story.loader import load
from game.story.model import Story

#: Seeds are short enough to be read out and typed.
SEEDS = 1_000_000


def data_folder() -> Path:
    """The user's data folder."""
    return user_data_path("rollout", appauthor=False)


def roots(options: argparse.Namespace) -> tuple[Path, ...]:
    """The folders packs are looked for in.  Raises MisuseError for one that was named and is not there."""
    for folder in options.packs:
        if not folder.is_dir():
            raise MisuseError(f"--packs {folder}: there is no such folder")
    return packs.roots(options.packs, Path.cwd(), data_folder())


def asked(options: argparse.Namespace) -> list[tuple[Path, tuple[Path, ...]]]:
    """Every pack asked for, or every pack found, each with the extensions to add to it.

    Raises MisuseError for one that is not there.
    """
    places = roots(options)
    if not options.pack and options.extensions:
        raise MisuseError("--with needs the story to add to")
    paths = [located(name, places) for name in options.pack] or [pack.path for pack in packs.find(places)]
    extensions = tuple(located(name, places) for name in options.extensions)
    return [(path, extensions) for path in paths]


def located(name: str, places: tuple[Path, ...]) -> Path:
    """The folder of a pack, by its id or its path.  Raises MisuseError."""
    path = packs.locate(name, places)
    if path is None:
        raise MisuseError(packs.missing(name, places))
    return path


def opened(options: argparse.Namespace) -> Story | None:
    """The story asked for, with the extensions asked for; None where it has faults, which are printed.

    Raises MisuseError for a pack that is not there.
    """
    places = roots(options)
    extensions = tuple(located(name, places) for name in options.extensions)
    loaded = load(located(options.pack, places), records=places, extensions=extensions)
    complain_of(loaded.errors)
    return loaded.story


def saves_folder(given: Path | None) -> Path:
    """The option, ROLLOUT_SAVES, ``./saves`` if it exists, or the user's data folder: the first that applies."""
    if given is not None:
        return given
    if os.environ.get("ROLLOUT_SAVES"):
        return Path(os.environ["ROLLOUT_SAVES"])
    here = Path.cwd() / "saves"
    return here if here.is_dir() else data_folder() / "saves"


def near(path: Path) -> str:
    """A path as it is shown: from here where it lies below."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def library(options: argparse.Namespace) -> Library:
    """The library of this run."""
    return Library(
        roots=roots(options),
        saves=SaveFolder(saves_folder(options.saves)),
        clock=lambda: datetime.now().astimezone(),
        fresh_seed=partial(random.SystemRandom().randrange, SEEDS),
        papers=PAPERS,
    )
