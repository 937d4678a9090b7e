"""How the app feels, in a real pseudo-terminal of 80 by 24, beside the least a Textual app can be, in the same run.

Playthroughs are kept in memory where the system has a place for that, so that the disk is not what is measured.
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
from collections.abc import Iterator, Sequence
from pathlib import Path

from timing import Row, Spent

HERE = Path(__file__).parent
ROOT = HERE.parent
ROLLOUT = [sys.executable, "-m", "game"]
BARE = [sys.executable, str(HERE / "bare.py")]
#: How long a screen must be still to count as drawn, and how long one is waited for, in seconds.
STILL, PATIENCE = 0.25, 30.0
#: Longer than choosing rests after a scene has changed.
REST = 0.3
SCENES = 1000
ROUNDS, KEYS = 9, 10


#: Python keeps what it compiled, as it does for whoever plays, whatever the shell of the bench says.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "PYTHONPATH": str(ROOT),
}


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, command: Sequence[str], here: Path) -> None:
        self.seen = b""
        self.started = time.perf_counter()
        pid, self.fd = pty.fork()
        if pid == 0:
            os.chdir(here)
            os.execvpe(command[0], list(command), ENVIRONMENT)
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
    subprocess.run(command, check=True, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def spent_row(what: str, ours: Sequence[Spent], other: Sequence[Spent], name: str, most: float) -> Row:
    """A line about one's seconds beside another's."""
    clocks, busy = ([[getattr(one, kind) for one in each] for each in (ours, other)] for kind in Spent._fields)
    return Row(what, "s", *clocks, name, most=most, processor=(busy[0], busy[1]) if all(busy[1]) else None)


def rows(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:  # noqa: ARG001 - these stories have sizes of their own
    """Every line about how the app feels; what is written goes to memory, or to the folder where there is none."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else folder) as place:
        here = Path(place)
        write_corridor(here / "packs" / "corridor", SCENES)
        write_corridor(here / "small" / "corridor", 100)
        yield from starts(here)
        yield from keys(here)
    nothing, helped = [], []
    for _ in range(3 * ROUNDS):
        nothing.append(help_seconds([sys.executable, "-c", "pass"]))
        helped.append(help_seconds([*ROLLOUT, "--help"]))
    yield Row("rollout --help", "s", helped, nothing, "python -c pass", most=4)


def starts(here: Path) -> Iterator[Row]:
    """From the shell to the first frame, and to the first scene of a story that was named."""
    packs = ["--packs", "small", "--saves", "new"]
    apps = (
        (BARE, b"Place 0."),
        ([*ROLLOUT, *packs], b"Begin"),
        ([*ROLLOUT, "play", "corridor", "--role", "player", *packs], b"Place 0."),
    )
    for command, awaited in apps:  # whatever is only done once is done before the first round
        first_frame(command, here, awaited)
    rounds = [[first_frame(command, here, awaited) for command, awaited in apps] for _ in range(ROUNDS)]
    bare, title, scene = zip(*rounds, strict=True)
    yield spent_row("first frame, the title", title, bare, "the bare app", 1.4)
    yield spent_row("first frame, a scene of a story of 100", scene, bare, "the bare app", 1.4)


def keys(here: Path) -> Iterator[Row]:
    """From a key to new text, near the start and far from it, and the bytes that draw it."""
    far = {steps: [*ROLLOUT, "play", "--resume", "--packs", "packs", "--saves", f"at{steps}"] for steps in (10, 800)}
    spent: dict[int, list[Spent]] = {0: [], 10: [], 800: []}
    drawn: list[float] = []
    for _ in range(ROUNDS // 3):
        spent[0] += answers(BARE, here, 0, KEYS)[0]
        for steps, command in far.items():
            shutil.rmtree(here / f"at{steps}", ignore_errors=True)
            walk(here / "packs", here / f"at{steps}", steps)
            took, sizes = answers(command, here, steps, KEYS)
            spent[steps] += took
            drawn += sizes
    yield spent_row("key to new text", spent[10], spent[0], "the bare app", 2)
    yield spent_row("key to new text, 800 scenes in", spent[800], spent[10], "10 scenes in", 1.3)
    yield Row("bytes that draw a choice", "bytes", drawn, [10_000] * len(drawn), "promised", most=1)
