"""One client that wants too much: it is cut before it is read, and a class behind one address can be let in."""

from __future__ import annotations

import asyncio

import pytest

from game.seminar.address import listening
from game.seminar.live import LiveRoom
from game.seminar.web.limits import Limits
from game.seminar.web.serving import Serving
from tests.seminar.rooms import server

MOST = 5


async def front(port: int) -> bytes:
    """The first line of an answer, or nothing where the connection is cut."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET / HTTP/1.1\r\nHost: room\r\nConnection: close\r\n\r\n")
        return await reader.readline()
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_connections_without_end_are_cut_until_whoever_leads_lets_them_in(
    live: LiveRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.seminar.web.limits.CONNECTIONS", MOST)
    limits = Limits(lambda: 0.0)
    sock = listening("127.0.0.1", 0)
    port = sock.getsockname()[1]
    serving = Serving(server(live, limits).app(), sock)
    try:
        answers = [await front(port) for _ in range(MOST + 3)]
        assert [answer.startswith(b"HTTP/1.1 200") for answer in answers] == [True] * MOST + [False] * 3
        limits.lifted = True
        assert (await front(port)).startswith(b"HTTP/1.1 200")
    finally:
        await serving.stop()
