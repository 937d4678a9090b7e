from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import seminar_places as places
from game.seminar.keeping import Rooms
from game.seminar.live import LiveRoom
from game.seminar.plot import Plot
from tests.seminar import postgres, rooms

#: The tests whose rooms are kept in a folder and in a database, each time; make room-postgres keeps all in a database.
IN_BOTH = ("test_store", "test_pages", "test_serving", "test_bad_network", "test_killed")


@pytest.fixture(scope="session")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Plot:
    """A small story with both roles, two scenes before the fork, a draw, and a door that a condition opens."""
    return rooms.ferry(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="session")
def cutover() -> Plot:
    return rooms.shipped("the-cutover")


@pytest.fixture(scope="session")
def plot() -> Plot:
    """One with every kind of step there is."""
    return rooms.shipped("the-cutover", {"doors": "guaranteed_pause"})


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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Rooms are kept in a folder, some tests' in a database as well; ROLLOUT_ROOMS=postgresql keeps all in a database."""
    if "where" in metafunc.fixturenames:
        both = metafunc.module.__name__.rpartition(".")[2] in IN_BOTH
        kinds = ["database"] if os.environ.get("ROLLOUT_ROOMS") == "postgresql" else ["folder", "database"][: 1 + both]
        metafunc.parametrize("where", kinds, indirect=True)


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What rooms are kept in: a folder, or the address of a database."""
    return str(tmp_path) if request.param == "folder" else request.getfixturevalue("database")


@pytest.fixture
def place(where: str) -> Rooms:
    """The place that rooms are kept in."""
    return places.place(where)


@pytest.fixture
def live(ferry: Plot, place: Rooms) -> Iterator[LiveRoom]:
    room = rooms.opened(ferry, place)
    yield room
    room.store.close()
