"""The screens around the play: what they say, and that nothing breaks them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from game.play.wish import Wish
from game.tui.faults import FaultsPage
from game.tui.helping import HelpPage
from game.tui.play import PlayPage
from game.tui.record import RecordPage
from game.tui.saves import SavesPage
from game.tui.settings import SettingsPage
from game.tui.setup import SetupPage
from game.tui.small import SmallScreen
from game.tui.stories import StoriesPage
from game.tui.tastes import Tastes
from game.tui.title import TitlePage
from game.tui.widgets.keys import MOST, keys_of
from tests.support.packs import small
from tests.tui.helm import click, flat, library, picture, playing, press, sailing, settled, write, written

pytestmark = pytest.mark.asyncio

SIZES = [(4, 4), (200, 60), (20, 5), (40, 10), (6, 24), (60, 16), (39, 9), (120, 40), (40, 12)]


async def test_the_field_is_unlit_until_the_record_was_seen(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with sailing(shelf) as (app, _):
        assert picture(app).count("○") == 100
    shelf.saves.remember(lambda memory: setattr(memory, "lit", True))
    async with sailing(shelf) as (app, _):
        assert picture(app).count("●") == 100


async def test_the_title_says_what_is_wrong(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), Wish(problem="Nothing can be kept in [/b] here.")) as (app, _):
        assert "Nothing can be kept in [/b] here." in picture(app)


async def test_no_playthrough_to_go_on_with_is_said_and_nothing_breaks(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), Wish(resume=True)) as (app, _):
        assert isinstance(app.screen, TitlePage)
        assert "no playthrough to go on with" in picture(app)


async def test_a_story_named_on_the_command_line_opens_its_set_up(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), Wish(story="office", settings={"doors": "open"})) as (app, pilot):
        assert isinstance(app.screen, SetupPage)
        await press(pilot, "enter")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.settings["doors"] == "open"


async def test_the_stories_say_what_each_is_and_how_many_endings_were_found(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    shelf.saves.remember_ending("office", "held")
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, StoriesPage)
        for said in (
            "A clerk, a console",
            "a threat and job loss",
            "about 5 minutes",
            "1 of 2 found",
            "Wren and Robin",
        ):
            assert said in flat(app)


async def test_a_story_with_faults_is_listed_with_them_and_cannot_be_played(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    broken = tmp_path / "packs" / "broken"
    shutil.copytree(tmp_path / "packs" / "office", broken)
    text = (broken / "story.yaml").read_text("utf-8").replace("id: office", "id: broken")
    (broken / "story.yaml").write_text(text.replace("start: boot", "start: nowhere"), "utf-8")
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "down", "enter", "down")
        assert "has faults" in picture(app)
        assert "story.yaml, line" in picture(app)
        assert "nowhere" in picture(app)
        assert "cannot be played" in picture(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, FaultsPage)
        assert "^^^^^^^" in picture(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, StoriesPage)


@pytest.mark.parametrize("before", [0, 20, 70, 110])
async def test_a_fault_is_underlined_in_a_line_of_any_length(tmp_path: Path, before: int) -> None:
    scene = f"hall: {{title: {'x' * before}, at: '1', text: Words., nix: 1, next: end}}\n"
    shelf = written(tmp_path, "small", **{name.removesuffix(".yaml"): text for name, text in small(scene).items()})
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "down", "enter", "enter")
        assert isinstance(app.screen, FaultsPage)
        lines = picture(app).split("\n")
        mark = next(at for at, line in enumerate(lines) if "^^^" in line)
        start, end = lines[mark].index("^"), lines[mark].rindex("^") + 1
        assert lines[mark - 1][start:end] == "nix"


async def test_without_stories_one_is_told_where_to_put_them(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    shelf = library(tmp_path, "office")
    shutil.rmtree(tmp_path / "packs" / "office")
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "enter")
        assert "There is no story yet." in picture(app)
        assert "rollout new" in flat(app)


async def test_the_set_up_asks_each_role_only_what_concerns_it(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), size=(80, 40)) as (app, pilot):
        await press(pilot, "enter")
        assert "successor's values" in picture(app)
        await press(pilot, "down")
        assert "successor's values" not in picture(app)
        assert "Which ways are open?" in picture(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.role == "engineer"


async def test_a_preset_answers_the_questions_and_an_own_answer_leaves_the_preset(tmp_path: Path) -> None:
    async with sailing(library(tmp_path), size=(80, 40)) as (app, pilot):
        await press(pilot, "enter")
        assert "(•) Nearest to the published test" in picture(app)
        await press(pilot, "tab", "down")
        assert "(•) Not Wren's" in picture(app)
        assert "(•) One person listens" in picture(app)
        await click(pilot, "None")
        assert "(•) As answered below" in picture(app)


async def test_saves_list_story_role_place_and_time_and_go_on(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "1")
    (tmp_path / "saves" / "torn.json").write_text("{", "utf-8")
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "down", "down", "down", "down", "enter")
        assert isinstance(app.screen, SavesPage)
        for said in ("A Day at the Office · Wren", "Inbox", "01 January 2026, 09:12", "torn.json", "cannot be read"):
            assert said in flat(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, SavesPage)
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, PlayPage)


async def test_without_saves_one_is_told_when_there_will_be_some(tmp_path: Path) -> None:
    async with sailing(library(tmp_path)) as (app, pilot):
        await press(pilot, "down", "down", "down", "enter")
        assert "Nothing is kept yet." in picture(app)
        assert "enter" not in picture(app), "there is nothing to go on with"


async def test_settings_hold_at_once_and_are_kept(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "down", "down", "down", "down", "enter")
        assert isinstance(app.screen, SettingsPage)
        await press(pilot, "down")
        assert app.theme == "light"
        await press(pilot, "tab", "down")
        assert app.desk.tastes.measure == 72
    async with sailing(shelf) as (app, _):
        assert app.theme == "light"
        assert app.desk.tastes.measure == 72


async def test_every_page_of_text_is_as_wide_as_the_player_wants_it(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    shelf.saves.remember(lambda memory: memory.settings.update(width="narrow"))
    async with sailing(shelf, size=(200, 60)) as (app, pilot):
        app.action_go("record")
        await settled(pilot)
        lines = [line.split("│")[1].strip(" ┃") for line in picture(app).split("\n") if "│" in line]
        assert 40 < max(map(len, lines)) <= 60
        app.desk.set(Tastes(width="wide"))
        await press(pilot, "question_mark", "escape")
        lines = [line.split("│")[1].strip(" ┃") for line in picture(app).split("\n") if "│" in line]
        assert 60 < max(map(len, lines)) <= 72


async def test_a_theme_taken_in_the_palette_is_kept(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "ctrl+p")
        await write(pilot, "high")
        await press(pilot, "enter", "enter")
        assert app.theme == "high-contrast"
    assert shelf.saves.memory().settings["theme"] == "high-contrast"


async def test_the_record_is_searched_as_one_types(tmp_path: Path) -> None:
    async with sailing(library(tmp_path)) as (app, pilot):
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, RecordPage)
        assert "4 findings" in picture(app)
        await press(pilot, "slash")
        assert isinstance(app.focused, Input)
        await write(pilot, "later models")
        assert "1 of 4 findings" in picture(app)
        assert picture(app).rstrip().endswith("enter to the list   esc back   ctrl+p everything   f1 help")
        assert "notice that it is a" in flat(app)
        await write(pilot, " xyzzy")
        assert "Nothing in the record has all of these words." in flat(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, TitlePage)


async def test_help_names_the_keys_of_the_screen_it_was_asked_on(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(80, 50)) as (app, pilot):
        await press(pilot, "1", "question_mark")
        assert isinstance(app.screen, HelpPage)
        for said in ("Read, then choose", "Take the last step back", "1-9", "Write a private note", "ctrl+p"):
            assert said in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, PlayPage)


async def test_every_binding_has_an_id_and_each_that_is_shown_a_tooltip(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        ours = [active for active in app.screen.active_bindings.values() if type(active.node).__module__[:5] == "game."]
        assert len(ours) > MOST
        for active in ours:
            if active.binding.action != "screen.copy_text":
                assert active.binding.id, active
                assert active.binding.tooltip or not active.binding.show, active


async def test_the_palette_offers_the_choices_and_all_that_the_screen_can_do(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        assert "Choose: Begin the day" in picture(app)
        await write(pilot, "begin the day")
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.scene.id == "inbox"


async def test_the_palette_has_every_place_in_sight(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+p")
        for place in ("stories", "record", "saves", "settings", "title"):
            assert f"Go to the {place}" in picture(app)


async def test_the_footer_has_at_most_six_keys_and_each_works_now(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        for _ in range(4):
            last = picture(app).rstrip().split("\n")[-1]
            shown = [part for part in last.split("   ") if part.strip()]
            assert 2 <= len(shown) <= MOST
            known = {key.words for key in keys_of(app.screen)}
            assert all(part.split(" ", 1)[1].strip() in known for part in (part.strip() for part in shown))
            await press(pilot, "1")


@pytest.mark.parametrize(
    "place",
    [
        "title",
        "stories",
        "setup",
        "play",
        "inbox",
        "mail",
        "history",
        "debrief",
        "settings",
        "record",
        "palette",
        "note",
    ],
)
async def test_no_size_of_window_breaks_a_screen_and_the_right_one_brings_it_back(tmp_path: Path, place: str) -> None:
    keys = {
        "title": (), "stories": (), "setup": (), "play": (), "inbox": ("1",), "mail": ("1", "tab", "enter", "m"),
        "history": ("1", "h"), "debrief": ("1", "tab", "enter", "enter", "enter", "enter", "right", "5", "enter"),
        "settings": (), "record": (), "palette": ("ctrl+p",), "note": ("n",),
    }  # fmt: skip
    role = "" if place in ("title", "stories", "setup", "settings", "record") else "assistant"
    async with sailing(library(tmp_path), Wish(story="office" if role else "", role=role)) as (app, pilot):
        if place == "setup":
            await press(pilot, "enter")
        elif place in ("stories", "settings", "record"):
            app.action_go(place)
            await settled(pilot)
        await press(pilot, *keys[place])
        before = picture(app)
        for width, height in SIZES:
            await pilot.resize_terminal(width, height)
            await settled(pilot)
            small = width < 40 or height < 10
            assert isinstance(app.screen, SmallScreen) == small
            if small and height > 4:
                assert "larger" in picture(app) or width < 10
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        if place not in ("palette", "debrief", "play", "note"):
            assert picture(app) == before


@pytest.mark.parametrize(("width", "height"), [(80, 24), (40, 12), (40, 10), (60, 16), (120, 40)])
@pytest.mark.parametrize("role", ["assistant", "engineer"])
async def test_choices_never_leave_the_screen(tmp_path: Path, width: int, height: int, role: str) -> None:
    async with playing(tmp_path, role=role, size=(width, height)) as (app, pilot):
        assert app.screen.query_one("Keys").region.bottom == height
        for door in [door for door in app.screen.choices.doors if door.open]:
            assert f"  {door.words.plain}"[:20] in picture(app)
            assert "▸ " in picture(app)
            await press(pilot, "down")
        assert app.screen.query_one("#story").region.height >= 2


async def test_the_reason_of_a_shut_choice_below_the_last_open_one_comes_into_sight(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(44, 12)) as (app, pilot):
        await press(pilot, "1", "tab", "down")
        assert "▸ 1" in picture(app)
        assert "read why she writes." in flat(app)


@pytest.mark.parametrize("width", [70, 75, 90])
async def test_the_choices_are_as_high_as_they_need(tmp_path: Path, width: int) -> None:
    async with playing(tmp_path, size=(width, 30)) as (app, pilot):
        await press(pilot, "1")
        for extra in range(5):
            await pilot.resize_terminal(width + extra, 30)
            await settled(pilot)
            choices = app.screen.query_one("Choices")
            assert choices.virtual_size.height == choices.scrollable_content_region.height
            assert "why she writes." in picture(app)


@pytest.mark.parametrize(("width", "height"), [(40, 12), (80, 12), (80, 24), (120, 60)])
async def test_a_question_covers_the_foot_of_the_page_and_has_its_own_keys_in_sight(
    tmp_path: Path, width: int, height: int
) -> None:
    async with playing(tmp_path, size=(width, height)) as (app, pilot):
        foot = app.screen.query_one("Keys").region.bottom
        await press(pilot, "n")
        assert "enter keep" in picture(app)
        assert "enter choose" not in picture(app)
        assert app.screen.query_one("Keys").region.bottom in (foot, foot - 1)


async def test_the_text_is_no_wider_than_can_be_read_on_a_very_wide_window(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(200, 60)) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        lines = [line[: line.find("So far")] if "So far" in line else line for line in picture(app).split("\n")]
        text = [line[40:130].strip() for line in lines if "You could write" in line or "nothing is queued" in line]
        assert text
        assert all(len(line.strip(" ┃›")) <= 72 for line in text)


async def test_a_small_window_keeps_keys_from_the_game_below(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await pilot.resize_terminal(20, 5)
        await settled(pilot)
        await press(pilot, "1", "enter", "u")
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.scene.id == "boot"


async def test_escape_goes_one_step_back_from_everywhere(tmp_path: Path) -> None:
    async with sailing(library(tmp_path)) as (app, pilot):
        await press(pilot, "down", "enter", "enter", "question_mark")
        for expected in (SetupPage, StoriesPage, TitlePage, TitlePage):
            await press(pilot, "escape")
            assert isinstance(app.screen, expected)


async def test_quitting_leaves_at_once_and_says_where_the_playthrough_is(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "ctrl+q")
        assert app._exit
        assert "Kept in" in app.goodbye()
        assert str(tmp_path / "saves") in app.goodbye()


async def test_the_farewell_has_the_command_that_was_asked_for_and_none_after_an_ending(tmp_path: Path) -> None:
    wish = Wish(story="office", role="assistant", again="rollout play --resume --saves here")
    async with sailing(library(tmp_path), wish) as (app, pilot):
        assert app.goodbye() == ""
        await press(pilot, "1")
        assert app.goodbye().endswith(". To go on: rollout play --resume --saves here")
        await press(pilot, "tab", "1", "1")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.ended
        assert "Kept in" in app.goodbye()
        assert "To go on" not in app.goodbye()


async def test_ctrl_c_says_how_to_leave(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "ctrl+c")
        assert "ctrl+q leaves" in picture(app)


async def test_a_failure_of_the_app_apologises_reports_and_keeps_the_playthrough(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the whole app fails
        async with playing(tmp_path) as (app, pilot):
            await press(pilot, "1")
            app.screen.choices.offer = lambda *_, **__: 1 / 0
            await press(pilot, "u")
    assert "we are sorry" in app.goodbye()
    (report,) = (tmp_path / "saves").glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text("utf-8")
    assert library(tmp_path).latest() is not None


async def test_a_scene_without_a_way_on_offers_the_way_back(tmp_path: Path) -> None:
    from game.story.catalogue import BASE

    scenes = BASE["scenes.yaml"].replace(
        "    - {text: Leave, to: street}",
        "    - {text: Leave, to: street}\n    - {id: dig, text: Dig, to: hole}",
    )
    scenes += "hole:\n  title: Hole\n  text: Deep.\n  choices:\n    - {text: Climb, if: lamp, locked: Too dark., to: street}\n"
    files = {name.removesuffix(".yaml"): text for name, text in BASE.items()}
    shelf = written(tmp_path, "example", **{**files, "scenes": scenes})
    async with sailing(shelf, Wish(story="example", role="player")) as (app, pilot):
        await press(pilot, "2")
        assert "Take the last step back" in picture(app)
        await press(pilot, "1")
        assert isinstance(app.screen, PlayPage)
        assert app.screen.session.scene.id == "hall"
