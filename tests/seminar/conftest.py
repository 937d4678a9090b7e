from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.seminar.live import LiveRoom
from game.seminar.model import Plot
from tests.seminar import rooms


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
