"""Driving the app: small libraries, pilots, and the screen as a person would read it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget

from game.play.library import Library
from game.play.saves import SaveFolder
from game.tui.app import RolloutApp
from game.tui.start import Start

PACKS = Path(__file__).parent / "packs"
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
    shelf: Library, start: Start | None = None, *, size: tuple[int, int] = (80, 24), pause: float = 0.0
) -> AsyncIterator[tuple[RolloutApp, Pilot[Any]]]:
    """The app at work on a library."""
    app = RolloutApp(shelf, start, pause=pause)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each once the screen is at rest."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Type text."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settled(pilot)


def picture(app: RolloutApp) -> str:
    """The screen as text, without colours and trailing spaces."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def click(pilot: Pilot[Any], words: str, *, on: type[Widget] | None = None) -> None:
    """Click where these words stand on the screen."""
    for y, line in enumerate(picture(pilot.app).split("\n")):  # type: ignore[arg-type]
        x = line.find(words)
        if x >= 0:
            await pilot.click(offset=(x, y))
            await settled(pilot)
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{picture(pilot.app)}")  # type: ignore[arg-type]


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
    start = Start(story="office", role=role)
    async with sailing(shelf or library(tmp_path), start, size=size, pause=pause) as (app, pilot):
        await settled(pilot)
        yield app, pilot
