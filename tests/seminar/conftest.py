from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.seminar.keeping import Folder, Rooms
from game.seminar.live import LiveRoom
from game.seminar.model import Plot
from tests.seminar import postgres, rooms


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Plot:
    """A small story with both roles, two scenes before the fork, a draw, and a door that a condition opens."""
    return rooms.ferry(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def cutover() -> Plot:
    return rooms.shipped("the-cutover")


@pytest.fixture
def live(ferry: Plot, tmp_path: Path) -> Iterator[LiveRoom]:
    room = rooms.opened(ferry, tmp_path)
    yield room
    room.store.close()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server of this session's own."""
    with postgres.running() as running:
        yield running


@pytest.fixture
def database(server: postgres.Server) -> Iterator[str]:
    """The address of a database without rooms."""
    yield server.address
    server.empty()


@pytest.fixture(params=["folder", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Rooms:
    """Each place that rooms are kept in."""
    if request.param == "folder":
        return Folder(tmp_path)
    from game.seminar.store_database import Database

    return Database(request.getfixturevalue("database"))
