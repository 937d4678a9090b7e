"""A driver in a process of its own, asked and answering in lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
from types import TracebackType
from typing import Any, Self

from peers.engines import Engine


class Driver:
    """A running driver."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._process = subprocess.Popen(
            engine.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **engine.environment},
        )
        self.told = self.ask("hello")

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Ask for something and wait for the answer.  Raises RuntimeError where the driver has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the driver of {self.engine.name} ended")
        answered: dict[str, Any] = json.loads(answer)
        return answered

    def memory(self) -> int:
        """The bytes of memory it holds now, as the system counts them."""
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self._process.pid)], check=True, capture_output=True)
        return int(told.stdout) * 1024

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()
