"""``rollout host``."""

from __future__ import annotations

import argparse
import os
import re
import secrets
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, say
from game.cli.places import SEEDS, data_folder, located, roots
from game.cli.setting import refuse_unknown, settled
from game.paper.framework import Framework, FrameworkError, framework
from game.story.loader import load
from game.story.model import Story

if TYPE_CHECKING:
    from game.seminar.keeping import Kept
    from game.seminar.opening import Wish

#: What the extra ``seminar`` brings along.
NEEDED = ("starlette", "uvicorn", "sse_starlette", "jinja2", "segno")
URL = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(/[A-Za-z0-9._~/\-]*)?")


def host(options: argparse.Namespace) -> int:
    """Open a seminar room, or take one up again."""
    if lacking := [name for name in NEEDED if find_spec(name) is None]:
        raise MisuseError(f"a room needs {', '.join(lacking)}: pip install 'rollout-game[seminar]'")
    if not _terminal():
        raise MisuseError("the console of a room needs a terminal, and this is none")
    story = _story(options)
    if story is None:
        return FAULTS
    from game.seminar import keeping
    from game.seminar.cut import NoCutError
    from game.seminar.store import StoreError

    folder = options.rooms or data_folder() / "rooms"
    gone = keeping.sweep(folder, datetime.now().astimezone()) if folder.is_dir() else 0
    try:
        say(_open(options, story, folder, f"{gone} older rooms were deleted." if gone else ""))
    except (NoCutError, StoreError) as fault:
        raise MisuseError(str(fault)) from None
    return FINE


def _open(options: argparse.Namespace, story: Story, folder: Path, note: str) -> str:
    """Run the room, and answer what became of it."""
    from game.seminar import host as hosts
    from game.seminar import keeping, opening
    from game.seminar.address import Address, NoPortError, listening, local_address

    if options.public_url and not URL.fullmatch(options.public_url):
        raise MisuseError(f"--public-url {options.public_url}: write it like https://seminar.example.org")
    now = datetime.now().astimezone()
    kept = opening.last_room(folder, story, options.resume) if options.resume is not None else None
    wish = opening.wish_of(kept) if kept else _wish(options, story)
    plot = opening.plot(story, _framework(kept.about["debrief"] if kept else options.debrief), wish)
    try:
        sock = listening(options.listen, int(kept.about["port"]) if kept else options.port)
    except NoPortError as fault:
        raise MisuseError(str(fault)) from None
    base = _base(options, kept, local_address, sock.getsockname()[1])
    about = {"debrief": options.debrief, "port": str(sock.getsockname()[1]), "base": options.public_url or ""}
    if kept is not None:
        live = opening.take_up(kept, plot, time.monotonic)
    else:
        live = opening.open_room(folder, plot, wish, now, time.monotonic, about)
    file = folder / f"{live.code}{keeping.SUFFIX}"
    opened = kept.opened if kept else now
    hosting = hosts.Hosting(
        Address(base, live.code),
        sock,
        file,
        options.out or Path.cwd(),
        None if wish.keep else hosts.seconds_left(opened, now),
        "later" if wish.keep else f"until {opened + keeping.LIFETIME:%H:%M} tomorrow",
        options.rehearse,
        bool(options.public_url),
        note,
    )
    return hosts.host(live, hosting, time.monotonic)


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
    given = options.public_url or (kept.about["base"] if kept else "")
    if given:
        return given.rstrip("/")
    shown = options.address or (here() if options.listen in ("0.0.0.0", "") else options.listen)  # noqa: S104 - compared
    return f"http://{shown}:{port}"


def _story(options: argparse.Namespace) -> Story | None:
    """The story asked for; its faults are printed where it cannot be played."""
    places = roots(options)
    extensions = tuple(located(name, places) for name in options.extensions)
    loaded = load(located(options.pack, places), records=places, extensions=extensions)
    for problem in loaded.errors:
        complain(f"{problem}\n")
    return loaded.story


def _framework(name: str) -> Framework:
    try:
        return framework(name)
    except FrameworkError as fault:
        for problem in fault.problems:
            complain(f"{problem}\n")
        raise MisuseError(str(fault)) from None


def _terminal() -> bool:
    """Whether somebody sits at a terminal that can draw; the console would hang without one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
