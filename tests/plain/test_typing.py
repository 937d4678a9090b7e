"""What each typed line does, and what the lines do that mean nothing."""

from __future__ import annotations

import json

import pytest

from tests.cli import harbour
from tests.plain.conversation import Conversation


def steps(talk: Conversation) -> int:
    """How many steps the last conversation's history counted."""
    return next(int(line.split()[0]) for line in reversed(talk.said) if line.endswith(" so far."))


def test_a_number_or_an_id_takes_a_choice(talk: Conversation) -> None:
    for typed in ("1", "trim", " trim ", "01"):
        assert "Scene: The stairs" in talk(typed)


MEANINGLESS = """
xyzzy 0 4 -1 1. 1,2 0000015 signal Trim read note ² choose:1
read 3|read nobody|undo 3|quit now|mail room|again please|save as x|help me|why x|1 2
"""


@pytest.mark.parametrize(
    "line",
    ["", "   ", "\x00", "9" * 5000, *MEANINGLESS.split("\n")[1].split(), *MEANINGLESS.split("\n")[2].split("|")],
)
def test_a_line_that_means_nothing_gets_a_sentence_and_changes_nothing(talk: Conversation, line: str) -> None:
    quiet = len(talk("history"))
    said = talk(line, "history")
    answer = said[said.index("0 steps so far.") - 1]
    assert len(said) == quiet + 1, said
    assert answer.endswith((".", "?", ")"))
    assert len(answer) < 200
    assert not list(talk.saves.glob("harbour-*"))


def test_a_mistyped_id_or_command_gets_the_nearest(talk: Conversation) -> None:
    talk("singal", "histroy")
    assert "“singal” is not a choice here, nor a command. Did you mean “signal”?" in talk.said
    assert "“histroy” is not a choice here, nor a command. Did you mean “history”?" in talk.said


def test_a_locked_choice_that_is_asked_for_answers_with_its_reason(talk: Conversation) -> None:
    assert talk("signal", "history").count("Locked: Signal the ship (You know of no danger.)") == 2


def test_commands_win_over_the_ids_of_choices(talk: Conversation) -> None:
    talk.edit("id: trim", "id: mail")
    assert "Scene: The stairs" not in talk("mail")
    assert "Scene: The stairs" in talk("1")


def test_commands_are_known_in_any_case(talk: Conversation) -> None:
    assert "0 steps so far." in talk("HISTORY")


def test_letters_are_counted_from_the_oldest_or_named(talk: Conversation) -> None:
    assert "Subject: Orders" in talk("read 1")
    assert "Subject: A warning" in talk("read warning")


def test_reading_again_is_no_further_step(talk: Conversation) -> None:
    talk("read 1", "read 1", "read orders", "history")
    assert steps(talk) == 1


def test_an_empty_mailbox_is_said_to_be_empty(talk: Conversation) -> None:
    said = talk("mail", "read 1", role="clerk")
    assert "The mailbox is empty." in said
    assert "There is no letter “1”; there are 0 letters. Type read and a number." in said


def test_mail_lists_what_was_read(talk: Conversation) -> None:
    talk("read 1", "mail")
    assert talk.after("Mailbox: 2 letters, 1 unread. Type read and a number.")[0].startswith("Letter 1, read. ")


def test_undo_names_the_step_and_shows_where_one_stands(talk: Conversation) -> None:
    said = talk("read 2", "signal", "undo", "undo", "undo")
    assert "Taken back: Signal the ship" in said
    assert "Taken back: You read “A warning”." in said
    assert "This is the beginning; there is nothing to take back." in said
    assert said.index("Taken back: Signal the ship") < len(said) - said[::-1].index("Scene: The lamp")


def test_an_irreversible_step_that_is_taken_back_stays_in_the_history(talk: Conversation) -> None:
    said = talk("dark", "undo", "history")
    assert "1. The lamp: Put out the lamp (done, then taken back by you)" in said


def test_history_tells_scenes_and_acts_in_their_own_words(talk: Conversation) -> None:
    said = talk("read 2", "signal", "history")
    assert said[said.index("2 steps so far.") + 1 :][:2] == [
        "1. The lamp: You read “A warning”.",
        "2. The lamp: Signal the ship",
    ]


def test_again_shows_the_same_moment_once_more(talk: Conversation) -> None:
    once = talk("trim")
    assert talk("trim", "again").count("Scene: The stairs") == 2 * once.count("Scene: The stairs")


def test_a_note_is_kept_with_the_invitation_it_answers(talk: Conversation) -> None:
    said = talk("trim", "note  A word to Ada. ")
    assert "What would you say to Ada? To answer in private, type note and your words." in said
    assert "Kept. Only you see your notes, in the save and in the debrief." in said
    (file,) = talk.saves.glob("harbour-*.json")
    assert json.loads(file.read_text())["notes"] == [[0, "stairs", "A word to Ada.", "What would you say to Ada?"]]


def test_why_tells_the_reason_of_a_locked_choice(talk: Conversation) -> None:
    reason = "Locked: Signal the ship (You know of no danger.)"
    for typed in ("why 1", "why", "why signal"):
        assert talk(typed).count(reason) == 2
    assert "Trim the wick: this choice is open." in talk("why trim")
    assert "Type why and a number; there is 1 locked choice, counted from the top." in talk("why 2")
    assert "No choice is locked here." in talk("read 2", "why 1")


def test_save_says_where_the_playthrough_is_kept(talk: Conversation) -> None:
    said = talk("save", "trim", "save")
    (file,) = talk.saves.glob("harbour-*.json")
    assert said.count("Nothing is kept yet, for no step was taken.") == 1
    assert said.count(f"Kept in {file}. To go on: rollout play --plain --resume") == 2


def test_help_names_every_command(talk: Conversation) -> None:
    plain = talk()
    said = "\n".join(line for line in talk("help") if line not in plain)
    for command in ("mail", "read N", "undo", "history", "again", "note", "save", "why N", "quit", "help"):
        assert f"{command}" in said


def test_quit_and_the_end_of_input_leave_the_same_way(talk: Conversation) -> None:
    assert (
        talk("1", "quit", "1")[-2].split(". ")[1]
        == talk("1")[-2].split(". ")[1]
        == ("To go on: rollout play --plain --resume")
    )


def test_each_step_is_kept_before_it_is_shown(talk: Conversation) -> None:
    talk("trim")
    (file,) = talk.saves.glob("harbour-*.json")
    assert json.loads(file.read_text())["head"] == 0
    assert json.loads(file.read_text())["seed"] == harbour.SEED_DAWN


def test_a_playthrough_goes_on_where_it_was_left(talk: Conversation) -> None:
    talk("read 2", "signal")
    said = talk("undo", resume=True, story="")
    assert said[1] == "Scene: The stairs"
    assert "Taken back: Signal the ship" in said
    assert len(list(talk.saves.glob("harbour-*.json"))) == 1
