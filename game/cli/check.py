"""``rollout check``."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

from game.cli import FAULTS, FINE, unknown
from game.cli.output import complain, say
from game.cli.places import asked, near, roots
from game.cli.reports import FORMATS
from game.proof.examine import Examined, examine
from game.proof.watch import Watch
from game.story.catalogue import CATALOGUE
from game.story.catalogue.page import shortened

#: A pack's folder, and those of the packs that are added to it.
Asked = tuple[Path, tuple[Path, ...]]


def check(options: argparse.Namespace) -> int:
    """Report every fault of the packs asked for and prove the rest, or explain one diagnostic."""
    if options.explain:
        return _explain(options.explain)
    packs = list(asked(options))
    examined = list(_examined(packs, options))
    FORMATS[options.format](examined)
    for path, _ in packs[len(examined) :]:
        complain(f"{near(path)} was not checked.")
    return FINE if len(examined) == len(packs) and all(item.sound for item in examined) else FAULTS


def _examined(packs: Iterable[Asked], options: argparse.Namespace) -> Iterator[Examined]:
    """The packs examined one by one, until the user has had enough."""
    places = roots(options)
    with Stop() as stop:
        for path, extensions in packs:
            progress = Progress(stop)
            watch = Watch(most_states=options.max_states, most_seconds=options.max_seconds, tell=progress)
            item = examine(path, places, watch, extensions)
            progress.clear()
            if item.report is not None:
                item.report.interrupted = stop.asked
            yield item
            if stop.asked:
                return


class Stop:
    """Notes that the user pressed Ctrl+C, which a search answers with what it has found so far."""

    def __init__(self) -> None:
        self.asked = False
        # in the background nobody presses it, and outside the main thread nobody is told
        in_front = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        self._listens = in_front and threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Stop:
        if self._listens:
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        if self._listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)  # the next one ends everything
        raise KeyboardInterrupt


class Progress:
    """One line on stderr for a person at a terminal, written anew a few times a second while a search is long.

    A search that went on although it was told to stop is told again.
    """

    WIDTH = 78

    def __init__(self, stop: Stop, hint: str = "Ctrl+C stops") -> None:
        self.stop = stop
        self.hint = hint
        self.next = 1.0
        self.seen = sys.stderr.isatty()
        self.shown = False

    def __call__(self, watch: Watch) -> None:
        """Say how far a search is."""
        if self.stop.asked:
            raise KeyboardInterrupt
        seconds = watch.seconds
        if self.seen and seconds >= self.next:
            self.next = seconds + 0.25
            rate = int(watch.states / seconds)
            line = f"{watch.states:,} states, {rate:,} a second, {watch.frontier:,} at the frontier ({self.hint})"
            self._write(line)
            self.shown = True

    def clear(self) -> None:
        """Leave an empty line for what follows."""
        if self.shown:
            self._write("")

    def _write(self, line: str) -> None:
        sys.stderr.write(f"\r{line[: self.WIDTH]:<{self.WIDTH}}\r")
        sys.stderr.flush()


def _explain(code: str) -> int:
    entry = CATALOGUE.get(code.upper())
    if entry is None:
        raise unknown("diagnostic", code, list(CATALOGUE))
    say(f"{entry.code}: {entry.message}\n\n{entry.why}")
    if entry.bad:
        say(f"\nAt fault, in {entry.file}:\n\n{_indented(entry.bad)}\n\nBetter:\n\n{_indented(entry.fixed)}")
    return FINE


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in shortened(text).split("\n"))
