"""A mill that is played again and again in the app at a pseudo-terminal, and the memory that the app has meanwhile.

A pseudo-terminal and no tmux: there each choice would wait for a screen to be captured, which takes longer than the app.
"""

from __future__ import annotations

import re
import select
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.cli.program import Program
from tests.cli.terminal import PATIENCE, Terminal
from tests.support import packs

#: How many choices an ordinary playthrough has.
LENGTH = 20
SCENES = f"""\
hall:
  title: The mill
  text: "The wheel stands at turn-{{n}}-now. {{n > 9: The night is half over. | The evening is long.}}"
  mail: [{{id: note, from: A friend, subject: "A word", body: B}}]
  choices:
    - {{id: again, text: Once more, to: hall, do: n += 1, if: n < {LENGTH - 1}}}
    - {{id: stop, text: Stop the wheel, to: end, if: n >= {LENGTH - 1}}}
    - {{id: shut, text: Lift the stone, to: hall, if: n > 99, locked: It is too heavy.}}
"""
MORE = "variables: {n: {start: 0, min: 0, max: 99, show: number, label: turns}}\n"
#: What is on the screen after a step: how far the wheel is, or what an ending offers.
TURN = re.compile(rb"turn-\d+-now")
STEP = re.compile(rb"turn-\d+-now|Debrief")
#: A key that changed nothing for so many seconds came too early, and is pressed again.
SOON = 2.0
#: The program without the rest after each step that keeps a held key from racing: it would be most of the time.
RESTLESS = (
    "import sys; from game.tui.app import RolloutApp; RolloutApp.__init__.__kwdefaults__['pause'] = 0.0; "
    "from game.__main__ import main; sys.exit(main())"
)
RESIDENT = re.compile(r"VmRSS:\s+(\d+) kB")


def build(folder: Path) -> None:
    """Write the mill into a folder of packs."""
    files = {**packs.small(SCENES, more=MORE), "story.yaml": packs.MANIFEST.replace("id: small", "id: mill") + MORE}
    packs.write(folder / "mill", files)


class Soak:
    """The app at its title, and keys pressed in it, each when what the one before does is on the screen."""

    def __init__(self, terminal: Terminal, saves: Path) -> None:
        self.terminal = terminal
        self.saves = saves
        self.taken = 0

    def rounds(self, many: int) -> Iterator[int]:
        """Play from the title to the ending and back so often; the kilobytes that the app has after each."""
        self.until(re.compile(b"Begin"), PATIENCE)
        for _ in range(many):
            self.press(b"\r", re.compile(b"Whom do you play"))
            self.press(b"\r", TURN)
            while self.press(b"1", STEP) != b"Debrief":
                self.taken += 1
            self.press(b"\x1b", re.compile(b"Begin"))
            for file in self.saves.glob("mill-*"):
                file.unlink()  # a folder that grows is another matter
            yield self.resident()

    def press(self, key: bytes, awaited: re.Pattern[bytes]) -> bytes:
        """Press a key until something is shown, again where it came too early; what was shown."""
        self.terminal.shown = b""
        for _ in range(PATIENCE):
            self.terminal.type(key)
            found = self.until(awaited, SOON)
            if found:
                return found
        raise AssertionError(f"{awaited!r} never came: {self.terminal.shown[-400:]!r}")

    def until(self, awaited: re.Pattern[bytes], seconds: float) -> bytes:
        """Read until something is shown, and then what is there already; nothing where it does not come so soon."""
        deadline = time.monotonic() + seconds
        while not (found := awaited.search(self.terminal.shown)):
            left = deadline - time.monotonic()
            if left <= 0:
                return b""
            if select.select([self.terminal.main], [], [], left)[0]:
                assert self.terminal._more(), f"it ended: {self.terminal.shown[-400:]!r}"
        while select.select([self.terminal.main], [], [], 0)[0] and self.terminal._more():
            pass
        return found[0]

    def resident(self) -> int:
        """The memory of the app now, in kilobytes."""
        found = RESIDENT.search(Path(f"/proc/{self.terminal.process.pid}/status").read_text("ascii"))
        assert found is not None
        return int(found[1])


def soaked(program: Program, many: int) -> list[int]:
    """The kilobytes that the app has after each of so many playthroughs in one process."""
    build(program.here / "scenes")
    program.saves.mkdir(exist_ok=True)
    with Terminal(program, [], command=(sys.executable, "-c", RESTLESS)) as terminal:
        return list(Soak(terminal, program.saves).rounds(many))
