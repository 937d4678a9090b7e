"""A process at a pseudo-terminal, and every byte that it sends there."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.cli.program import COMMAND, Program, environment

#: Makes the terminal the process's own, so that Ctrl+C there reaches it, and becomes the program.
OWN = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
PATIENCE = 60


class Terminal:
    """A pseudo-terminal that echoes nothing, with the program at it; ``shown`` is what it was sent so far."""

    def __init__(
        self,
        program: Program,
        arguments: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        command: Sequence[str] = COMMAND,
    ) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.main, worker = pty.openpty()
        modes = termios.tcgetattr(worker)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(worker, termios.TCSANOW, modes)
        fcntl.ioctl(worker, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.shown = b""
        self.process = subprocess.Popen(
            [sys.executable, "-c", OWN, *command, *arguments],
            stdin=worker,
            stdout=worker,
            stderr=worker,
            cwd=program.here,
            env=environment(program.here),
            start_new_session=True,
        )
        os.close(worker)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self.main)

    def type(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.main, keys)

    def until(self, words: bytes, times: int = 1) -> None:
        """Read until the words have stood so many times at the beginning of a line."""
        while self.shown.count(b"\n" + words) + self.shown.startswith(words) < times:
            assert self._more(), f"it ended before {words!r} came {times} times: {self.shown[-400:]!r}"

    def end(self) -> int:
        """Read to the end, and answer the exit status."""
        deadline = time.monotonic() + PATIENCE
        while self._more():
            assert time.monotonic() < deadline, f"it did not end: {self.shown[-400:]!r}"
        return self.process.wait(timeout=PATIENCE)

    def _more(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while not select.select([self.main], [], [], 1)[0]:
            assert time.monotonic() < deadline, f"nothing came any more after {self.shown[-400:]!r}"
        try:
            data = os.read(self.main, 65536)
        except OSError:  # how Linux says that nobody holds the other side
            return False
        self.shown += data
        return bool(data)
