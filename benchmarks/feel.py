"""How the app feels, in a real pseudo-terminal of 80 by 24, beside the least a Textual app can be, in the same run.

    python benchmarks/feel.py [ROUNDS]

Each figure is a median; each round tries both apps, one after the other.  Promises are ratios, so they hold on a
machine of any speed; a broken one is marked, and the exit status is 1.  Beside each ratio of seconds stands that of
processor time, which a machine busy with other things does not spoil.  Playthroughs are kept in memory where the
system has a place for that, so that the disk is not what is measured.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
ROLLOUT = [sys.executable, "-m", "game"]
BARE = [sys.executable, str(HERE / "bare.py")]
#: How long a screen must be still to count as drawn, and how long one is waited for, in seconds.
STILL, PATIENCE = 0.25, 30.0
#: Longer than choosing rests after a scene has changed.
REST = 0.3
SCENES = 1000


class Spent(NamedTuple):
    """Seconds on the clock, and of the processor."""

    clock: float
    processor: float


def middle(spent: list[Spent]) -> Spent:
    """The median of each."""
    return Spent(median(one.clock for one in spent), median(one.processor for one in spent))


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], here: Path) -> None:
        self.seen = b""
        self.started = time.perf_counter()
        pid, self.fd = pty.fork()
        if pid == 0:
            os.chdir(here)
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(ROOT)}
            os.execvpe(command[0], list(command), environment)
        self.pid = pid
        self.worked = 0.0
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, awaited: bytes) -> Spent:
        """What it took from the start, or from the last key, until the words are there."""
        while awaited not in self.seen:
            if not self._read(PATIENCE):
                raise TimeoutError(f"{awaited!r} did not come; the last there was: {self.seen[-600:]!r}")
        return Spent(time.perf_counter() - self.started, self._processor() - self.worked)

    def _processor(self) -> float:
        """Seconds of processor time so far, of all threads; 0 where the system does not tell."""
        files = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(file.read_text().split()[0]) for file in files) / 1e9

    def still(self) -> int:
        """Wait until nothing more is drawn; the bytes since the start or the last key."""
        while self._read(STILL):
            pass
        return len(self.seen)

    def press(self, key: bytes) -> None:
        """Press a key, once the terminal is at rest."""
        time.sleep(REST)
        self.still()
        self.seen = b""
        self.worked = self._processor()
        self.started = time.perf_counter()
        os.write(self.fd, key)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.fd], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self.fd, 65536)
        except OSError:
            return False
        self.seen += read
        return bool(read)

    def close(self) -> None:
        """End the program."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def write_corridor(folder: Path, scenes: int) -> None:
    """A story of so many scenes in a row, each with sixty words, three choices and a variable that changes."""
    folder.mkdir(parents=True)
    (folder / "story.yaml").write_text(
        "format: 1\nid: corridor\ntitle: The corridor\nversion: 1.0.0\nroles: {player: {name: Player, start: s0}}\n"
        "variables: {steps: {start: 0, min: 0, max: 9, label: steps, show: number}}\n"
    )
    text = "the slow window opens and the quiet letter waits for the board " * 5
    lines = []
    for number in range(scenes):
        to = f"s{number + 1}"
        lines.append(f"s{number}:\n  title: Place {number}.\n  text:\n    - {text}\n    - {number} {text}\n  choices:")
        lines.append(f"    - {{id: a, text: Go on from here, to: {to}, do: steps += 1}}")
        lines.append(f"    - {{id: b, text: Go on otherwise, to: {to}}}")
        lines.append(f"    - {{id: c, text: Not from here, if: steps > 99, locked: It is shut., to: {to}}}")
    lines.append(f"s{scenes}:\n  title: The end\n  ending: {{outcome: acceptance, findings: [f], explain: Over.}}")
    (folder / "scenes.yaml").write_text("\n".join(lines) + "\n")
    finding = "f: {claim: A., conditions: B., caveat: C., evidence: article, source: {title: D, publisher: E, date: 2025-01}}\n"
    (folder / "findings.yaml").write_text(finding)


def walk(packs: Path, saves: Path, steps: int) -> None:
    """A playthrough of the corridor so far on, kept in a folder."""
    program = (
        "import sys; from pathlib import Path; from game.cli.grammar import parser; from game.cli.places import library\n"
        "shelf = library(parser().parse_args(['play', '--packs', sys.argv[1], '--saves', sys.argv[2]]))\n"
        "session = shelf.begin(shelf.open('corridor'), 'player', {}, 1); keep, session.keep = session.keep, None\n"
        "for _ in range(int(sys.argv[3])): session.choose('a')\n"
        "session.keep = keep; session.save()\n"
    )
    subprocess.run([sys.executable, "-c", program, str(packs), str(saves), str(steps)], check=True, cwd=ROOT)


def first_frame(command: Sequence[str], here: Path, awaited: bytes) -> Spent:
    """What it took from the start of the process until the first scene is there."""
    terminal = Terminal(command, here)
    try:
        return terminal.until(awaited)
    finally:
        terminal.close()


def answers(command: Sequence[str], here: Path, first: int, keys: int) -> tuple[list[Spent], list[int]]:
    """For each key: what it took until the next scene is there, and the bytes that drew it."""
    terminal = Terminal(command, here)
    spent, drawn = [], []
    try:
        terminal.until(f"Place {first}.".encode())
        for number in range(1, keys + 1):
            terminal.press(b"1")
            spent.append(terminal.until(f"Place {first + number}.".encode()))
            drawn.append(terminal.still())
    finally:
        terminal.close()
    return spent, drawn


def help_seconds(command: Sequence[str]) -> float:
    """Seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


class Report:
    """Prints figures, and remembers whether a promise was broken."""

    def __init__(self) -> None:
        self.broken = False

    def line(self, what: str, figures: str, value: float, promise: float) -> None:
        kept = value <= promise
        self.broken |= not kept
        print(f"{what:<32} {figures:<56} {value:8.2f}  at most {promise:g}{'' if kept else '   BROKEN'}", flush=True)

    def ratio(self, what: str, ours: Spent, other: Spent, promise: float) -> None:
        """One app's median beside the other's."""
        figures = f"{ours.clock * 1000:.0f} to {other.clock * 1000:.0f} ms"
        if other.processor:
            figures += f"; processor {ours.processor * 1000:.0f} to {other.processor * 1000:.0f} ms"
            figures += f", {ours.processor / other.processor:.2f}"
        self.line(what, figures, ours.clock / other.clock, promise)


def measure_start(report: Report, here: Path, rounds: int) -> None:
    """From the shell to the first frame, and to the first scene of a story that was named."""
    title = [*ROLLOUT, "--packs", "small", "--saves", "new"]
    scene = [*ROLLOUT, "play", "corridor", "--role", "player", "--packs", "small", "--saves", "new"]
    bare, titles, scenes = [], [], []
    for _ in range(rounds):
        bare.append(first_frame(BARE, here, b"Place 0."))
        titles.append(first_frame(title, here, b"Begin"))
        scenes.append(first_frame(scene, here, b"Place 0."))
    report.ratio("first frame, the title", middle(titles), middle(bare), 1.4)
    report.ratio("first frame, play of 100 scenes", middle(scenes), middle(bare), 1.4)


def measure_keys(report: Report, here: Path, rounds: int) -> None:
    """From a key to new text, near the start and far from it, and the bytes that draw it."""
    far = {steps: [*ROLLOUT, "play", "--resume", "--packs", "packs", "--saves", f"at{steps}"] for steps in (10, 800)}
    keys: dict[int, list[Spent]] = {0: [], 10: [], 800: []}
    drawn: list[int] = []
    for _ in range(rounds):
        keys[0] += answers(BARE, here, 0, 10)[0]
        for steps, command in far.items():
            shutil.rmtree(here / f"at{steps}", ignore_errors=True)
            walk(here / "packs", here / f"at{steps}", steps)
            spent, sizes = answers(command, here, steps, 10)
            keys[steps] += spent
            drawn += sizes
    bare, near, deep = (middle(keys[steps]) for steps in (0, 10, 800))
    report.ratio("key to new text", near, bare, 2)
    report.ratio("at scene 800 over scene 10", deep, near, 1.3)
    report.line("bytes a choice at 80x24", f"the largest {max(drawn)}", median(drawn), 10_000)


def main(rounds: int) -> int:
    """Measure and report."""
    report = Report()
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        here = Path(folder)
        write_corridor(here / "packs" / "corridor", SCENES)
        write_corridor(here / "small" / "corridor", 100)
        measure_start(report, here, rounds)
        measure_keys(report, here, max(1, rounds // 3))
    nothing = median(help_seconds([sys.executable, "-c", "pass"]) for _ in range(3 * rounds))
    helped = median(help_seconds([*ROLLOUT, "--help"]) for _ in range(3 * rounds))
    shown = f"{helped * 1000:.0f} to {nothing * 1000:.0f} ms of python -c pass"
    report.line("rollout --help", shown, helped / nothing, 4)
    return int(report.broken)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
