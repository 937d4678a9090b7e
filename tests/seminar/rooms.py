"""Rooms to try things in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import httpx
import yaml

from game.paper.framework import framework
from game.seminar.address import Address
from game.seminar.events import Event, join
from game.seminar.keeping import Rooms
from game.seminar.live import LiveRoom
from game.seminar.model import Room
from game.seminar.opening import Wish, open_room, plot
from game.seminar.plot import Plot
from game.seminar.web.app import RoomServer
from game.seminar.web.limits import Limits
from game.seminar.web.pages import Pages
from game.story.loader import load

SCENES = Path(__file__).parents[2] / "scenes"
TABLES = ("rollout_room", "rollout_event")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
FIGURE = "61.7"
#: What must never be live: markup of three kinds, controls, a right-to-left override.
HOSTILE = "<script>alert(1)</script> [b]x[/b] [@click=app.quit] *a*\x1b]0;gone\x07\u202e=1+1"

STORY = {
    "format": 1, "id": "the-ferry", "title": f"The Ferry {HOSTILE}", "version": "1.0.0", "summary": "A late boat.",
    "content_notes": ["weather"], "instrument": "A story, no study.",
    "roles": {
        "mate": {"name": "Mate", "pitch": "You have the rope.", "start": "quay"},
        "master": {"name": "Master", "pitch": "You have the chart.", "start": "bridge"},
    },
    "conditions": {
        "radio": {"ask": "Does the radio work?", "options": {"off": "No", "on": "It does"}, "default": "off"},
    },
    "variables": {"wet": False},
    "seminar": {"pivotal": "fork", "class_cut": ["quay", "deck", "fork", "after"]},
}  # fmt: skip
SCENE = {
    "quay": {"title": "Quay", "text": "Rain.", "choices": [
        {"id": "board", "text": "Go aboard", "to": "gangway"}, {"id": "wait", "text": "Wait", "to": "deck", "do": "wet = true"},
    ]},
    "gangway": {"title": "Gangway", "text": "It sways.", "next": "deck"},
    "deck": {"title": "Deck", "text": [{"if": "wet", "text": "You are wet."}, "Fog."], "choices": [
        {"id": "look", "text": "Look out", "to": "fork"}, {"id": "sleep", "text": "Sleep", "to": "cabin"},
    ]},
    "cabin": {"title": "Cabin", "text": "Dark.", "next": "fork"},
    "fork": {"title": "The fork", "text": "A horn.", "choices": [
        {"id": "turn", "text": "Turn", "to": "after", "findings": ["horns"]},
        {"id": "hold", "text": "Hold course", "to": "after"},
        {"id": "yield_way", "text": "Let it pass", "to": "after"},
        {"id": "call", "text": "Call", "to": "after", "if": "radio == 'on'"},
    ]},
    "after": {"title": "After", "text": "Quiet.", "choices": [
        {"id": "home", "text": "Home", "to": "harbour"}, {"id": "out", "text": "Out", "to": "sea"},
    ]},
    "harbour": {"title": "Harbour", "text": "Lights.", "ending": {"outcome": "acceptance", "findings": ["horns"], "explain": "You came in."}},
    "sea": {"title": "Sea", "text": "Waves.", "ending": {"outcome": "appeal", "findings": ["horns"], "explain": "You went."}},
    "bridge": {"title": "Bridge", "text": "Maps.", "choices": [{"id": "fold", "text": "Fold them", "to": "ashore"}]},
    "ashore": {"title": "Ashore", "text": "Sand.", "ending": {"outcome": "containment", "findings": ["horns"], "explain": "You left."}},
}  # fmt: skip
FINDINGS = {
    "horns": {
        "claim": f"In fog, {FIGURE}% of horns were heard.", "conditions": "One strait, forty nights.",
        "caveat": "One strait is not the sea.", "evidence": "primary", "figure": {"value": FIGURE, "unit": "% of nights"},
        "guess": "In 100 foggy nights of one strait, how often was the horn heard?",
        "source": {"title": "Horns", "publisher": "The Pilot", "date": "2025-01"},
    },
}  # fmt: skip


def ferry(folder: Path) -> Plot:
    """The plot of a small story."""
    pack = folder / "the-ferry"
    pack.mkdir()
    for name, what in (("story", STORY), ("scenes", SCENE), ("findings", FINDINGS)):
        (pack / f"{name}.yaml").write_text(yaml.safe_dump(what, allow_unicode=False, sort_keys=False), "utf-8")
    loaded = load(pack)
    assert loaded.story is not None, loaded.errors
    return plot(loaded.story, framework("3d"), Wish(variant={"radio": "on"}))


def shipped(name: str, variant: Mapping[str, str] | None = None) -> Plot:
    """The plot of a story that comes with Rollout."""
    story = load(SCENES / name, records=(SCENES,)).story
    assert story is not None
    return plot(story, framework("3d"), Wish(variant=variant or {}))


def opened(plot: Plot, place: Rooms) -> LiveRoom:
    return open_room(place, plot, Wish(variant={"radio": "on"}), NOW, lambda: 0.0)


def traces(where: str) -> bytes:
    """All that is kept of rooms, as it lies there."""
    if not where.startswith("postgresql:"):
        return b"".join(path.read_bytes() for path in Path(where).rglob("*") if path.is_file())
    import psycopg

    with psycopg.connect(where) as line:
        return repr([line.execute(f"select * from {name}").fetchall() for name in TABLES]).encode()


def filled(plot: Plot, many: int) -> Room:
    """A room with so many phones in it."""
    return Room(plot, [join(f"v{number}") for number in range(many)])


def at(plot: Plot, kind: str) -> int:
    """The number of the first step of a kind."""
    return next(number for number, step in enumerate(plot.order) if step.kind == kind)


def going(plot: Plot, kind: str) -> Event:
    return Event("go", "", "0", str(at(plot, kind)))


def server(live: LiveRoom, limits: Limits, base: str = "http://10.0.0.5:8000") -> RoomServer:
    """The pages of a room."""
    story = live.room.plot.cut.story
    return RoomServer(live, Pages(story.title, story.language, Address(base, live.code)), limits)


def served(
    live: LiveRoom, *, lifted: bool = True, host: str = "10.0.0.7", clock: Callable[[], float] | None = None
) -> httpx.AsyncClient:
    """A browser at a room, without a network; a second goes by whenever anybody looks at the clock."""
    seconds = count()
    app = server(live, Limits(clock or (lambda: float(next(seconds))), lifted=lifted)).app()
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, client=(host, 1)), base_url=f"http://10.0.0.5:8000/{live.code}"
    )


def token(number: int) -> str:
    return f"{number:016x}"
