"""The list of kept playthroughs: going on, naming, writing out, putting aside, and what is damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.paper import PAPERS
from game.play.library import Library
from game.tui.app import RolloutApp
from game.tui.confirm import ConfirmScreen
from game.tui.exporting import ExportScreen
from game.tui.play import PlayPage
from game.tui.saves import SavesPage
from tests.tui.helm import flat, library, picture, press, sailing, settled, write

pytestmark = pytest.mark.asyncio


def kept(tmp_path: Path, *, steps: int = 1) -> Library:
    """A library with one playthrough in it."""
    shelf = library(tmp_path)
    shelf.papers = PAPERS
    session = shelf.begin(shelf.open("office"), "assistant", {}, 1)
    for step in ("begin", "close", "continue")[:steps]:
        session.choose(step)
    return shelf


async def opened(app: RolloutApp, pilot: object) -> SavesPage:
    app.action_go("saves")
    await settled(pilot)  # type: ignore[arg-type]
    assert isinstance(app.screen, SavesPage)
    return app.screen


async def test_a_playthrough_is_named_and_the_name_is_what_the_list_shows(tmp_path: Path) -> None:
    shelf = kept(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "r")
        await write(pilot, "the quiet one")
        await press(pilot, "enter")
        assert "▸ the quiet one" in picture(app)
        assert "Wren · Inbox 01 Jan 09:12" in flat(app)
        assert shelf.kept()[0][0].name == "the quiet one"
        await press(pilot, "r", "escape")
        assert shelf.kept()[0][0].name == "the quiet one"


async def test_a_name_takes_a_paste_as_one_line_without_controls(tmp_path: Path) -> None:
    from textual.events import Paste

    shelf = kept(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "r")
        app.screen.query_one("Line").post_message(Paste("[/b] a\nb\x1b[31m\u202e" + "x" * 500_000))
        await settled(pilot)
        await press(pilot, "enter")
        name = shelf.kept()[0][0].name
        assert name.startswith("[/b] a b[31mxxx")
        assert len(name) <= 60
        assert "[/b] a b[31m" in picture(app)


@pytest.mark.parametrize(("key", "suffix"), [("down", ".html"), ("", ".md")])
async def test_a_playthrough_is_written_to_a_file_and_one_is_told_which(tmp_path: Path, key: str, suffix: str) -> None:
    shelf = kept(tmp_path, steps=3)
    async with sailing(shelf, size=(120, 24)) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "e")
        assert isinstance(app.screen, ExportScreen)
        await press(pilot, *filter(None, [key]), "enter")
        (file,) = (tmp_path / "saves" / "exports").iterdir()
        assert file.suffix == suffix
        assert file.name in flat(app).replace(" ", "")
        assert "Begin the day" in file.read_text("utf-8")
        await press(pilot, "e", *filter(None, [key]), "enter")
        assert len(list((tmp_path / "saves" / "exports").iterdir())) == 2, "nothing is written over"
        assert len(shelf.kept()[0]) == 1, "what was written out is no playthrough of the list"


async def test_what_was_played_is_written_out_while_playing(tmp_path: Path) -> None:
    shelf = kept(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "enter", "tab", "e", "down", "down", "enter")
        assert isinstance(app.screen, PlayPage)
        assert "Written to" in flat(app)
        (file,) = (tmp_path / "saves" / "exports").iterdir()
        assert json.loads(file.read_text("utf-8"))


async def test_deleting_puts_aside_and_undo_brings_back(tmp_path: Path) -> None:
    shelf = kept(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        assert "u undo" not in picture(app)
        await press(pilot, "d")
        assert shelf.kept()[0] == []
        assert "u takes that back" in flat(app)
        assert "0 playthroughs · 1 put aside" in picture(app)
        assert "enter put back" in picture(app)
        assert ".aside" in picture(app)
        await press(pilot, "u")
        assert len(shelf.kept()[0]) == 1
        assert "It is back in the list." in picture(app)
        assert "enter go on" in picture(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.scene.id == "inbox"


async def test_only_what_was_put_aside_is_deleted_for_good_and_only_after_a_question(tmp_path: Path) -> None:
    shelf = kept(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "d", "d")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "enter")
        assert len(shelf.shelf.aside()[0]) == 1, "the cursor stands on the answer that changes nothing"
        await press(pilot, "d", "down", "enter")
        assert shelf.shelf.aside() == ([], [])
        assert "Nothing is kept yet." in picture(app)


async def test_a_damaged_file_is_named_with_its_reason_and_its_sound_copy_is_gone_on_with(tmp_path: Path) -> None:
    shelf = kept(tmp_path, steps=2)
    (info,) = shelf.kept()[0]
    info.file.write_text("{", "utf-8")
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        for said in (info.file.name[:20], "cannot be read", "cannot be used", "Enter goes on from that copy"):
            assert said in flat(app)
        assert "r rename" not in picture(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.scene.id == "inbox"
        assert "left as it is" in flat(app)
        assert info.file.read_text("utf-8") == "{"


async def test_a_damaged_file_without_a_copy_says_so(tmp_path: Path) -> None:
    shelf = kept(tmp_path)
    (tmp_path / "saves" / "torn.json").write_text("{", "utf-8")
    async with sailing(shelf) as (app, pilot):
        await opened(app, pilot)
        await press(pilot, "down")
        assert "There is no sound copy" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, SavesPage)
        assert "there is no sound copy" in flat(app)


async def test_two_lines_a_playthrough_story_and_role_then_place_and_time(tmp_path: Path) -> None:
    async with sailing(kept(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        first, second = (line[:32] for line in picture(app).split("\n")[2:4])
        assert first.strip() == "▸ A Day at the Office · Wren"
        assert second.split() == ["Inbox", "01", "Jan", "09:12"]
