"""Lines in and lines out; the only place of this face that reads and prints."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from game.story.text import clean

#: A longer line is cut: no command and no note is as long.
LONGEST_LINE = 8_000
WIDTH = 78


class Hangup(Exception):  # noqa: N818 - an event, not a fault: nobody is at the other end any more
    """The input has ended."""


@dataclass(slots=True)
class Talk:
    """A conversation over two streams; lines are wrapped only where a person watches a terminal."""

    source: TextIO = field(default_factory=lambda: sys.stdin)
    sink: TextIO = field(default_factory=lambda: sys.stdout)

    def say(self, lines: Iterable[str] | str) -> None:
        """Print lines."""
        for line in [lines] if isinstance(lines, str) else lines:
            for part in self._wrapped(line):
                print(part, file=self.sink)
        self.sink.flush()

    def _wrapped(self, line: str) -> Iterator[str]:
        if not self.sink.isatty() or len(line) <= WIDTH:
            yield line
            return
        indent = " " * (len(line) - len(line.lstrip()))
        yield from textwrap.wrap(
            line,
            WIDTH,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [line]

    def ask(self) -> str:
        """The next line, cleaned and without space around it.  Raises Hangup at the end of input."""
        if self.sink.isatty():
            print("> ", end="", file=self.sink, flush=True)
        line = self.source.readline(LONGEST_LINE)
        if not line:
            raise Hangup
        while not line.endswith("\n") and (rest := self.source.readline(LONGEST_LINE)):
            if rest.endswith("\n"):
                break
        return clean(line, limit=LONGEST_LINE).strip()

    def pick(
        self,
        heading: str,
        options: list[tuple[str, str]],
        default: int = 0,
        also: dict[str, str] | None = None,
    ) -> str:
        """Ask for one of ``(id, words)`` by number or id; a blank line takes the default.

        ``also`` names further answers that are accepted as they are.
        """
        self.say(["", heading])
        for number, (_, words) in enumerate(options, 1):
            self.say(f"{number}. {words}{' (default)' if number == default + 1 else ''}")
        for name, words in (also or {}).items():
            self.say(f"{name}: {words}")
        while True:
            answer = self.ask()
            if not answer:
                return options[default][0]
            if answer.isdecimal() and 1 <= int(answer[:6]) <= len(options):
                return options[int(answer) - 1][0]
            if answer in (also or {}) or any(answer == option for option, _ in options):
                return answer
            self.say(f"“{answer[:60]}” is not one of them. Type a number from 1 to {len(options)}.")
