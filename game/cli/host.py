"""``rollout host``."""

from __future__ import annotations

import argparse
import re
import secrets
import sys
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import FAULTS, FINE, MisuseError
from game.cli.framed import framed
from game.cli.output import say
from game.cli.places import SEEDS, opened
from game.cli.rooms import rooms
from game.cli.setting import refuse_unknown, settled
from game.cli.streams import drawable
from game.story.model import Story

if TYPE_CHECKING:
    from game.seminar.keeping import Kept, Rooms
    from game.seminar.opening import Wish

#: What the extra ``seminar`` brings along.
NEEDED = ("starlette", "uvicorn", "sse_starlette", "jinja2", "segno")
URL = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/\-]*)?")


def host(options: argparse.Namespace) -> int:
    """Open a seminar room, take one up again, or serve one that is led elsewhere."""
    if lacking := [name for name in NEEDED if find_spec(name) is None]:
        raise MisuseError(f"a room needs {', '.join(lacking)}: pip install 'rollout-game[seminar]'")
    if options.join is None and not drawable():
        raise MisuseError("the console of a room needs a terminal, and this is none")
    story = opened(options)
    if story is None:
        return FAULTS
    from game.seminar import keeping
    from game.seminar.cut import NoCutError
    from game.seminar.store import StoreError

    try:
        place = rooms(options)
        gone = keeping.sweep(place, datetime.now().astimezone())
        say(_open(options, story, place, f"{gone} older rooms were deleted." if gone else ""))
    except (NoCutError, StoreError) as fault:
        raise MisuseError(str(fault)) from None
    return FINE


def _open(options: argparse.Namespace, story: Story, place: Rooms, note: str) -> str:
    """Run the room, and answer what became of it.  Raises MisuseError, NoCutError and StoreError."""
    from game.seminar import host as hosts
    from game.seminar import keeping, opening
    from game.seminar.address import Address, NoPortError, listening, local_address

    if options.public_url and not URL.fullmatch(options.public_url):
        raise MisuseError(f"--public-url {options.public_url}: write it like https://seminar.example.org")
    now = datetime.now().astimezone()
    code = options.resume if options.join is None else options.join
    kept = opening.last_room(place, story, code) if code is not None else None
    wish = opening.wish_of(kept) if kept else _wish(options, story)
    debrief = kept.about.get("debrief", "3d") if kept else options.debrief
    plot = opening.plot(story, framed(debrief, wish.minutes), wish)
    port = options.port if kept is None or options.join is not None else int(kept.about.get("port", options.port))
    try:
        sock = listening(options.listen, port)
    except NoPortError as fault:
        raise MisuseError(str(fault)) from None
    port = sock.getsockname()[1]
    about = {"debrief": options.debrief, "port": str(port), "base": options.public_url or ""}
    if kept is not None:
        live = opening.take_up(place, kept, plot, time.monotonic)
    else:
        live = opening.open_room(place, plot, wish, now, time.monotonic, about)
    since = kept.opened if kept else now
    base = _base(options, kept, local_address, port)
    hosting = hosts.Hosting(
        Address(base, live.code),
        sock,
        partial(place.delete, live.code),
        options.out or Path.cwd(),
        None if wish.keep else hosts.seconds_left(since, now),
        "later" if wish.keep else f"until {since + keeping.LIFETIME:%H:%M} tomorrow",
        _again(options, live.code),
        options.rehearse,
        base == _public(options, kept),
        note,
    )
    if options.join is None:
        return hosts.host(live, hosting, time.monotonic)
    say(f"Room {live.code} is served at {base}/{live.code}, and led elsewhere. Ctrl+C stops this server.")
    sys.stdout.flush()  # whoever started it waits for this line, also where it is no terminal
    return hosts.serve(live, hosting, time.monotonic)


def _again(options: argparse.Namespace, code: str) -> str:
    """What became of a room that is closed, and how to go on; the address of a database is not repeated."""
    command = f"rollout host {options.pack}{' --store URL' if options.store else ''}"
    if options.join is None:
        return f"Room {code} is closed. To go on: {command} --resume {code}"
    return f"This server of room {code} has stopped. To go on: {command} --join {code}"


def _wish(options: argparse.Namespace, story: Story) -> Wish:
    """What was asked for on the command line."""
    from game.seminar.opening import Wish
    from game.seminar.suppress import LEAST_K, MOST_K

    if not LEAST_K <= options.smallest <= MOST_K:
        raise MisuseError(f"--smallest is from {LEAST_K} to {MOST_K}, not {options.smallest}")
    settings, variant = settled(options.settings), settled(options.variant)
    for chosen in (settings, variant):
        refuse_unknown(story, "", chosen)
    seed = options.seed if options.seed is not None else secrets.randbelow(SEEDS)
    return Wish(options.plan, options.smallest, settings, variant, seed, options.keep)


def _base(options: argparse.Namespace, kept: Kept | None, here: Callable[[], str], port: int) -> str:
    """The address that phones open, without the room's code."""
    shown = options.address or (here() if options.listen in ("0.0.0.0", "") else options.listen)  # noqa: S104 - compared
    return _public(options, kept) or f"http://{shown}:{port}"


def _public(options: argparse.Namespace, kept: Kept | None) -> str:
    """The address of the tunnel or server that phones come through, where there is one."""
    return (options.public_url or (kept.about.get("base", "") if kept else "")).rstrip("/")
