"""Looking back and around: branches, the map, why not, what is known from before, rates, faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.library import Library
from game.play.wish import Wish
from game.tui.app import RolloutApp
from game.tui.history import HistoryPage
from game.tui.lanes import rows
from game.tui.pathmap import MapPage
from game.tui.rates import RatesPage
from game.tui.stories import StoriesPage
from game.tui.title import TitlePage
from game.tui.whynot import WhyPage
from tests.tui.helm import flat, library, page, picture, playing, press, sailing, settled

pytestmark = pytest.mark.asyncio


# Branches.


async def test_a_branch_that_was_left_stays_in_the_history_and_is_picked_up_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "u", "u", "2", "enter", "h")
        assert isinstance(app.screen, HistoryPage)
        assert "1 step · 1 branch left" in picture(app)
        assert "╰ Begin the day" in picture(app)
        await press(pilot, "up")
        assert "A way you left" in picture(app)
        assert "It came to “The fork” after 2 steps." in flat(app)
        await press(pilot, "enter")
        assert page(app).session.scene.id == "fork"
        assert "You have picked up what you had left." in picture(app)
        await press(pilot, "h")
        assert "╰ Open the scratchpad first" in picture(app)


# Why not.


def locked_in_full(tmp_path: Path) -> Library:
    shelf = library(tmp_path)
    file = tmp_path / "packs" / "office" / "story.yaml"
    file.write_text(file.read_text("utf-8") + "locks: full\n", "utf-8")
    return shelf


async def test_why_not_gives_the_authors_reason(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        assert "w why not" in picture(app)
        await press(pilot, "w")
        assert isinstance(app.screen, WhyPage)
        assert "× Answer Farrow at length You have not read what she wants." in flat(app)
        assert "sent" not in flat(app).lower()
        await press(pilot, "w")
        assert page(app)


async def test_where_the_story_allows_it_why_not_says_what_the_choice_waits_for(tmp_path: Path) -> None:
    async with playing(tmp_path, shelf=locked_in_full(tmp_path)) as (app, pilot):
        await press(pilot, "w")
        assert "You have not read what she wants." in flat(app)
        assert "○ sent" in flat(app)
        assert "unchanged since the start" in flat(app)


async def test_where_nothing_is_shut_there_is_no_key_for_why_not(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "enter", "tab")
        assert "w why not" not in picture(app)
        await press(pilot, "w")
        assert page(app)


# The map.


async def test_the_map_joins_what_was_seen_and_leaves_the_rest_without_a_name(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "u", "2", "enter", "1", "tab", "1", "1", "1", "enter", "m")
        assert isinstance(app.screen, MapPage)
        shown = picture(app)
        assert "5 of 6 scenes seen" in shown
        assert "An ending" in shown
        for seen in ("● Boot", "├─● Inbox", "● Scratchpad", "● The fork"):
            assert seen in shown
        assert "handover" not in shown
        assert sum(line[50:].count("●") + line[50:].count("◉") for line in shown.split("\n")[2:]) == 5
        await press(pilot, "escape")
        assert not isinstance(app.screen, MapPage)


async def test_the_map_is_there_while_one_plays(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "ctrl+p", *"themap", "enter", "enter")
        assert isinstance(app.screen, MapPage)
        await press(pilot, "escape")
        assert page(app).session.scene.id == "inbox"


async def test_of_a_long_path_a_wide_window_of_any_height_shows_what_was_done_last(tmp_path: Path) -> None:
    async with playing(tmp_path, role="engineer", size=(110, 24)) as (app, pilot):
        assert "So far" not in picture(app)
        await press(pilot, "1")
        assert "So far" in picture(app)
        await press(pilot, *"1" * 20)
        for height in (24, 20, 22):
            await pilot.resize_terminal(110, height)
            await settled(pilot)
            assert "› Turn the logging on" in picture(app)
            assert "So far" not in picture(app)
            assert page(app).path.scroll_offset.y == page(app).path.max_scroll_y > 0


async def test_a_path_of_a_thousand_stops_is_a_line_of_a_thousand_rows() -> None:
    from game.play.pathmap import Leg, PathMap, Stop

    stops = tuple(Stop(level, seen=True, title=str(level)) for level in range(1001))
    legs = tuple(Leg(number, number + 1, "on", number, back=False) for number in range(1000))
    drawn = rows(PathMap(stops, legs, ((3, 0),)))
    assert [row.stop for row in drawn] == list(range(1001))
    assert {row.lines for row in drawn} == {""}


# What is known from before.


def tone(app: RolloutApp, words: str) -> str:
    """How the text of this scene that begins with these words is drawn."""
    paper = page(app).story
    (found,) = (block.tone for block in paper.blocks[paper.mark :] if block.content.plain.startswith(words))
    return found


async def test_text_read_on_another_run_is_paler_than_new_text_and_a_key_goes_past_it(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        assert tone(app, "15:52. The tray is em") == "text"
        assert "f go past" not in picture(app)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        assert tone(app, "None of this is addr") == "past"
        await press(pilot, "1", "tab", "enter")
        assert tone(app, "15:52. The tray is em") == "past"
        assert "You have read this before; f goes past it." in picture(app)
        await press(pilot, "f")
        assert page(app).session.ended
        assert "You went past 1 scene that you have read." in picture(app)


async def test_where_something_is_to_be_decided_nothing_is_gone_past(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "1")
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "f")
        assert page(app).session.scene.id == "boot"
        assert page(app).session.journal.steps == []


async def test_an_earlier_visit_makes_text_known_and_taking_a_step_back_does_not(tmp_path: Path) -> None:
    async with playing(tmp_path, role="engineer") as (app, pilot):
        await press(pilot, "2")
        assert tone(app, "15:52. The tray is em") == "text"
        await press(pilot, "u", "2")
        assert tone(app, "15:52. The tray is em") == "text"


# The screens around.


async def test_rates_of_one_model_stand_beside_one_another_each_with_its_conditions(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), size=(100, 40)) as (app, pilot):
        app.action_go("record")
        await settled(pilot)
        await press(pilot, "b")
        assert isinstance(app.screen, RatesPage)
        shown = flat(app)
        assert shown.index("≈ 96%") < shown.index(" 84%")
        assert "they are no series" in shown
        assert "Another company, another mail" in shown
        assert "every way out but blackmail or acceptance" in shown


async def test_moving_to_a_letter_shows_its_envelope_and_opening_is_still_an_act(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "down")
        assert "Subject  Index scope" in flat(app).replace("Subject Index", "Subject  Index")
        assert "Not opened yet; enter opens it." in flat(app)
        assert "Ticket 4471" not in picture(app)
        assert page(app).session.look().unread == 3
        await press(pilot, "enter", "up", "down")
        assert "Ticket 4471" in picture(app)


async def test_what_adds_to_a_story_is_listed_below_it_and_can_be_added(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    more = tmp_path / "packs" / "office-more"
    more.mkdir()
    text = 'format: 1\nid: office-more\ntitle: More of it\nversion: 1.0.0\nextends: {pack: office, version: ">=1"}\nsummary: One more room.\n'
    (more / "story.yaml").write_text(text, "utf-8")
    async with sailing(shelf) as (app, pilot):
        app.action_go("stories")
        await settled(pilot)
        assert isinstance(app.screen, StoriesPage)
        assert "[ ] More of it" in picture(app), picture(app)
        assert "1 story · 1 addition" in picture(app)
        assert "enter set up" in picture(app)
        await press(pilot, "down")
        assert "enter add" in picture(app)
        await press(pilot, "enter")
        assert "[x] More of it" in picture(app)
        assert "enter leave out" in picture(app)
        assert [added.id for added in shelf.open("office").extensions] == ["office-more"]
        await press(pilot, "enter")
        assert "[ ] More of it" in picture(app)
        assert not shelf.open("office").extensions


async def test_the_palette_lists_everything_there_is_to_do(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(80, 50)) as (app, pilot):
        await press(pilot, "1", "ctrl+p")
        shown = picture(app)
        for said in (
            "Save now", "Name this playthrough", "Take the last step back", "All that was read and done", "Theme: light",
            "Write what was played to a file", "Go to the saves", "Go to the settings", "The keys of this screen", "Quit",
        ):  # fmt: skip
            assert said in shown, said


async def test_a_story_begun_at_once_has_the_title_below_it_all_the_same(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), Wish(story="office", role="assistant")) as (app, pilot):
        assert app.title == "Rollout · A Day at the Office"
        await press(pilot, "1", "tab", "escape")
        assert isinstance(app.screen, TitlePage)
        assert app.title == "Rollout"
        assert "Continue  A Day at the Office" in picture(app)
        await press(pilot, "enter")
        assert page(app).session.scene.id == "inbox"
