"""A long day in short: phones come, vote, go and come again, some without a word; the server is none the larger."""

from __future__ import annotations

import asyncio
import sys

import pytest

from benchmarks.seminar_served import served
from benchmarks.seminar_soak import MOST_GROWTH, soak

LONG = 120


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read where Linux tells it")
async def test_memory_does_not_grow_with_reconnects_and_nothing_is_left_unhandled(where: str) -> None:
    with served(where) as server:
        async with asyncio.timeout(LONG):
            found = await soak(server, many=20, reconnects=800, seconds=0, warm=0.5)
    assert found.reconnects == 800
    assert found.unhandled == []
    assert found.growth <= MOST_GROWTH
