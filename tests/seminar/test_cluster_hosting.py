"""``rollout host --store`` as processes: one room behind two of them, one killed; and what is said, never the password."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

from game.cli import MisuseError
from game.seminar.live import LiveRoom
from game.seminar.opening import Wish, last_room, open_room, take_up
from game.seminar.plot import Plot
from game.seminar.store_database import Database
from tests.cli.program import COMMAND, Program, environment
from tests.cli.terminal import Terminal
from tests.seminar import rooms
from tests.seminar.rooms import going, token
from tests.seminar.test_store import kept

PASSWORD = "s3cr3t"


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "scenes").mkdir()
    rooms.ferry(tmp_path / "scenes")
    return Program(tmp_path)


class Beside:
    """A server of a room without a console, as a process."""

    def __init__(self, program: Program, address: str, code: str) -> None:
        words = ["host", "the-ferry", "--store", address, "--join", code, "--listen", "127.0.0.1", "--port", "20917"]
        self.process = subprocess.Popen(
            [*COMMAND, *words], cwd=program.here, env=environment(program.here), text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()
        assert f"Room {code} is served at http://127.0.0.1:" in self.said, self.process.communicate()
        self.url = self.said.split()[5].rstrip(",")

    def post(self, what: str, number: int, **form: str) -> int:
        asked = urllib.request.Request(
            f"{self.url}/{what}", urllib.parse.urlencode(form).encode(), {"X-Voter": token(number)}
        )
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as fault:
            fault.close()
            return fault.code

    def wall(self, words: str) -> None:
        """Read the projector's stream until it says so."""
        with urllib.request.urlopen(f"{self.url}/WALL/LIVE", timeout=30) as stream:
            while words not in (line := stream.readline().decode()):
                assert line

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self, number: int) -> str:
        """End it by a signal; all that it said besides."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return out + err


@pytest.fixture
def led(ferry: Plot, database: str) -> LiveRoom:
    """A room in a database, led from here."""
    place = Database(database)
    now = datetime.now().astimezone()  # a process looks at the clock, and deletes what is too old
    open_room(place, ferry, Wish(variant={"radio": "on"}), now, lambda: 0.0).store.close()
    return take_up(place, last_room(place, ferry.cut.story), ferry, lambda: 0.0)


def test_two_processes_serve_one_room_and_one_that_is_killed_takes_nothing_along(
    program: Program, database: str, led: LiveRoom
) -> None:
    assert not kept(led.store, going(led.room.plot, "scene"))
    with Beside(program, database, led.code) as one, Beside(program, database, led.code) as two:
        _two_processes(one, two, led)


def _two_processes(one: Beside, two: Beside, led: LiveRoom) -> None:
    assert one.url != two.url
    for number in range(6):
        assert (one, two)[number % 2].post("JOIN", number) == 200
    for number in range(3):
        assert one.post("VOTE", number, ballot="quay", value="wait") == 200
    two.wall("in tenths: 5")
    assert "Traceback" not in one.end(signal.SIGKILL)
    assert two.post("JOIN", 0) == 200
    for number in range(1, 6):  # those whose server was killed send again what they sent
        assert two.post("VOTE", number, ballot="quay", value="wait") == 200
    two.wall("in tenths: 10")
    votes = [event.voter for event in led.store.events() if event.kind == "vote"]
    assert sorted(votes) == sorted(led.voter(token(number)) for number in range(6))
    said = two.end(signal.SIGINT)
    assert f"To go on: rollout host the-ferry --store URL --join {led.code}" in said
    assert two.process.returncode == 0
    assert PASSWORD not in said + two.said
    led.store.close()


def test_a_server_ends_itself_when_the_room_is_over(program: Program, database: str, led: LiveRoom) -> None:
    async def over() -> None:
        from game.seminar.events import Event

        assert await led.act(Event("finish"))
        led.close()

    with Beside(program, database, led.code) as beside:
        asyncio.run(over())
        out, err = beside.process.communicate(timeout=30)
    assert f"Room {led.code} is over" in out
    assert not err
    assert not list(Database(database).kept())


def test_the_console_opens_a_room_in_a_database_and_takes_it_up_again(program: Program, database: str) -> None:
    for more in ([], ["--resume"]):
        words = ["host", "the-ferry", "--store", database, "--listen", "127.0.0.1", "--port", "20927", *more]
        terminal = Terminal(program, words)
        while b" ROOM " not in terminal.shown:
            assert terminal._more(), terminal.shown[-400:]
        (room,) = Database(database).kept()
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 0
        assert f"rollout host the-ferry --store URL --resume {room.code}".encode() in terminal.shown
        assert PASSWORD.encode() not in terminal.shown
    assert not list(program.here.rglob("*.room"))
    assert PASSWORD not in str(room.about)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--store", "postgresql://rollout:s3cr3t@127.0.0.1:1/postgres"], "nothing answers there"),
        (["--store", "postgresql://rollout:s3cr3t@nowhere.invalid/postgres"], "there is no host of that name"),
        (["--store", "postgresql://rollout:s3@cr3t@nowhere.invalid/x"], "cannot be used"),
        (["--store", "postgresql://rollout:s3cr3t@[nowhere/postgres"], "cannot be read"),
        (["--store", "postgresql://rollout:s3cr3t@h/x?colour=s3cr3t"], "cannot be read"),
        (["--store", "mysql://rollout:s3cr3t@127.0.0.1/x"], "looks like postgresql://user@host/name"),
        (["--store", "{database}"], "no room QQQQ of The Ferry"),
        (["--store", "{database}", "--resume"], "--join serves a room that is led elsewhere"),
        (["--store", "{database}", "--rooms", "."], "--rooms or --store, not both"),
        ([], "--store says in which"),
        (["--sotre", "postgresql://rollout:s3cr3t@h/x"], "did you mean “--store”"),
    ],
)
def test_what_cannot_be_joined_is_refused_without_a_word_of_the_address(
    program: Program, database: str, words: list[str], said: str
) -> None:
    done = program("host", "the-ferry", "--join", "QQQQ", *(word.format(database=database) for word in words))
    assert done.status == 2
    assert said in done.err
    assert done.is_clean()
    assert not {"s3", "cr3t", PASSWORD} & set(done.err.replace(":", " ").replace("@", " ").split())
    assert "cr3t" not in done.err + done.out


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from argparse import Namespace

    from game.cli.rooms import rooms as place

    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "game.seminar.store_database", raising=False)
    monkeypatch.delitem(sys.modules, "game.seminar.store_line", raising=False)
    with pytest.raises(MisuseError, match=r"pip install 'rollout-game\[seminar,cluster\]'"):
        place(Namespace(store="postgresql://h/x", join=None, rooms=None, resume=None, rehearse=0))


def test_a_room_in_a_folder_loads_nothing_of_a_database() -> None:
    code = (
        "import sys; from argparse import Namespace; from game.cli.rooms import rooms; import game.seminar.host; "
        "rooms(Namespace(store=None, join=None, rooms=None)); sys.exit('psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
