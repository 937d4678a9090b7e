"""Processes beside a room: the console in a terminal of its own, ``rollout host`` up to its code, one client that floods."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import json
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.seminar_served import busy

ROOT = Path(__file__).parents[1]
#: What a code to scan is drawn with, and the name that stands over it.
CODE, ROOM = "█".encode(), b" ROOM "
PATIENCE = 30.0


class Terminal:
    """A program in a pseudo-terminal of 30 lines by 100."""

    def __init__(self, *words: str, home: str) -> None:
        self.began = time.monotonic()
        self.process, self.end_of = pty.fork()
        if self.process == 0:
            os.chdir(ROOT)
            more = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_DATA_HOME": home, "PYTHONPATH": str(ROOT)}
            os.execve(sys.executable, [sys.executable, *words], {**os.environ, **more})
        fcntl.ioctl(self.end_of, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.shown = b""

    def more(self, within: float = PATIENCE) -> bytes:
        """What it shows next; nothing where that takes too long."""
        ready, _, _ = select.select([self.end_of], [], [], within)
        piece = b""
        with contextlib.suppress(OSError):  # the program has ended
            piece = os.read(self.end_of, 65_536) if ready else b""
        self.shown += piece
        return piece

    def until(self, *words: bytes) -> float:
        """Wait until it has shown all of that; the seconds since it began."""
        while not all(word in self.shown for word in words):
            if not self.more():
                raise TimeoutError(f"not shown: {words!r}, but {self.shown[-400:]!r}")
        return time.monotonic() - self.began

    def close(self) -> None:
        """Ask it to end, and take what it still shows."""
        os.kill(self.process, signal.SIGTERM)
        while self.more():
            pass
        os.waitpid(self.process, 0)
        os.close(self.end_of)


class Led(Terminal):
    """A room's console: where phones find the room, and how long a key takes."""

    def __init__(self, folder: str) -> None:
        self.port, self.report = random.randint(20_000, 32_000), Path(folder, "late.json")
        words = ("-m", "benchmarks.seminar_console", f"{folder}/rooms", str(self.port), str(self.report))
        super().__init__(*words, home=folder)
        self.until(ROOM, CODE)
        self.code = next(Path(folder, "rooms").glob("*.room")).stem

    async def pressed(self, key: str, shows: bytes) -> float:
        """Press a key; the seconds until that stands there."""
        await asyncio.sleep(random.uniform(0.2, 0.4))
        return await asyncio.to_thread(self._pressed, key.encode(), shows)

    def _pressed(self, key: bytes, shows: bytes) -> float:
        while self.more(0.0):
            pass
        self.shown, began = b"", time.monotonic()
        os.write(self.end_of, key)
        self.until(shows)
        return time.monotonic() - began

    def end(self) -> list[float]:
        """End it; how late each tick was."""
        self.close()
        return list(json.loads(self.report.read_text("utf-8")))


@contextlib.contextmanager
def console() -> Iterator[Led]:
    """A room with its console; :meth:`Led.end` ends it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Led(folder)


def first_code() -> tuple[float, float]:
    """Seconds from starting ``rollout host`` to the code on the screen, and how long a processor worked for it."""
    with tempfile.TemporaryDirectory() as folder:
        port = str(random.randint(20_000, 32_000))
        words = ("-m", "game", "host", "the-cutover", "--listen", "127.0.0.1", "--port", port)
        terminal = Terminal(*words, home=folder)
        clock = terminal.until(ROOM, CODE)
        spent = busy(terminal.process)
        terminal.close()
        return clock, spent


@contextlib.contextmanager
def flood(port: int, code: str) -> Iterator[Callable[[], dict[str, int]]]:
    """One client that floods while the block runs; what is yielded answers, after it, what came of that."""
    words = [sys.executable, "-m", "benchmarks.seminar_flood", str(port), code]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield lambda: json.loads(process.communicate()[0])
    finally:
        process.terminate()
