"""Playing a story in the app while somebody edits its files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from game.play.wish import Wish
from game.tui.watching import WatchedFaults, WatchedPage
from tests.support import saving
from tests.tui.helm import library, picture, press, sailing, settled, written

pytestmark = pytest.mark.asyncio


class Editor:
    """Writes the scenes of the small story, each time at another time."""

    def __init__(self, tmp_path: Path) -> None:
        self.file = tmp_path / "packs" / "small" / "scenes.yaml"
        self.tick = 0

    def edit(self, old: str, new: str) -> None:
        text = self.file.read_text("utf-8")
        assert old in text
        self.tick += 1
        self.file.write_text(text.replace(old, new), "utf-8")
        os.utime(self.file, ns=(self.tick * 10**9, self.tick * 10**9))


def story(tmp_path: Path) -> tuple[Any, Editor]:
    files = {name.removesuffix(".yaml"): text for name, text in saving.FILES.items()}
    return written(tmp_path, "small", **files), Editor(tmp_path)


async def looked(pilot: Pilot[Any]) -> None:
    """Let the page look at the files, and wait for what comes of it."""
    page = next(screen for screen in pilot.app.screen_stack if isinstance(screen, WatchedPage))
    page.look_again()
    await settled(pilot)


START = Wish("small", "player", watch=True)


async def test_an_edit_shows_at_once_and_the_place_is_kept(tmp_path: Path) -> None:
    shelf, editor = story(tmp_path)
    async with sailing(shelf, START) as (app, pilot):
        await press(pilot, "1", "escape")
        editor.edit('text: "{n}"', 'text: "Here again: {n}"')
        await looked(pilot)
        assert "Here again: 2" in picture(app)
        assert "The story was read again." in picture(app)
        await press(pilot, "u")
        assert "Here again: 1" in picture(app)


async def test_a_fault_is_shown_where_it_stands_and_play_goes_on_below(tmp_path: Path) -> None:
    shelf, editor = story(tmp_path)
    async with sailing(shelf, START) as (app, pilot):
        editor.edit("to: urn", "to: unr")
        await looked(pilot)
        shown = picture(app)
        assert isinstance(app.screen, WatchedFaults)
        assert "E060" in shown
        assert "^^^" in shown
        assert "did you mean “urn”?" in shown
        await press(pilot, "escape", "1", "escape")
        assert "2" in picture(app)


async def test_the_faults_close_once_the_files_are_right_again(tmp_path: Path) -> None:
    shelf, editor = story(tmp_path)
    async with sailing(shelf, START) as (app, pilot):
        editor.edit("to: urn", "to: unr")
        await looked(pilot)
        editor.edit("title: Hall", "titel: Hall")
        await looked(pilot)
        assert "2 faults" in picture(app)
        editor.edit("to: unr", "to: urn")
        editor.edit("titel: Hall", "title: A new hall")
        await looked(pilot)
        assert isinstance(app.screen, WatchedPage)
        assert "The story was read again." in picture(app)


async def test_steps_that_are_lost_are_named(tmp_path: Path) -> None:
    shelf, editor = story(tmp_path)
    async with sailing(shelf, START) as (app, pilot):
        await press(pilot, "1", "escape", "1", "escape")
        editor.edit("{id: stay, text: Stay,", "{id: wait, text: Wait,")
        await looked(pilot)
        assert "“stay” in hall" in " ".join(picture(app).split())


async def test_nothing_is_watched_that_was_not_asked_for(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), Wish("office", "assistant")) as (app, _):
        assert not isinstance(app.screen, WatchedPage)
