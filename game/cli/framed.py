"""``--debrief`` as the commands that a class is led with take it."""

from __future__ import annotations

from game.cli import MisuseError
from game.cli.output import complain_of
from game.paper.framework import Framework, FrameworkError, framework


def framed(name: str) -> Framework:
    """The framework of that name or file, its faults printed.  Raises MisuseError."""
    try:
        return framework(name)
    except FrameworkError as fault:
        complain_of(fault.problems)
        raise MisuseError(str(fault)) from None
