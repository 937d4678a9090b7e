"""A class in one room: what phones ask for, and a room's log as it is taken up again."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from game.seminar import ballots, export, reveals, views
from game.seminar.address import Address
from game.seminar.events import Event
from game.seminar.live import LiveRoom
from game.seminar.model import Room
from game.seminar.plot import Plot
from game.seminar.store import Done
from game.seminar.web.app import RoomServer
from game.seminar.web.guard import HEADERS
from game.seminar.web.limits import Limits
from game.seminar.web.pages import Pages
from tests.fuzz.streams import Stream, pages
from tests.fuzz.target import Target, inert, spoiled_json, words_of
from tests.seminar.rooms import ferry, token

CODE = "K7QF"
MOST_REQUESTS = 16
STATUS = {200, 303, 400, 404, 409, 410, 413, 429, 503}


@cache
def _plot() -> Plot:
    with tempfile.TemporaryDirectory(prefix="rollout-fuzz-") as folder:
        return ferry(Path(folder))


@cache
def _pages() -> Pages:
    return Pages("The Ferry", "en", Address("http://10.0.0.5:8000", CODE))


class Kept:
    """A store in memory."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self.log = list(events)

    def about(self) -> dict[str, str]:
        return {"secret": "00" * 16, "code": CODE}

    def events(self) -> list[Event]:
        return list(self.log)

    def follow(self, heard: object) -> None:
        """Nobody else writes here."""

    def append(self, events: Sequence[Event], done: Done) -> None:
        self.log += events
        done(None)

    def forget(self, voter: str, done: Done) -> None:
        self.log = [event for event in self.log if event.voter != voter]
        done(None)

    def close(self) -> None:
        pass


def requests(data: bytes) -> None:
    """The first byte is the step the room is at; each line behind it a request: method, address, phone, body.

    Then the room goes a step on, of which every stream that is open has to tell.
    """
    asyncio.run(_asked(data))


async def _asked(data: bytes) -> None:
    plot = _plot()
    step = (data[0] if data else 0) % len(plot.order)
    seconds = count()
    live = LiveRoom(CODE, plot, Kept([Event("go", "", "0", str(step))]), lambda: 0.0, 5)
    app = RoomServer(live, _pages(), Limits(lambda: float(next(seconds)))).app(proxied=step % 2 == 0)
    streams: list[Stream] = []
    for text in data[1:].split(b"\n")[:MOST_REQUESTS]:
        method, path, phone, body = [*text.split(b" ", 3), b"", b"", b""][:4]
        await _request(app, method, path, phone, body, streams)
    again = Room(plot, live.store.events())
    assert {name: voter.votes for name, voter in again.voters.items()} == {
        name: voter.votes for name, voter in live.room.voters.items()
    }
    for voter in live.room.voters.values():
        for value in voter.votes.values():
            assert inert(value) == value
    heard = [len(stream.sent) for stream in streams]
    await live.go((step + 1) % len(plot.order))
    for stream, pieces in zip(streams, heard, strict=True):
        await stream.pushed(pieces)
    live.close()
    for stream in streams:
        await stream.ended()
        _whole(stream.sent)


async def _request(app: Any, method: bytes, path: bytes, phone: bytes, body: bytes, streams: list[Stream]) -> None:
    """One request as the server hands it on; a stream stays open, until its phone goes away where it says so."""
    where, _, query = path.partition(b"?")
    where = bytes(byte for byte in where if 32 < byte < 127)
    if not method.isalpha():
        return
    sent: list[dict[str, Any]] = []
    received = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(received, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method.decode().upper(), "scheme": "http",
        "path": unquote("/" + where.decode()), "raw_path": b"/" + where, "query_string": query, "root_path": "",
        "headers": [(b"host", b"10.0.0.5:8000"), (b"x-voter", phone), (b"x-forwarded-for", phone)],
        "client": ("127.0.0.1", 1), "server": ("10.0.0.5", 8000),
    }  # fmt: skip
    if where.upper().endswith(b"/LIVE") and scope["method"] != "POST":
        streams.append(Stream(app, scope))
        await streams[-1].pushed()
        if body == b"away":
            streams[-1].go_away()
        return
    await app(scope, receive, send)
    _whole(sent)


def _whole(sent: list[dict[str, Any]]) -> None:
    """An answer is whole, guarded, and holds no markup but ours."""
    begun, *parts = sent
    assert begun["status"] in STATUS, begun
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in begun["headers"]}
    assert all("\n" not in value and "\r" not in value for value in headers.values())
    shown = b"".join(part.get("body", b"") for part in parts).decode()
    if begun["status"] not in (413, 429):
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == HEADERS["X-Content-Type-Options"]
    kind = headers.get("content-type", "").partition(";")[0]
    for html in pages(shown) if kind == "text/event-stream" else [shown] if kind == "text/html" else []:
        _inert(html)


@lru_cache(4_096)
def _inert(html: str) -> None:
    """Read a page, once."""
    Inert(html)


class Inert(HTMLParser):
    """Reads a page, and fails where something in it would run or look elsewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("iframe", "object", "embed", "base", "img"), tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            if name in ("src", "action", "formaction") or (name == "href" and tag != "a"):
                assert (value or "/").startswith(("/", "#", "data:")), value
            assert "javascript:" not in (value or "").lower()
        if tag == "script":
            assert dict(attrs).get("src")


def events(data: bytes) -> None:
    """Each line is an entry of a room's log; whatever stands there, the room can be shown, and left."""
    log = []
    for text in words_of(data).split("\n"):
        try:
            entry = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, list) and len(entry) == 4:
            log.append(Event(*(str(part).encode("utf-8", "replace").decode() for part in entry)))
    plot = _plot()
    live = LiveRoom(CODE, plot, Kept(log), lambda: 0.0, 5)
    room = live.room
    revealed = reveals.shown(room, 5)
    _inert(_pages().wall(views.wall(room, revealed)))
    for voter in list(room.voters.values())[:8]:
        _inert(_pages().phone(views.phone(room, voter, revealed)))
    told = export.summary(room, 5)
    for write in (export.as_csv, export.as_json, export.as_markdown):
        assert write(told)
    assert Room(plot, log).stages == room.stages


def _requests() -> Iterator[bytes]:
    one, two = token(1).encode(), token(2).encode()
    for step in range(12):
        lines = [
            b"GET k7qf - ", b"GET K7QF/WALL - ", b"POST K7QF/JOIN " + one + b" ", b"POST K7QF/JOIN " + two + b" ",
            b"POST K7QF/VOTE " + one + b" ballot=" + ballots.PRACTICE.encode() + b"&value=tea",
            b"POST K7QF/VOTE " + one + b" ballot=quay&value=board", b"POST K7QF/VOTE " + two + b" ballot=%40first&value=turn",
            b"POST K7QF/VOTE " + two + b" ballot=%40keep&value=So%20it%20is", b"GET K7QF/P/" + one + b"?said=in - ",
            b"POST K7QF/P/" + one + b" - ballot=%40seat&value=observe", b"POST K7QF/P/" + one + b" - leave=yes",
            b"POST K7QF/P - ", b"GET ?code=k7qf - ", b"GET -/room.css - ", b"GET K7QF/HANDOUT - ", b"POST K7QF/LEAVE " + two + b" ",
        ]  # fmt: skip
        yield bytes([48 + step]) + b"\n".join(lines)
        streams = [
            b"GET K7QF/WALL/LIVE - ", b"GET K7QF/LIVE?v=" + one + b" - ", b"POST K7QF/JOIN " + one + b" ",
            *[b"GET k7qf/live?v=" + one + b" - "] * 5, b"GET K7QF/LIVE?v=" + one + b" - away", *lines[4:6], lines[-1],
            b"POST K7QF/LEAVE " + one + b" ",
        ]  # fmt: skip
        yield bytes([48 + step]) + b"\n".join(streams)


def _events() -> Iterator[bytes]:
    log: list[tuple[str, str, str, str]] = [("join", f"v{number}", "", "") for number in range(6)]
    for step in range(len(_plot().order)):
        log += [("go", "", str(step), str(step)), ("open", "", "", "")]
        for number in range(0, 6, 1 + step % 3):
            for ballot, value in (
                (ballots.PRACTICE, "tea"),
                ("quay", "board"),
                (ballots.FIRST, "turn"),
                (ballots.KEEP, "So"),
            ):
                log.append(("vote", f"v{number}", ballot, value))
        log += [
            ("show", "", "", word) for word in ("votes", "paths", "cards:0", "guesses", "practice", "lines", "variant")
        ]
        log += [
            ("split", "", "", ""),
            ("hand", "", "quay", '{"board": 7}'),
            ("undo", "", "", ""),
            ("heads", "", "", "9"),
        ]
        yield b"\n".join(json.dumps(entry).encode() for entry in [*log[:6], *log[-25:]])
    yield b"\n".join(json.dumps(entry).encode() for entry in log)


WORDS = (
    "K7QF", "/WALL", "/JOIN", "/VOTE", "/LEAVE", "/P/", "/HANDOUT", "/-/", "/LIVE", "?v=", "away", "POST ", "GET ", "HEAD ", "ballot=", "&value=", "leave=yes",
    "@first", "@second", "@seat", "@sure", "@way_on", "@keep", "@pass", "%40", "%0d%0a", "%00", "%3Cscript%3E", "%ud800", "said=in",
)  # fmt: skip
KINDS = (
    '["go", "", "0", "1"]', '["vote", "v1", "@keep", "x"]', '["show", "", "", "votes"]', '["hand", "", "quay", "{}"]', '["undo", "", "", ""]',
    '["role", "v1", "", "mate"]', '["approve", "", "", "v1/@keep"]', '["finish", "", "", ""]', "1e999", "@way_on", "@second", "cards:0",
)  # fmt: skip
REQUESTS = Target(requests, _requests, WORDS)
EVENTS = Target(events, _events, KINDS, spoiled_json)
