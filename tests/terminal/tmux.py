"""A real terminal: a shell in tmux, keys pressed in it, what stands on its screen, and every byte it was sent."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import uuid
from pathlib import Path

import pytest

from tests.cli.program import COMMAND, environment

#: How long a screen may take to show what is awaited.
PATIENCE = 30
#: How long a key that changed nothing is waited for before it is pressed again.
KEY_PATIENCE = 3
PROMPT = "ready$"


def need() -> None:
    """Skip where tmux is missing, or fail where ROLLOUT_NEEDS_TMUX=1 says that it must be there."""
    if shutil.which("tmux"):
        return
    if os.environ.get("ROLLOUT_NEEDS_TMUX") == "1":
        pytest.fail("tmux is missing, and ROLLOUT_NEEDS_TMUX=1 asks for it")
    pytest.skip("tmux is not installed, so there is no real terminal to try this in")


class Tmux:
    """A shell in a tmux of its own; ``$ROLLOUT`` is the program there."""

    def __init__(self, here: Path, *, columns: int = 80, rows: int = 24) -> None:
        self.socket = f"rollout-{uuid.uuid4().hex[:12]}"
        self.log = here / "bytes"
        program = " ".join(COMMAND)
        quiet = {"ROLLOUT": program, "PYTHONWARNINGS": "ignore", "ENV": ""}
        size = ("-x", str(columns), "-y", str(rows))
        self._tmux(
            "-u", "-f", os.devnull, "new-session", "-d", "-s", "s", *size, "sh", env=environment(here, quiet), cwd=here
        )
        self._tmux("set-option", "-g", "status", "off")
        self._tmux("pipe-pane", "-t", "s", f"cat > '{self.log}'")
        self.type(f"PS1='{PROMPT[:2]}''{PROMPT[2:]} '; clear")
        self.until(PROMPT)

    def __enter__(self) -> Tmux:
        return self

    def __exit__(self, *_: object) -> None:
        file = Path(self._tmux("display-message", "-p", "-t", "s", "#{socket_path}").strip())
        self._tmux("kill-server")
        file.unlink(missing_ok=True)

    def _tmux(self, *words: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
        command = ["tmux", "-L", self.socket, *words]
        done = subprocess.run(command, capture_output=True, check=True, env=env, cwd=cwd, timeout=PATIENCE)
        return done.stdout.decode("utf-8", "replace")

    def screen(self) -> str:
        """What stands on the screen: wrapped lines whole, and without the space at their ends."""
        shown = self._tmux("capture-pane", "-p", "-J", "-t", "s")
        return "\n".join(line.rstrip() for line in shown.split("\n"))

    def sent(self) -> bytes:
        """Every byte the terminal was sent."""
        return self.log.read_bytes()

    def press(self, *keys: str) -> None:
        """Press keys by their tmux names."""
        self._tmux("send-keys", "-t", "s", *keys)

    def type(self, words: str, enter: str = "Enter") -> None:
        """Type words and Enter."""
        self._tmux("send-keys", "-t", "s", "-l", words)
        self.press(enter)

    def until(self, awaited: str) -> None:
        """Wait for a text on the screen."""
        assert self._shows(awaited, PATIENCE), f"“{awaited}” did not come:\n{self.screen()}"

    def go(self, key: str, awaited: str) -> None:
        """Press a key until a text is on the screen; a key that came too early is pressed again."""
        for _ in range(PATIENCE // KEY_PATIENCE):
            self.press(key)
            if self._shows(awaited, KEY_PATIENCE):
                return
        raise AssertionError(f"{key} did not bring “{awaited}”:\n{self.screen()}")

    def _shows(self, awaited: str, patience: float) -> bool:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if awaited in self.screen():
                return True
        return False
