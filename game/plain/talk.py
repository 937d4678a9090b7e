"""Lines in and lines out; the only place of this face that reads and prints."""

from __future__ import annotations

import re
import select
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from msgspec import Struct, field

from game.story.text import clean

#: A longer line is cut: no command and no note is as long.
LONGEST_LINE = 8_000
#: The widest line at a terminal; a narrower terminal gets narrower lines.
WIDTH = 78
#: What a line begins with that its further lines are set in below: space, a dash, a number.
MARK = re.compile(r" *(\d{1,3}\. |- )?")
#: Seconds between two calls of what is done while nothing is typed.
LULL = 0.5


class Hangup(Exception):  # noqa: N818 - an event, not a fault: nobody is at the other end any more
    """The input has ended, or the player has left."""


class Talk(Struct):
    """A conversation over two streams; lines are wrapped only where a person watches a terminal."""

    source: TextIO = field(default_factory=lambda: sys.stdin)
    sink: TextIO = field(default_factory=lambda: sys.stdout)
    asking: bool = False

    def say(self, *lines: str) -> None:
        """Print lines; one that holds line breaks is several."""
        for line in lines:
            for part in clean(line).split("\n"):
                print(*self._wrapped(part), sep="\n", file=self.sink)
        self.sink.flush()

    def tell(self, lines: Iterable[str]) -> None:
        """Print a blank line, and then lines."""
        self.say("", *lines)

    def _wrapped(self, line: str) -> Iterator[str]:
        width = min(WIDTH, max(20, shutil.get_terminal_size().columns - 1)) if self.sink.isatty() else 0
        if not width or len(line) <= width:
            yield line
            return
        mark = MARK.match(line)
        indent = " " * mark.end() if mark else ""
        yield from textwrap.wrap(
            line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [line]

    def ask(self, idle: Callable[[], bool] | None = None) -> str:
        """The next line, cleaned and without space around it.  Raises Hangup at the end of input.

        While a person at a terminal types nothing, ``idle`` is called now and then; it answers whether it has
        printed something, so that the prompt is printed again.
        """
        watched = self.asking = self.sink.isatty() and self.source.isatty()
        self.prompt()
        while watched and idle is not None and not self._typed():
            if idle():
                self.prompt()
        line = self.source.readline(LONGEST_LINE)
        self.asking = False
        if not line:
            if watched:
                print(file=self.sink)
            raise Hangup
        ended = line.endswith("\n")
        while not ended and (rest := self.source.readline(LONGEST_LINE)):
            ended = rest.endswith("\n")
        return clean(line).strip()

    def prompt(self) -> None:
        """Print the prompt, where a person at a terminal is asked for a line now."""
        if self.asking:
            print("> ", end="", file=self.sink, flush=True)

    def _typed(self) -> bool:
        """Whether a line is there, after a short wait; true where that cannot be told."""
        try:
            return bool(select.select([self.source], [], [], LULL)[0])
        except (OSError, ValueError):  # not every system can wait for a terminal
            return True


def position(text: str, many: int) -> int | None:
    """The place, from zero, that a typed number names among ``many`` counted from one; None where it names none."""
    if text.isdecimal() and len(text) <= 9 and 1 <= int(text) <= many:
        return int(text) - 1
    return None


def echo(text: str) -> str:
    """What was typed, quoted and cut where it is long."""
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"
