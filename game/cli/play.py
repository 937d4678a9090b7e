"""``rollout`` and ``rollout play``."""

from __future__ import annotations

import argparse
from shlex import quote

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, say
from game.cli.places import library
from game.cli.setting import refuse_unknown, settled
from game.cli.streams import drawable
from game.play.library import BrokenStoryError, CannotOpenError, Library
from game.story.garbage import held


def play(options: argparse.Namespace) -> int:
    """Play in the app, or in lines where that was asked for or no terminal is there."""
    books = library(options)
    settings = settled(options.settings)
    try:
        if options.after and not (options.pack and options.role):
            raise MisuseError("--after needs the story and the role: rollout play PACK --role ROLE --after SAVE")
        if options.watch and not options.pack:
            raise MisuseError("--watch needs the story to watch: rollout play --watch PACK")
        if options.extensions and not options.pack:
            raise MisuseError("--with needs the story to add to: rollout play PACK --with EXTENSION")
        if options.extensions:
            books.add(options.pack, options.extensions)
        if options.role or settings:
            _check_setup(books, options.pack, options.role, settings)
        fault = books.saves.fault()
        trouble = (
            f"Nothing can be kept in {books.saves.path} ({fault}); name another folder with --saves." if fault else ""
        )
        if options.plain or not drawable():
            return _play_plain(options, books, settings, trouble)
        with held():  # until the first screen is there: nothing that is imported and read until then can go
            return _play_app(options, books, settings, trouble)
    except BrokenStoryError as faults:
        complain(f"rollout: {faults}")
        return FAULTS
    except CannotOpenError as reason:
        raise MisuseError(str(reason)) from None


def _play_plain(options: argparse.Namespace, books: Library, settings: dict[str, str], trouble: str) -> int:
    from game.plain.run import Wish, run

    if trouble:
        complain(trouble)
    again = "rollout play --plain --resume" + (f" --saves {quote(str(options.saves))}" if options.saves else "")
    run(
        books,
        Wish(options.pack, options.role, settings, options.seed, options.resume, again, options.after, options.watch),
    )
    return FINE


def _play_app(options: argparse.Namespace, books: Library, settings: dict[str, str], trouble: str) -> int:
    from game.tui.app import run
    from game.tui.start import Start

    if options.pack:
        books.open(options.pack)
    start = Start(
        options.pack, options.role, settings, options.seed, options.resume, trouble, options.after, options.watch
    )
    status, farewell = run(books, start)
    if farewell:
        say(farewell)
    return status


def _check_setup(books: Library, pack: str, role: str, settings: dict[str, str]) -> None:
    """Refuse a role, condition or value that the story does not have."""
    if not pack:
        raise MisuseError("--role and --set need the pack they belong to: rollout play PACK …")
    refuse_unknown(books.open(pack), role, settings)
