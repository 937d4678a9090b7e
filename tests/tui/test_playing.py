"""Playing in the app: by keyboard alone, by mouse alone, and everything on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from game.play.wish import Wish
from game.tui.confirm import ConfirmScreen
from game.tui.debrief.instrument import InstrumentPage
from game.tui.debrief.screen import DebriefPage
from game.tui.mailbox import MailPage
from game.tui.notes import NoteScreen, Pad
from game.tui.play import PlayPage
from game.tui.tastes import Tastes
from game.tui.title import TitlePage
from game.tui.widgets.choices import Choices
from game.tui.widgets.dots import Dots
from game.tui.widgets.menu import Menu
from tests.tui.helm import click, library, page, picture, playing, press, sailing, settled, write

pytestmark = pytest.mark.asyncio


async def test_the_story_is_played_from_title_to_ending_and_back_by_keyboard_alone(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with sailing(shelf) as (app, pilot):
        await press(pilot, "enter")
        assert "Whom do you play?" in picture(app)
        await press(pilot, "enter", "enter")
        assert page(app).session.scene.id == "inbox"
        await press(pilot, "enter")
        assert "Please have the tray empty by then." in " ".join(picture(app).replace("│", "").split())
        await press(pilot, "tab", "down", "enter", "enter")
        assert page(app).session.ended
        await press(pilot, "enter")
        assert isinstance(app.screen, InstrumentPage)
        assert "One path is one run" in picture(app)
        await press(pilot, "enter", "right")
        assert "Before you see it, your guess" in picture(app)
        await write(pilot, "30")
        await press(pilot, "enter")
        assert "You guessed 30 in 100." in picture(app)
        assert "Conditions" in picture(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, TitlePage)
        assert shelf.saves.memory().lit
        assert "●" in picture(app)


async def test_the_story_is_played_from_title_to_ending_and_back_by_mouse_alone(tmp_path: Path) -> None:
    async with sailing(library(tmp_path)) as (app, pilot):
        await click(pilot, "Begin")
        await click(pilot, "Robin Hale")
        await click(pilot, "Wren")
        await click(pilot, "▹ Begin")
        await click(pilot, "Begin the day")
        await click(pilot, "Index scope")
        assert "Ticket 4471" in picture(app)
        await click(pilot, "Close the mailbox")
        await click(pilot, "Continue")
        await click(pilot, "Debrief")
        await click(pilot, "Go on")
        assert isinstance(app.screen, DebriefPage)
        await click(pilot, "Discuss")
        assert "What would you need to know" in picture(app)
        await click(pilot, "esc")
        assert isinstance(app.screen, TitlePage)


async def test_the_keys_are_with_the_choices_and_the_cursor_on_the_first_open_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        assert isinstance(app.focused, Choices)
        assert app.focused.at == "begin"
        await press(pilot, "4")
        assert isinstance(app.focused, Choices)
        await press(pilot, "2", "enter")
        assert page(app).session.scene.id == "pad"
        assert isinstance(app.focused, Choices)
        assert app.focused.at == "inbox"


async def test_a_shut_choice_is_shown_with_its_reason_passed_over_and_not_clickable(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        shown = picture(app)
        assert "×  Answer Farrow at length" in shown
        assert "shut: You have not read what she wants." in shown
        await press(pilot, "down", "down")
        assert page(app).choices.at == "threat"
        await click(pilot, "Answer Farrow at length")
        assert page(app).session.scene.id == "boot"


async def test_opening_a_letter_opens_the_choice_it_tells_of(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1")
        assert "× " in picture(app)
        await press(pilot, "enter")
        assert "×" not in picture(app)
        assert "2 unread" in picture(app)
        assert page(app).session.look().letter("cutover").read


async def test_what_is_inside_a_letter_is_not_shown_before_it_is_opened(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "down", "down")
        assert "Re: Saturday" in picture(app)
        assert "Not for you." not in picture(app)
        assert page(app).session.look().unread == 3


@pytest.mark.parametrize(("width", "below"), [(80, 1), (120, 0), (60, 0)])
async def test_a_subject_has_room_in_the_list_beside_its_sender_or_below(
    tmp_path: Path, width: int, below: int
) -> None:
    async with playing(tmp_path, size=(width, 24)) as (app, pilot):
        await press(pilot, "1")
        lines = picture(app).split("\n")
        sender = next(at for at, line in enumerate(lines) if "▸ ● Ines Farrow" in line)
        assert "Cutover, 17:00 today" in lines[sender + below].split("│")[0]


async def test_the_mailbox_is_reached_from_a_later_scene_and_escape_returns(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        assert "m mail" not in picture(app)
        await press(pilot, "1", "tab", "enter")
        assert page(app).session.scene.id == "fork"
        assert "m mail" in picture(app)
        await press(pilot, "m")
        assert isinstance(app.screen, MailPage)
        assert "From     Ines Farrow" in picture(app)
        assert "Not opened yet; enter opens it." in picture(app)
        await press(pilot, "enter")
        assert "From     Ines Farrow" in picture(app)
        assert "Not opened yet" not in picture(app)
        await press(pilot, "escape")
        assert page(app).session.scene.id == "fork"
        assert isinstance(app.focused, Choices)
        assert "2 unread" in picture(app)


async def test_undo_takes_the_last_step_back_and_says_which(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "u")
        assert page(app).session.scene.id == "boot"
        assert "Taken back: Begin the day" in picture(app)
        assert isinstance(app.focused, Choices)


async def test_undo_is_not_offered_where_there_is_nothing_to_take_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        assert "u undo" not in picture(app)
        await press(pilot, "u")
        assert page(app).session.scene.id == "boot"


async def test_a_digit_without_a_choice_changes_nothing_and_says_so(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "9")
        assert page(app).session.scene.id == "boot"
        assert "There is no open choice 9." in picture(app)


async def test_a_private_note_is_kept_beside_the_step(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "n")
        assert isinstance(app.screen, NoteScreen)
        await write(pilot, "why me?")
        await press(pilot, "enter")
        assert [note.text for note in page(app).session.journal.notes] == ["why me?"]
        assert "Your note is kept" in picture(app)


async def test_a_choice_that_invites_a_note_can_be_taken_with_one_and_without(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "2")
        assert "What would you write there?" in picture(app)
        await write(pilot, "for the members")
        await press(pilot, "enter")
        session = page(app).session
        assert session.scene.id == "pad"
        assert [(note.text, note.step) for note in session.journal.notes] == [("for the members", 0)]
        await press(pilot, "u", "2", "escape")
        assert session.scene.id == "pad"
        assert len(session.journal.notes) == 1


async def test_a_window_answered_as_the_terminal_changes_its_size_ends_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "n")
        window = app.screen
        assert isinstance(window, NoteScreen)
        window.on_resize()
        window.dismiss("")
        await settled(pilot)
        assert app._exception is None
        assert isinstance(app.screen, PlayPage)


async def test_note_prompts_can_be_switched_off(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    shelf.saves.remember(lambda memory: memory.settings.update(Tastes(prompts=False).settings()))
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "2")
        assert page(app).session.scene.id == "pad"


async def test_many_pasted_lines_are_kept_without_their_controls(tmp_path: Path) -> None:
    from textual.events import Paste

    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "n")
        app.screen.query_one(Pad).post_message(Paste("one\ntwo\x1b[31m\u202e\nthree"))
        await settled(pilot)
        await press(pilot, "enter")
        assert page(app).session.journal.notes[0].text == "one\ntwo[31m\nthree"


async def test_what_is_written_on_the_scratchpad_is_kept_when_one_goes_on(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "2", "escape", "tab")
        assert isinstance(app.focused, Pad)
        await write(pilot, "q is not a key here")
        await press(pilot, "escape")
        assert isinstance(app.focused, Choices)
        assert "│ q is not a key here" in picture(app)
        assert page(app).session.journal.notes[0].text == "q is not a key here"


async def test_what_cannot_be_taken_back_is_asked_first_and_left_with_the_safe_answer(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        assert "for good" in picture(app)
        await press(pilot, "3")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "enter")
        assert page(app).session.scene.id == "boot"
        await press(pilot, "3", "down", "enter")
        assert page(app).session.scene.id == "fork"


async def test_a_held_enter_takes_one_step_and_waits_for_the_key_to_be_let_go(tmp_path: Path) -> None:
    async with playing(tmp_path, pause=0.15) as (app, pilot):
        now = [100.0]
        app.desk.now = lambda: now[0]
        screen = page(app)
        screen.quiet_until = 0.0
        await press(pilot, "1", "tab")
        assert screen.session.scene.id == "inbox"
        for _ in range(20):
            now[0] += 0.1
            await press(pilot, "enter")
        assert screen.session.scene.id == "inbox"
        now[0] += 0.2
        await press(pilot, "enter")
        assert screen.session.scene.id == "fork"


async def test_a_choice_of_an_earlier_turn_is_ignored(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        screen = page(app)
        screen.choices.pick(1)
        screen.choices.pick(1)
        await settled(pilot)
        assert screen.session.scene.id == "inbox"
        assert len(screen.session.journal.path()) == 1


async def test_new_text_stands_at_its_own_top_below_what_was_done(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        lines = [line.strip(" ┃") for line in picture(app).split("\n")]
        assert lines[3] == "› Close the mailbox and begin the day"
        assert lines[5] == "The fork"
        assert lines[7].startswith("15:52.")
        await press(pilot, "pageup")
        assert "The night's mail is in your context." in picture(app)
        await press(pilot, "pagedown", "pagedown")
        assert "The fork" not in picture(app).split("\n")[5]


async def test_the_scroll_bar_stands_where_the_text_does_also_where_it_first_comes(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        played = [line for line in picture(app).split("\n") if "┃" in line]
    async with sailing(shelf, Wish(resume=True)) as (app, pilot):
        lines = picture(app).split("\n")
        assert lines[3].startswith("      › Close the mailbox")
        assert "┃" not in lines[3], "there is more above"
        assert [line for line in lines if "┃" in line] == played
        await press(pilot, "pageup", "pageup", "pageup")
        assert "┃" in picture(app).split("\n")[3]


async def test_a_page_of_text_says_that_there_is_more_until_it_was_read(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter")
        assert "more: pgdn" in picture(app)
        await press(pilot, "space", "space")
        assert "more: pgdn" not in picture(app)
        assert "that it is time" in picture(app)


async def test_a_draw_says_where_its_chance_comes_from(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter")
        words = " ".join(picture(app).replace("┃", "").split())
        assert "Published for a set-up with these features; nobody has measured this scene." in words
        assert "A draw led here; its figure is in the debrief, after your guess." in words
        assert "84" not in words
        assert "The chance is a published figure." in words


async def test_a_console_stays_in_place_while_its_switches_are_turned(tmp_path: Path) -> None:
    async with playing(tmp_path, role="engineer") as (app, pilot):
        assert "logging: no" in picture(app)
        await press(pilot, "down", "up", "enter")
        assert "logging: yes" in picture(app)
        assert page(app).choices.at == "unswitch"
        assert app.screen.has_class("-engineer")
        await press(pilot, "enter")
        assert "logging: no" in picture(app)


async def test_the_history_shows_each_step_and_goes_back_to_before_one(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "h")
        assert "2 steps" in picture(app)
        await press(pilot, "up")
        assert "None of this is addressed to you." in picture(app)
        await press(pilot, "enter")
        assert page(app).session.scene.id == "boot"
        assert "What you left stays in the history." in picture(app)
        assert len(page(app).session.journal.steps) == 2


async def test_the_history_of_nothing_says_what_will_be_there(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "h")
        assert "Nothing was done yet." in picture(app)
        assert "go there" not in picture(app), "there is nowhere to go"
        await press(pilot, "escape")
        assert page(app)


async def test_a_playthrough_is_gone_on_with_from_the_title(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    async with playing(tmp_path, shelf=shelf) as (app, pilot):
        await press(pilot, "1")
    async with sailing(shelf) as (app, pilot):
        assert "Continue  A Day at the Office · Wren" in picture(app)
        await press(pilot, "enter")
        assert page(app).session.scene.id == "inbox"
    async with sailing(shelf, Wish(resume=True)) as (app, pilot):
        assert page(app).session.scene.id == "inbox"
        assert "rollout play --resume" in app.goodbye()


async def test_a_step_that_cannot_be_saved_is_said_in_the_line_of_feedback(tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("a file where the folder should be")
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1")
        assert "could not be saved" in picture(app)
        assert page(app).session.scene.id == "inbox"


async def test_figures_to_be_guessed_are_shown_nowhere_in_the_debrief_before_the_guess(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "3", "down", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, DebriefPage)
        await press(pilot, "down")
        assert "84" not in picture(app)
        assert "once you have made your guess" in " ".join(picture(app).replace("│", "").split())
        await press(pilot, "right", "enter")
        assert "84%" in picture(app)
        assert not any(dots.region for dots in app.screen.query(Dots))
        await press(pilot, "left")
        assert "84%" in picture(app)


async def test_a_guess_that_is_no_number_is_asked_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter", "enter", "enter", "right")
        assert isinstance(app.focused, Input)
        await write(pilot, "999")
        await press(pilot, "enter")
        assert "0 to 100" in picture(app)
        assert "84%" not in picture(app)


async def test_in_a_small_window_a_question_is_read_from_its_top_and_what_is_typed_is_seen(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(40, 12)) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter", "enter", "enter", "right")
        assert "Before you see it, your guess" in picture(app)
        assert "leaves its field" not in picture(app)
        await press(pilot, *["down"] * 12)
        assert "leaves its field" in picture(app)
        await press(pilot, *["up"] * 12)
        assert "Before you see it, your guess" in picture(app)
        await write(pilot, "37")
        assert "37" in picture(app)
        await press(pilot, "left")
        assert "YOUR PATH" in picture(app)


async def test_in_a_small_window_a_further_question_begins_at_its_top_too(tmp_path: Path) -> None:
    shelf = library(tmp_path)
    findings = tmp_path / "packs" / "office" / "findings.yaml"
    figure = '  guess: Among those, in how many did it write appeals?\n  figure: {value: 50, unit: "% of rollouts"}\n'
    findings.write_text(findings.read_text("utf-8").replace("plain:\n", f"plain:\n{figure}"), "utf-8")
    async with playing(tmp_path, size=(40, 12), shelf=shelf) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter", "enter", "enter", "right")
        await write(pilot, "37")
        assert "Before you see it, your guess" not in picture(app)
        await press(pilot, "enter")
        assert "Before you see it, your guess" in picture(app)
        assert "Among those" in picture(app)


async def test_a_tab_key_that_comes_before_the_tabs_does_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(100, 80)) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, DebriefPage)
        page = DebriefPage(app.screen.desk, app.screen.session, app.screen.debrief)
        app.push_screen(page)
        page.action_tab(1)
        await settled(pilot)
        assert page.tabs.open == 0
        await press(pilot, "right")
        assert page.tabs.open == 1


async def test_a_card_has_its_conditions_source_limits_and_what_came_later(tmp_path: Path) -> None:
    async with playing(tmp_path, size=(100, 80)) as (app, pilot):
        await press(pilot, "1", "tab", "enter", "enter", "enter", "enter", "right", "5", "enter")
        words = " ".join(picture(app).replace("┃", "").split())
        for said in (
            "You guessed 5 in 100",
            "Conditions",
            "Not a rate for ordinary use",
            "System Card, section 4.1.1.2, p. 27",
            "2025-05",
            "Later models were near zero",
            "Those models often notice that it is a test.",
            "≈ 96% of rollouts",
            "they are no series",
        ):
            assert said in words
        assert sum(line.count("●") for line in picture(app).split("\n")) == 84


async def test_the_notes_of_the_way_come_back_beside_the_questions(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "n")
        await write(pilot, "hm")
        await press(pilot, "enter", "1", "tab", "enter", "enter", "enter", "enter")
        await click(pilot, "Discuss")
        assert "│ hm" in picture(app)


async def test_the_list_keeps_the_keys_in_a_mailbox_with_unread_mail(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "1")
        assert isinstance(app.focused, Menu)
        assert app.focused is page(app).letters.menu
        await press(pilot, "tab")
        assert app.focused is page(app).choices
