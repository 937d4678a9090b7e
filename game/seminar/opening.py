"""Opening a room: what it plays, where it is kept, and taking up one that was interrupted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct, field
from msgspec.json import Decoder

from game.paper.framework import Framework
from game.paper.handout import cards
from game.paper.schedule import PLANS
from game.play.machine import StoryMachine
from game.seminar.address import LAST_PORT
from game.seminar.cut import Cut
from game.seminar.keeping import Kept, Rooms
from game.seminar.live import LiveRoom
from game.seminar.order import running_order
from game.seminar.plot import Plot
from game.seminar.store import StoreError
from game.seminar.suppress import DEFAULT_K, LEAST_K, MOST_K
from game.story.model import Finding, Story

#: A share, which is a figure of the record: none is shown before it is revealed, in a question either.
SHARE = re.compile(r"\d\s*%|\b\d+(?:\.\d+)? in 100\b")
HUNDRED = re.compile(r"\b100\b")
#: Conditions and their settings, as a room says them.
PAIRS = Decoder(dict[str, str])


class Wish(Struct, frozen=True):
    """What whoever leads asked for."""

    minutes: int = 50
    k: int = DEFAULT_K
    settings: Mapping[str, str] = field(default_factory=dict)
    variant: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    keep: bool = False


def plot(story: Story, framework: Framework, wish: Wish) -> Plot:
    """What a room plays.  Raises NoCutError for a story that no class can play."""
    machine = StoryMachine(story)
    cut = Cut(machine, wish.settings, wish.seed)
    variant = Cut(machine, {**wish.settings, **wish.variant}, wish.seed, beside=cut) if wish.variant else None
    found = cards(story)
    guess = _guess(found)
    known = sorted(found, key=lambda one: one is not guess)
    return Plot(
        running_order(story, wish.minutes, framework, variant=variant is not None),
        cut,
        tuple(known),
        guess,
        variant,
    )


def _guess(found: list[Finding]) -> Finding | None:
    """The finding that is predicted: a share whose question names none; best one in a hundred that was returned to most."""
    fit = [
        one
        for one in found
        if one.guess and one.figure and one.figure.percent is not None and not SHARE.search(one.guess)
    ]
    return min(fit, key=lambda one: (not HUNDRED.search(one.guess), -len(one.updated_by)), default=None)


def open_room(
    rooms: Rooms,
    plot: Plot,
    wish: Wish,
    now: datetime,
    clock: Callable[[], float],
    more: Mapping[str, str] | None = None,
) -> LiveRoom:
    """A new room; ``more`` is kept with it.  Raises StoreError."""
    story = plot.cut.story
    about = {
        **(more or {}),
        "story": story.id,
        "fingerprint": story.fingerprint,
        "minutes": str(wish.minutes),
        "k": str(wish.k),
        "settings": json.dumps(dict(wish.settings), sort_keys=True),
        "variant": json.dumps(dict(wish.variant), sort_keys=True),
        "seed": str(wish.seed),
        "keep": "yes" if wish.keep else "no",
    }
    store = rooms.create(about, now)
    return LiveRoom(store.about()["code"], plot, store, clock, wish.k)


def last_room(rooms: Rooms, story: Story, code: str = "") -> Kept:
    """The room of a story that was opened last, or the one of a code.  Raises StoreError."""
    known = [room for room in rooms.kept() if room.about.get("story") == story.id]
    found = next((room for room in known if code.upper() in ("", room.code)), None)
    if found is None:
        which = f"no room {code.upper()}" if code else "no room"
        raise StoreError(f"there is {which} of {story.title} in {rooms} to take up again")
    if found.about.get("fingerprint") != story.fingerprint:
        raise StoreError(f"room {found.code} was opened with another version of {story.title}; open a new one")
    return found


def wish_of(room: Kept) -> Wish:
    """What was asked for when a room was opened.  Raises StoreError where it does not say what it takes to open it."""
    about = room.about
    try:
        bytes.fromhex(about["secret"])
        if int(about["minutes"]) not in PLANS or not LEAST_K <= int(about["k"]) <= MOST_K:
            raise ValueError
        if not 0 <= int(about.get("port", 0)) <= LAST_PORT:
            raise ValueError
        return Wish(
            int(about["minutes"]), int(about["k"]), PAIRS.decode(about["settings"]), PAIRS.decode(about["variant"]),
            int(about["seed"]), about["keep"] == "yes",
        )  # fmt: skip
    except (KeyError, ValueError):
        raise StoreError(f"room {room.code} does not say what was asked for; open a new one") from None


def take_up(rooms: Rooms, room: Kept, plot: Plot, clock: Callable[[], float]) -> LiveRoom:
    """A room that was interrupted, as it was, or one that another process serves too.  Raises StoreError."""
    return LiveRoom(room.code, plot, rooms.open(room.code), clock, int(room.about["k"]))
