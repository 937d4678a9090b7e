"""``rollout export``."""

from __future__ import annotations

import argparse

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain
from game.cli.places import opened
from game.cli.results import deliver
from game.cli.setting import refuse_unknown
from game.export.page import TooLargeError, page


def export(options: argparse.Namespace) -> int:
    """Write a whole story, or one of its roles, as a page that a browser plays."""
    if not options.html:
        raise MisuseError("say what to write: --html, a page that a browser plays without a network")
    story = opened(options)
    if story is None:
        return FAULTS
    refuse_unknown(story, options.role, {})
    try:
        text = page(story, options.role)
    except TooLargeError as fault:
        complain(f"rollout: {story.title} cannot be exported: {fault}.")
        return FAULTS
    deliver(text, options.out)
    return FINE
