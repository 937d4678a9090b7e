"""``--debrief`` as the commands that a class is led with take it."""

from __future__ import annotations

from game.cli import MisuseError
from game.cli.output import complain_of
from game.paper.framework import Framework, FrameworkError, framework
from game.paper.schedule import schedule


def framed(name: str, minutes: int) -> Framework:
    """The framework of that name or file for a plan of so many minutes, its faults printed.  Raises MisuseError."""
    try:
        found = framework(name)
        schedule(minutes, found)
    except FrameworkError as fault:
        complain_of(fault.problems)
        raise MisuseError(str(fault)) from None
    return found
