"""Full disks, folders that cannot be written, clocks set back, two windows: a sentence each, and nothing lost."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from tests.cli.program import environment
from tests.support import packs
from tests.support.saving import FILES, clock, kept_of, played

MACHINE = packs.machine(FILES)
#: What a step asks of the file system, as it is named where it is asked.
ASKED = ("os.fsync", "os.link", "Path.open", "Path.replace", "Path.mkdir")
FAULTS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EIO)


def resume(file: Path) -> Session:
    return SaveFolder(file.parent).resume(file, MACHINE, clock)


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, at: int, fault: int) -> Iterator[list[str]]:
    """Have what is asked of the file system fail, from the ``at``-th time on; answers what was asked."""
    asked: list[str] = []

    def hindered(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            asked.append(name)
            if len(asked) > at:
                raise OSError(fault, os.strerror(fault))
            return real(*arguments, **more)

        return call

    with monkeypatch.context() as patched:
        for name in ASKED:
            owner, _, method = name.rpartition(".")
            holder = os if owner == "os" else Path
            patched.setattr(holder, method, hindered(name, getattr(holder, method)))
        yield asked


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("at", range(6))
def test_a_step_that_cannot_be_kept_is_told_and_kept_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, fault: int
) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay", "stay")
    before = keeper.file.read_text("utf-8")
    with failing(monkeypatch, at, fault) as asked:
        turn = session.choose("go")
    assert turn.scene == "urn"
    if session.unsaved:
        assert os.strerror(fault) in turn.notices[0]
        assert keeper.file.read_text("utf-8") == before
        assert resume(keeper.file).look().step == 2
    else:
        assert resume(keeper.file).look().step == 3
    assert asked
    assert session.choose("continue").notices == ()
    assert resume(keeper.file).look() == session.look()
    assert [path for path in tmp_path.iterdir() if path.suffix in (".tmp", ".old")] == []


def test_a_disk_that_is_full_from_the_first_step_loses_nothing_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with failing(monkeypatch, 0, errno.ENOSPC):
        session, keeper = played(tmp_path, MACHINE, "stay", "note Hello.", "stay")
        assert session.unsaved == "No space left on device"
    assert session.choose("go").notices == ()
    again = resume(keeper.file)
    assert again.journal.steps == session.journal.steps
    assert kept_of(again) == kept_of(session)


def test_a_process_that_may_write_no_larger_file_says_so_and_keeps_the_last_one_whole(tmp_path: Path) -> None:
    packs.write(tmp_path / "scenes" / "small", FILES)
    (tmp_path / "saves").mkdir()
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)); from game.cli import run;"
        "sys.exit(run(['play', 'small', '--plain', '--role', 'player']))"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited],  # no byte code: it would be cut off too, and stay so
        input=b"stay\n" * 30,
        capture_output=True,
        cwd=tmp_path,
        env=environment(tmp_path),
        check=False,
        timeout=60,
    )
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "This step could not be saved (File too large). Play goes on, and saving is tried again." in said
    assert "The last step could not be kept: File too large." in said
    (info,), damaged = SaveFolder(tmp_path / "saves").all()
    assert damaged == []
    assert 5 < info.steps < 30


def test_of_two_windows_that_step_at_once_neither_loses_a_step(tmp_path: Path) -> None:
    packs.write(tmp_path / "scenes" / "small", FILES)
    played(tmp_path / "saves", MACHINE, "stay")
    windows = [
        subprocess.Popen(
            [sys.executable, "-m", "game", "play", "--plain", "--resume", "--saves", "saves"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(tmp_path),
        )
        for _ in range(2)
    ]
    for window, step in zip(windows, ("stay", "go"), strict=True):
        assert window.stdin is not None
        window.stdin.write(f"{step}\nundo\nnote {step}\n".encode() * 25)
    for window in windows:
        out, err = window.communicate(timeout=60)
        assert (window.returncode, err) == (0, b""), out
    kept, damaged = SaveFolder(tmp_path / "saves").all()
    assert damaged == []
    notes = [[note.text for note in resume(info.file).journal.notes] for info in kept]
    assert {text for each in notes for text in each} == {"go", "stay"}
    assert max(each.count("stay") for each in notes) == max(each.count("go") for each in notes) == 25


def test_what_is_remembered_by_two_windows_at_once_is_all_remembered(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from game.play.saves import SaveFolder; folder = SaveFolder(Path('.'))\n"
        "for number in range(60): folder.remember_ending('small', f'{sys.argv[1]}-{number}')"
    )
    windows = [
        subprocess.Popen([sys.executable, "-c", script, name], cwd=tmp_path, env=environment(tmp_path)) for name in "ab"
    ]
    assert [window.wait(timeout=60) for window in windows] == [0, 0]
    assert len(SaveFolder(tmp_path).memory().endings["small"]) == 120


class Clocks:
    """A clock that can be set."""

    def __init__(self) -> None:
        self.now = clock()

    def __call__(self) -> datetime:
        return self.now


def test_the_playthrough_played_last_is_found_although_the_clock_was_set_back(tmp_path: Path) -> None:
    packs.write(tmp_path / "scenes" / "small", FILES)
    clocks = Clocks()
    books = Library((tmp_path / "scenes",), SaveFolder(tmp_path / "saves"), clocks, lambda: 1)
    books.begin(books.open("small"), "player", {}).choose("stay")
    clocks.now -= timedelta(days=400)
    late = books.begin(books.open("small"), "player", {})
    late.choose("go")
    found = books.latest()
    assert found is not None
    assert found.file == books.file_of(late)
    assert books.resume(found).look() == late.look()
    assert len(books.kept()[0]) == 2


def test_playthroughs_are_in_the_order_of_their_times_whatever_zone_each_was_told_in(tmp_path: Path) -> None:
    zones = (timezone(timedelta(hours=9)), UTC, timezone(timedelta(hours=-8)))
    for hour, zone in enumerate(zones):
        _, keeper = played(tmp_path, MACHINE, "stay")
        save = json.loads(keeper.file.read_text("utf-8"))
        save["saved"] = (clock() + timedelta(hours=hour)).astimezone(zone).isoformat()
        keeper.file.write_text(json.dumps(save), "utf-8")
    (tmp_path / ".last").unlink()
    saved = [datetime.fromisoformat(info.saved) for info in SaveFolder(tmp_path).all()[0]]
    assert saved == sorted(saved, reverse=True)


@pytest.mark.parametrize("saved", ["", "never", "9999-99-99", "2026-11-21T09:30:00"])
def test_a_time_that_is_none_hinders_nobody(tmp_path: Path, saved: str) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    played(tmp_path, MACHINE, "stay")
    save = json.loads(keeper.file.read_text("utf-8"))
    save["saved"] = saved
    keeper.file.write_text(json.dumps(save), "utf-8")
    assert len(SaveFolder(tmp_path).all()[0]) == 2
