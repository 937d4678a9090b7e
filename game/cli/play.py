"""``rollout`` and ``rollout play``."""

from __future__ import annotations

import argparse
from pathlib import Path
from shlex import quote

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, say
from game.cli.places import library
from game.cli.setting import refuse_unknown, settled
from game.cli.streams import drawable
from game.play.library import BrokenStoryError, CannotOpenError, Library
from game.play.wish import Wish
from game.story.garbage import held


def play(options: argparse.Namespace) -> int:
    """Play in the app, or in lines where that was asked for or no terminal is there."""
    books = library(options)
    _refuse_misuse(options)
    try:
        if options.extensions:
            books.add(options.pack, options.extensions)
        plain = options.plain or not drawable()
        wish = _wish(options, books, plain=plain)
        if plain:
            return _play_plain(books, wish)
        with held():  # until the first screen is there: nothing that is imported and read until then can go
            return _play_app(books, wish)
    except BrokenStoryError as faults:
        complain(f"rollout: {faults}")
        return FAULTS
    except CannotOpenError as reason:
        raise MisuseError(str(reason)) from None


def _refuse_misuse(options: argparse.Namespace) -> None:
    """Refuse options that mean nothing without another."""
    if options.after and not (options.pack and options.role):
        raise MisuseError("--after needs the story and the role: rollout play PACK --role ROLE --after SAVE")
    if options.watch and not options.pack:
        raise MisuseError("--watch needs the story to watch: rollout play --watch PACK")
    if options.extensions and not options.pack:
        raise MisuseError("--with needs the story to add to: rollout play PACK --with EXTENSION")
    if (options.role or options.settings) and not options.pack:
        raise MisuseError("--role and --set need the pack they belong to: rollout play PACK …")


def _wish(options: argparse.Namespace, books: Library, *, plain: bool) -> Wish:
    """What was asked for.  Raises MisuseError for a role, condition or value that the story does not have."""
    settings = settled(options.settings)
    if options.role or settings:
        refuse_unknown(books.open(options.pack), options.role, settings)
    fault = books.saves.fault()
    return Wish(
        story=options.pack,
        role=options.role,
        settings=settings,
        seed=options.seed,
        resume=options.resume,
        after=options.after,
        watch=options.watch,
        again=_again(options.saves, plain=plain),
        problem=f"Nothing can be kept in {books.saves.path} ({fault}); name another folder with --saves."
        if fault
        else "",
    )


def _play_plain(books: Library, wish: Wish) -> int:
    from game.plain.run import run

    if wish.problem:
        complain(wish.problem)
    run(books, wish)
    return FINE


def _play_app(books: Library, wish: Wish) -> int:
    from game.tui.app import run

    if wish.story:
        books.open(wish.story)
    status, farewell = run(books, wish)
    if farewell:
        say(farewell)
    return status


def _again(saves: Path | None, *, plain: bool) -> str:
    """The command that goes on with a playthrough, in the same face and from the same folder."""
    face = ("--plain",) if plain else ()
    folder = ("--saves", quote(str(saves))) if saves else ()
    return " ".join(("rollout", "play", *face, "--resume", *folder))
