"""``rollout export``."""

from __future__ import annotations

import argparse

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, say
from game.cli.places import located, near, roots
from game.cli.setting import refuse_unknown
from game.export.page import TooLargeError, page
from game.export.tables import TooWideError
from game.story.loader import load


def export(options: argparse.Namespace) -> int:
    """Write a whole story, or one of its roles, as a page that a browser plays."""
    if not options.html:
        raise MisuseError("say what to write: --html, a page that a browser plays without a network")
    places = roots(options)
    extensions = tuple(located(name, places) for name in options.extensions)
    loaded = load(located(options.pack, places), records=places, extensions=extensions)
    if loaded.story is None:
        for problem in loaded.errors:
            complain(f"{problem}\n")
        return FAULTS
    refuse_unknown(loaded.story, options.role, {})
    try:
        text = page(loaded.story, options.role)
    except (TooLargeError, TooWideError) as fault:
        complain(f"rollout: {loaded.story.title} cannot be exported: {fault}.")
        return FAULTS
    if options.out is None:
        say(text)
        return FINE
    try:
        options.out.write_text(text, "utf-8", newline="\n")
    except OSError as fault:
        raise MisuseError(f"{options.out} cannot be written: {fault.strerror}") from None
    say(near(options.out))
    return FINE
