"""Keys pressed at random in every screen: nothing fails, and no step that was shown is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.pilot import Pilot

from game.play.library import Library
from game.tui.app import RolloutApp
from tests.support.search import SIEGE
from tests.tui.helm import library, picture, sailing, settled, strike

pytestmark = pytest.mark.asyncio

KEYS = 50_000 if SIEGE else 900
#: How many keys are pressed before the screen is given time, as a cat would.
AT_ONCE = 12
PRESSED = (
    *"1234567890abcdefghijklmnopqrstuvwxyz/?,.-[]", *["enter"] * 12, *["down", "up", "left", "right"] * 4, "tab", "shift+tab",
    *["escape"] * 3, "space", "pageup", "pagedown", "home", "end", "backspace", "delete", "ctrl+p", "ctrl+c", "ctrl+j", "f1",
    "f5", "ctrl+a", "ctrl+x", "ctrl+v", "ctrl+z", "shift+down", "ctrl+end", "insert", "é", "日", "😀",
)  # fmt: skip
SIZES = [(80, 24), (40, 10), (120, 40), (30, 8), (200, 60)]
PASTES = ["", "\n", "two\nlines", "\x1b[31m\x9b2J\u202e", "x" * 20_000]


def soundly_kept(shelf: Library) -> None:
    """Every file can be read, and the session of each stands where the list says."""
    kept, damaged = shelf.kept()
    assert not damaged
    for info in kept:
        session = shelf.resume(info)
        assert len(session.journal.path()) == info.steps


async def mash(app: RolloutApp, pilot: Pilot[None], dice: Random, keys: int) -> int:
    """Press so many keys; the most steps that the open playthrough was seen to have."""
    seen = 0
    for number in range(keys // AT_ONCE):
        for _ in range(AT_ONCE):
            strike(app, dice.choice(PRESSED))
        if number % 7 == 0:
            app.post_message(events.Paste(dice.choice(PASTES)))
        if number % 9 == 0:
            x, y = dice.randrange(200), dice.randrange(60)
            button, up = dice.choice((1, 2, 3, 4, 7, 99)), dice.random() < 0.5
            kind = events.MouseUp if up else events.MouseDown
            app.post_message(kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))
        if number % 25 == 0:
            await pilot.resize_terminal(*dice.choice(SIZES))
        await settled(pilot)
        assert app._exception is None, app._exception
        assert app.is_running
        session = app.desk.session
        if session is not None:
            seen = max(seen, len(session.journal.steps))
            if session.journal.steps and not session.unsaved:
                file = app.desk.library.file_of(session)
                if file is not None and file.exists():
                    assert app.desk.library.saves.info(file).steps == len(session.journal.path())
    return seen


@pytest.mark.parametrize("seed", [1] if not SIEGE else [1, 2])
async def test_no_key_fails_anywhere_and_no_step_is_lost(tmp_path: Path, seed: int) -> None:
    shelf = library(tmp_path)
    async with sailing(shelf) as (app, pilot):
        app.exit = lambda *_, **__: None  # it has a way out on every screen; the keys go on
        seen = await mash(app, pilot, Random(seed), KEYS // (2 if SIEGE else 1))
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert picture(app).strip()
    assert seen > 3, "the keys never played"
    soundly_kept(shelf)
