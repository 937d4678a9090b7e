"""Results as a table of Markdown, printed line by line as they come and written at the end."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from timing import Row

#: The columns of what is measured in rounds beside another.
HEAD = ("what", "Rollout", "the other", "ratio of the medians (of the rounds)", "by processor time", "promise", "")

Bench = TypeVar("Bench")


def machine() -> str:
    """The machine in words."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {pages:.0f} GiB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def chosen(known: Mapping[str, Bench], words: Sequence[str]) -> list[Bench]:
    """The benches whose names hold one of some words, or all; ends the program with status 2 where there is none."""
    found = [bench for name, bench in known.items() if not words or any(word in name for word in words)]
    if not found:
        print(f"there is no such bench; there are {', '.join(known)}", file=sys.stderr)
        raise SystemExit(2)
    return found


def measured(bench: Callable[[Path], Iterator[Row]]) -> Iterator[Row]:
    """The lines of a bench, which is given a folder to work in."""
    with tempfile.TemporaryDirectory() as folder:
        yield from bench(Path(folder))


class Results:
    """One page of results.

    ``date`` and ``load``, the load average, are those of when it was begun; ``told`` stands above the table.
    """

    def __init__(self, title: str, head: Sequence[str], *told: str) -> None:
        self.date, self.load = f"{datetime.now(UTC):%Y-%m-%d}", os.getloadavg()[0]
        self._lines: list[str] = []
        begun = f"Measured {self.date} on {machine()}; the load average was {self.load:.1f} before it began."
        for text in (f"# {title}", "", begun, *told, ""):
            self._say(text)
        self.add(head)
        self.add(["---"] * len(head))

    def add(self, cells: Sequence[str]) -> None:
        """A line of the table."""
        self._say(f"| {' | '.join(cells)} |")

    def _say(self, text: str) -> None:
        self._lines.append(text)
        print(text, flush=True)

    def write(self, path: Path) -> None:
        """Write the page."""
        path.write_text("\n".join(self._lines) + "\n", "utf-8")
