"""Runs the program as a shell would: another process, its own home, bytes in and bytes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "game")
#: No run of the program takes as long; a hang is a failure, not a wait for ever.
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of its output."""
        return self.out.split("\n")

    def is_clean(self) -> bool:
        """Whether it kept its internals to itself."""
        return not any(word in self.out + self.err for word in ("Traceback", "Exception ignored", 'File "'))


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """An environment with nothing of the tester's own in it."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **(more or {}),
    }


@dataclass(frozen=True, slots=True)
class Program:
    """The program in a folder of its own; its saves are kept in ``saves`` there."""

    here: Path

    @property
    def saves(self) -> Path:
        """Where playthroughs are kept: ``./saves`` exists, so it is used."""
        return self.here / "saves"

    def __call__(
        self,
        *arguments: str,
        typed: Sequence[str] | bytes = (),
        env: Mapping[str, str] | None = None,
    ) -> Result:
        """Run it to its end with these lines, or bytes, on its standard input."""
        return self._run([*COMMAND, *arguments], typed, env)

    def python(self, script: str, *, typed: Sequence[str] | bytes = ()) -> Result:
        """Run a script in a fresh interpreter that can import the program."""
        return self._run([sys.executable, "-c", script], typed, None)

    def shell(self, script: str, *, typed: Sequence[str] | bytes = ()) -> Result:
        """Run a shell script in which ``$ROLLOUT`` is the program."""
        return self._run(["/bin/sh", "-c", script], typed, {"ROLLOUT": " ".join(COMMAND)})

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start it and leave it running."""
        return subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self.here,
            env=environment(self.here),
        )

    def _run(self, command: Sequence[str], typed: Sequence[str] | bytes, env: Mapping[str, str] | None) -> Result:
        given = typed if isinstance(typed, bytes) else "".join(f"{line}\n" for line in typed).encode()
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            cwd=self.here,
            env=environment(self.here, env),
            timeout=PATIENCE,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
