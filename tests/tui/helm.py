"""Driving the app: small libraries, pilots, and the screen as a person would read it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.wish import Wish
from game.tui.app import RolloutApp
from game.tui.play import PlayPage

PACKS = Path(__file__).parent / "packs"
#: How many times in a row nothing must be found to do.
CALM = 4
#: What the keys with a name type.
CHARACTERS = {
    "space": " ", "enter": "\r", "tab": "\t", "slash": "/", "question_mark": "?", "left_square_bracket": "[",
    "right_square_bracket": "]", "full_stop": ".", "comma": ",", "apostrophe": "'", "colon": ":", "minus": "-",
}  # fmt: skip
WHEN = datetime(2026, 1, 1, 9, 12, tzinfo=UTC)


def library(tmp_path: Path, *packs: str, saves: str = "saves") -> Library:
    """A library of copies of the named packs, or of the office alone."""
    root = tmp_path / "packs"
    for name in packs or ("office",):
        if not (root / name).exists():
            shutil.copytree(PACKS / name, root / name)
    root.mkdir(exist_ok=True)
    return Library((root,), SaveFolder(tmp_path / saves), lambda: WHEN, lambda: 5)


def written(tmp_path: Path, name: str, **files: str) -> Library:
    """A library of one pack, written here."""
    folder = tmp_path / "packs" / name
    folder.mkdir(parents=True)
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(text, "utf-8")
    return Library((tmp_path / "packs",), SaveFolder(tmp_path / "saves"), lambda: WHEN, lambda: 5)


@asynccontextmanager
async def sailing(
    shelf: Library, start: Wish | None = None, *, size: tuple[int, int] = (80, 24), pause: float = 0.0
) -> AsyncIterator[tuple[RolloutApp, Pilot[Any]]]:
    """The app at work on a library."""
    app = RolloutApp(shelf, start, pause=pause)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: no message, no worker, nothing to be laid out or called.

    Asks instead of sleeping, so it takes no longer than the work does, on a machine of any speed.
    """
    app, calm = pilot.app, 0
    while calm < CALM:
        await asyncio.sleep(0)
        if app._exception is not None or app._exit:
            return
        running = [worker for worker in app.workers if not worker.is_finished]
        if running:
            await asyncio.wait([worker._task for worker in running if worker._task is not None], timeout=0.02)
        screen = app.screen
        if not running and not _busy(app, screen):
            calm += 1
            continue
        calm = 0
        if screen._layout_required or screen._dirty_widgets or screen._repaint_required or screen._callbacks:
            screen._on_timer_update()


def _busy(app: App[Any], screen: Screen[Any]) -> bool:
    """Whether the app, its screen or a widget has something to do."""
    if screen._layout_required or screen._scroll_required or screen._dirty_widgets or screen._callbacks:
        return True
    pumps = (app, *app.screen_stack, *screen.walk_children())
    return any(pump.message_queue_size or pump._next_callbacks or not pump._is_mounted for pump in pumps)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each once the screen is at rest."""
    for key in keys:
        strike(pilot.app, key)
        await settled(pilot)


def strike(app: App[Any], key: str) -> None:
    """Press one key, and wait for nothing."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    character = CHARACTERS.get(name, name if len(name) == 1 else None)
    event = events.Key(name, character)
    event.set_sender(app)
    app._driver.send_message(event)  # type: ignore[union-attr]


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type text."""
    await press(pilot, *("space" if letter == " " else letter for letter in text))


def picture(app: RolloutApp) -> str:
    """The screen as text, without colours and trailing spaces."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def flat(app: RolloutApp) -> str:
    """The words on the screen, without the rules and bars between them."""
    return " ".join(picture(app).replace("│", " ").replace("┃", " ").split())


async def click(pilot: Pilot[Any], words: str) -> None:
    """Click where these words stand on the screen."""
    for y, line in enumerate(picture(pilot.app).split("\n")):  # type: ignore[arg-type]
        x = line.find(words)
        if x >= 0:
            await pilot.click(offset=(x, y))
            await settled(pilot)
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{picture(pilot.app)}")  # type: ignore[arg-type]


def page(app: RolloutApp) -> PlayPage:
    """The play screen, which is open."""
    assert isinstance(app.screen, PlayPage), app.screen
    return app.screen


@asynccontextmanager
async def playing(
    tmp_path: Path,
    role: str = "assistant",
    *,
    size: tuple[int, int] = (80, 24),
    pause: float = 0.0,
    shelf: Library | None = None,
) -> AsyncIterator[tuple[RolloutApp, Pilot[Any]]]:
    """The office story, begun."""
    wish = Wish(story="office", role=role)
    async with sailing(shelf or library(tmp_path), wish, size=size, pause=pause) as (app, pilot):
        yield app, pilot
