"""A room's server in a process of its own, for benchmarks and tests."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.seminar_phones import Wall

ROOT = Path(__file__).parents[1]


def busy(process: int) -> float:
    """Seconds that processors have worked for a process, by the scheduler's own account."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


class Server:
    """The server's process, and its projector; ``where`` is a folder or the address of a database."""

    def __init__(self, where: str, code: str = "", *, limited: bool = False) -> None:
        self.where, self.code, self.limited = where, code, limited
        self.port = random.randint(20_000, 32_000)
        handle, name = tempfile.mkstemp(suffix=".json")
        os.close(handle)
        self.report = Path(name)
        self.start()
        self.wall = Wall(self.port, self.code)

    def start(self) -> None:
        """Start it, again on the same port; it serves when this returns."""
        words = ["-m", "benchmarks.seminar_server", self.where, str(self.port), str(self.report), self.code]
        more = ["limited"] if self.limited else []
        self.process = subprocess.Popen([sys.executable, *words, *more], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert self.process.stdout is not None
        self.code = self.process.stdout.readline().strip()
        assert self.code, "the server did not start"

    async def on(self) -> str:
        """Take the room a step on; the ballot of its scene, where it has one."""
        assert self.process.stdout is not None
        self.process.send_signal(signal.SIGUSR1)
        step = (await asyncio.to_thread(self.process.stdout.readline)).strip()
        return {"first": "@first", "second": "@second"}.get(step, step.partition(":")[2])

    def memory(self) -> float:
        """Resident megabytes."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

    def end(self) -> dict[str, Any]:
        """End it; what it saw."""
        self.process.terminate()
        self.process.wait(20)
        return dict(json.loads(self.report.read_text("utf-8")))

    def kill(self) -> None:
        """Kill it, at any moment."""
        self.process.kill()
        self.process.communicate()

    def close(self) -> None:
        """Kill it, and leave nothing behind."""
        self.kill()
        self.report.unlink(missing_ok=True)


@contextlib.contextmanager
def served(where: str = "", code: str = "", *, limited: bool = False) -> Iterator[Server]:
    """A server that ends with the block, of a new room in a folder of its own where none is named.

    ``limited`` holds clients back as a room does.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(Server(where or folder, code, limited=limited)) as server,
    ):
        yield server
