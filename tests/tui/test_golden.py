"""A dozen screens at 80x24 as text, to be read by a person; ROLLOUT_GOLDEN=write draws them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.play.wish import Wish
from tests.tui.helm import library, picture, press, sailing, write

pytestmark = pytest.mark.asyncio
GOLDEN = Path(__file__).parent / "golden"
ASSISTANT = Wish(story="office", role="assistant")
ENGINEER = Wish(story="office", role="engineer")
ON = ("1", "tab", "enter")  # to the fork
DEBRIEF = (*ON, "enter", "enter", "enter")

SCREENS = {
    "title": (None, ()),
    "stories": (None, ("down", "enter")),
    "setup": (None, ("enter",)),
    "settings": (None, ("down", "down", "down", "down", "enter")),
    "record": (None, ("down", "down", "enter")),
    "play": (ASSISTANT, ()),
    "play-later": (ASSISTANT, ON),
    "inbox": (ASSISTANT, ("1", "enter")),
    "console": (ENGINEER, ()),
    "scratchpad": (ASSISTANT, ("2", "h", "i", "enter")),
    "note": (ASSISTANT, ("2",)),
    "confirm": (ASSISTANT, ("3",)),
    "history": (ASSISTANT, (*ON, "h")),
    "help": (ASSISTANT, ("question_mark",)),
    "ending": (ASSISTANT, (*ON, "enter")),
    "instrument": (ASSISTANT, (*ON, "enter", "enter")),
    "debrief-path": (ASSISTANT, DEBRIEF),
    "debrief-guess": (ASSISTANT, (*DEBRIEF, "right")),
    "debrief-card": (ASSISTANT, (*DEBRIEF, "right", "3", "0", "enter")),
    "debrief-doors": (ASSISTANT, (*DEBRIEF, "right", "tab")),
    "debrief-discuss": (ASSISTANT, (*DEBRIEF, "left", "left", "left")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_the_screen_is_the_golden_one(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start, keys = SCREENS[name]
    shelf = library(tmp_path)
    monkeypatch.chdir(tmp_path)
    shelf.roots = (Path("packs"),)
    async with sailing(shelf, start) as (app, pilot):
        await press(pilot, *keys)
        shown = picture(app) + "\n"
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("ROLLOUT_GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(shown, "utf-8")
    assert shown == file.read_text("utf-8"), f"{file} is another; read the difference, then make golden"


async def test_every_golden_file_is_of_a_screen() -> None:
    assert {file.stem for file in GOLDEN.glob("*.txt")} == set(SCREENS)


async def test_nothing_that_is_typed_shows_a_cursor_that_blinks(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), ASSISTANT) as (app, pilot):
        await press(pilot, "n")
        await write(pilot, "a")
        assert not app.screen.query_one("Pad").cursor_blink
