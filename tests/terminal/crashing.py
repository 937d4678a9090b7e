"""A story that counts its steps, to be killed at while it is played, and what a killed process must have left."""

from __future__ import annotations

import random
import re
import select
import signal
from dataclasses import dataclass
from pathlib import Path

from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from tests.cli.program import Program
from tests.cli.terminal import PATIENCE, Terminal
from tests.plain.conversation import noon
from tests.support import packs

SCENES = """\
hall:
  title: The mill
  text: "The wheel stands at turn-{n}-now."
  mail: [{id: note, from: A friend, subject: S, body: B}]
  choices:
    - {id: again, text: Once more, to: hall, do: n += 1}
    - {id: stop, text: Stop the wheel, to: end, if: n > 99999}
"""
MORE = "variables: {n: {start: 0, min: 0, max: 999999}}\n"
PAINTED = re.compile(rb"turn-(\d+)-now")


def build(folder: Path) -> None:
    """Write the mill, without an ending in reach, into a folder of packs."""
    packs.write(folder / "mill", {**packs.small(SCENES, more=MORE), "story.yaml": _manifest()})


def _manifest() -> str:
    return packs.MANIFEST.replace("id: small", "id: mill") + MORE


@dataclass
class Doomed:
    """A process at a terminal that is killed at some instant; ``painted`` is the last step it has shown."""

    terminal: Terminal

    @property
    def painted(self) -> int:
        """The largest number of steps that stood on the screen, or -1 where nothing did."""
        return max((int(number) for number in PAINTED.findall(self.terminal.shown)), default=-1)

    def read(self, enough: int) -> None:
        """Read what comes until so many bytes were sent in all."""
        while len(self.terminal.shown) < enough:
            assert self.terminal._more(), f"it ended by itself: {self.terminal.shown[-400:]!r}"

    def until(self, step: int) -> None:
        """Read until a step was shown."""
        while self.painted < step:
            assert self.terminal._more(), f"it ended by itself: {self.terminal.shown[-400:]!r}"

    def kill(self) -> int:
        """Kill it, read what was sent before that, and answer the last step that was shown."""
        self.terminal.process.send_signal(signal.SIGKILL)
        self.terminal.process.wait(timeout=PATIENCE)
        while select.select([self.terminal.main], [], [], 0)[0] and self.terminal._more():
            pass
        return self.painted


def killed_in_lines(program: Program, arguments: list[str], dice: random.Random) -> int:
    """Plain mode, fed without end, killed when some number of bytes were read of it."""
    with Terminal(program, ["play", "mill", "--plain", *arguments]) as terminal:
        doomed = Doomed(terminal)
        terminal.type(b"1\n" * 60)
        doomed.read(dice.randint(1, 6_000))
        return doomed.kill()


def killed_in_the_app(program: Program, arguments: list[str], dice: random.Random) -> int:
    """The app, each key pressed when the step before is shown, killed somewhere in the answer to the last one."""
    with Terminal(program, ["play", "mill", *arguments]) as terminal:
        doomed = Doomed(terminal)
        doomed.until(0)
        begun = doomed.painted
        for step in range(begun + 1, begun + dice.randint(2, 4)):
            _press_until(doomed, step)
        terminal.type(b"1")
        seen = len(terminal.shown)
        if dice.random() < 0.8:
            doomed.read(seen + dice.randint(1, 400))
        return doomed.kill()


def _press_until(doomed: Doomed, step: int) -> None:
    """Press the key of the choice, again where it came too early, until the step is shown."""
    for _ in range(PATIENCE * 2):
        doomed.terminal.type(b"1")
        while select.select([doomed.terminal.main], [], [], 0.5)[0]:
            assert doomed.terminal._more()
            if doomed.painted >= step:
                return
    raise AssertionError(f"step {step} was never shown")


def survivor(program: Program) -> tuple[Session, int]:
    """The one playthrough left, gone on with, and how many steps it has; every file there can be read."""
    books = Library((program.here / "scenes",), SaveFolder(program.saves), noon, lambda: 1)
    kept, damaged = books.kept()
    assert damaged == []
    assert len(kept) == 1, kept
    session = books.resume(kept[0])
    assert session.look().notices == ()
    return session, int(session.facts()["n"])
