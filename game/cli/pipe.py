"""One JSON object a line, to a program and back."""

from __future__ import annotations

import sys

from game.agent.messages import Message, line
from game.agent.world import LONGEST_LINE


def send(message: Message) -> None:
    """Send a line at once.  Raises BrokenPipeError where nobody reads any more."""
    sys.stdout.write(line(message) + "\n")
    sys.stdout.flush()


def receive() -> str:
    """The next line, without its end; of one that is too long as much as shows that it is.

    Raises EOFError where nothing more comes.
    """
    text = sys.stdin.readline(LONGEST_LINE + 2)
    if not text:
        raise EOFError
    while not text.endswith("\n") and (rest := sys.stdin.readline(LONGEST_LINE)):
        text = text[: LONGEST_LINE + 1] + rest[-1:]
    return text.rstrip("\n")
