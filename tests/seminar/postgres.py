"""A PostgreSQL server in a folder of its own, on a socket that nobody else knows, for as long as the tests run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
#: It is thrown away in the end, and only its clients are killed: nothing has to reach a disk.
QUICK = ("fsync=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=16MB", "listen_addresses=")


def program(name: str) -> str | None:
    """Where a program of PostgreSQL is; distributions keep some of them off the path."""
    found = [str(path / name) for place in PLACES for path in sorted(Path("/").glob(place[1:]), reverse=True)]
    return shutil.which(name) or next((path for path in found if Path(path).is_file()), None)


def need() -> None:
    """Skip where PostgreSQL is missing, or fail where ROLLOUT_NEEDS_POSTGRES=1 says that it must be there."""
    if program("initdb") and program("pg_ctl"):
        return
    if os.environ.get("ROLLOUT_NEEDS_POSTGRES") == "1":
        pytest.fail("PostgreSQL is missing, and ROLLOUT_NEEDS_POSTGRES=1 asks for it")
    pytest.skip("PostgreSQL is not installed, so there is no database to keep a room in")


@dataclass(frozen=True, slots=True)
class Server:
    """A server; its folder is its socket's too."""

    folder: Path
    settings: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of its database, as it is typed; the password is for nobody, as its users are trusted."""
        return f"postgresql://rollout:s3cr3t@/postgres?host={self.folder}"

    def run(self, name: str, *words: str) -> None:
        """One of PostgreSQL's programs, as a user whom it lets."""
        path = program(name)
        assert path is not None
        who: dict[str, str] = {"user": "nobody"} if not hasattr(os, "geteuid") or os.geteuid() == 0 else {}
        done = subprocess.run(
            [path, "-D", str(self.folder / "data"), *words],
            **who,  # type: ignore[call-overload]
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "HOME": str(self.folder)},
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        settings = " ".join(
            f"-c {setting}" for setting in (*QUICK, *self.settings, f"unix_socket_directories={self.folder}")
        )
        self.run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "--options", settings, "start")

    def stop(self) -> None:
        """At once, as where it crashes: it tells nobody."""
        self.run("pg_ctl", "--wait", "--mode", "immediate", "stop")

    def empty(self) -> None:
        """Delete every room."""
        import psycopg

        with psycopg.connect(self.address) as line:
            line.execute("drop table if exists rollout_event, rollout_room")


@contextmanager
def running(*settings: str) -> Iterator[Server]:
    """A server that ends with the block; settings go before those that make it quick."""
    need()
    with tempfile.TemporaryDirectory(prefix="rollout-", ignore_cleanup_errors=True) as name:
        server = Server(Path(name), settings)
        if os.geteuid() == 0:
            shutil.chown(name, "nobody")
        words = ("--auth", "trust", "--username", "rollout", "--no-sync", "--encoding", "UTF8", "--no-locale")
        server.run("initdb", *words)
        server.start()
        try:
            yield server
        finally:
            server.stop()
