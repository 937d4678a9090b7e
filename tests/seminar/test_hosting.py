"""``rollout host`` as a process: what it refuses, and one whole evening in a terminal."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.cli.terminal import Terminal
from tests.seminar import rooms


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "scenes").mkdir()
    rooms.ferry(tmp_path / "scenes")
    return Program(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["the-ferry"], "needs a terminal"),
        (["the-ferry", "--plan", "33"], "invalid choice"),
        (["the-ferry", "--smallest", "none"], "how many is a whole number"),
    ],
)
def test_what_cannot_be_hosted_is_refused_with_a_sentence(program: Program, arguments: list[str], words: str) -> None:
    done = program("host", *arguments)
    assert done.status == 2
    assert words in done.err
    assert done.is_clean()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["the-fairy"], b"the-fairy"),
        (["the-harbour"], b"names no scene for a class to vote on"),
        (["the-ferry", "--set", "radio=loud"], b"loud"),
        (["the-ferry", "--smallest", "2"], b"--smallest is from 3 to 15"),
        (["the-ferry", "--public-url", "somewhere"], b"write it like https://"),
        (["the-ferry", "--resume", "QQQQ"], b"no room QQQQ"),
        (["the-ferry", "--debrief", "4d"], b"there is no debrief"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_opened(
    program: Program, arguments: list[str], words: bytes
) -> None:
    assert program("new", "the-harbour", "--into", "scenes/the-harbour").status == 0
    terminal = Terminal(program, ["host", *arguments])
    assert terminal.end() == 2
    assert words in terminal.shown
    assert b"Traceback" not in terminal.shown
    assert not list(program.here.rglob("*.room"))


def test_a_room_opens_serves_closes_on_a_signal_and_is_taken_up_again(program: Program) -> None:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    codes = []
    for more in ([], ["--resume"]):
        terminal = Terminal(program, ["host", "the-ferry", "--listen", "127.0.0.1", "--port", str(port), *more])
        while b" ROOM " not in terminal.shown:
            assert terminal._more(), terminal.shown[-400:]
        (file,) = program.here.rglob("*.room")
        codes.append(file.stem)
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/{file.stem.lower()}", timeout=20)
        with page:
            assert b"No name is asked for" in page.read()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 0
        assert f"rollout host the-ferry --resume {file.stem}".encode() in terminal.shown
        assert b"Traceback" not in terminal.shown
    assert codes[0] == codes[1]


def test_help_loads_nothing_of_the_web() -> None:
    code = "import sys; from game.cli import run; run(['host', '--help']); sys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--rehearse N" in done.stdout
    assert not {"starlette", "uvicorn", "jinja2", "segno", "textual", "sqlite3"} & set(done.stderr.split())
