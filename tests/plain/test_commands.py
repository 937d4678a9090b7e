"""Everything that can be done in the app can be done in lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.plain.commands import ALL
from tests.cli import harbour
from tests.plain.conversation import Conversation


def saved(talk: Conversation) -> Path:
    (file,) = talk.saves.glob("harbour-*.json")
    return file


def test_help_lists_every_command_once_with_what_goes_with_it(talk: Conversation) -> None:
    said = talk("help")
    assert said.count(f"{len(ALL)} commands:") == 1
    for command in ALL:
        assert sum(line.startswith((f"{command.name}:", f"{command.name} {command.takes}:")) for line in said) == 1


def test_every_command_without_its_words_gets_a_sentence(talk: Conversation) -> None:
    quiet = len(talk())
    for command in ALL:
        if command.name not in ("help", "quit", "stories"):
            assert len(talk(command.name)) > quiet, command.name


@pytest.mark.parametrize("name", ["map", "record", "choose", "export"])
def test_a_choice_whose_id_is_a_command_is_taken_by_number_or_with_choose(talk: Conversation, name: str) -> None:
    talk.edit("id: trim", f"id: {name}")
    assert "Scene: The stairs" not in talk(name)
    assert "Scene: The stairs" in talk("1")
    assert "Scene: The stairs" in talk(f"choose {name}")
    assert "Scene: The stairs" in talk("choose 1")


def test_rewind_goes_back_to_before_a_step_of_the_history(talk: Conversation) -> None:
    said = talk("read 1", "trim", "history", "rewind 2", "history", "rewind 1", "history", seed=harbour.SEED_DARK)
    assert "Back to before this: Trim the wick" in said
    assert [line for line in said if line.endswith(" so far.")] == [
        "2 steps so far.",
        "1 step so far.",
        "0 steps so far.",
    ]
    assert "Type rewind and the number of a step; there is 1 step in the history." in talk("trim", "rewind 5", "rewind")


def test_a_branch_that_was_taken_back_is_listed_and_picked_up(talk: Conversation) -> None:
    said = talk("branches", "trim", "undo", "read 2", "branches", "branches 1", "history", "branches", "branches 7")
    assert "0 branches taken back." in said
    assert "1 branch taken back. Type branches and a number to go on with one." in said
    assert "1. At “The lamp”: Trim the wick. It came to “The stairs” after 1 step." in said
    assert "1. The lamp: Trim the wick" in said
    assert "1. At “The lamp”: Read “A warning”. It came to “The lamp” after 1 step." in said
    assert "There is no branch “7”; there is 1 branch." in said


def test_the_map_names_the_scenes_seen_and_counts_the_others(talk: Conversation) -> None:
    talk("dark", "undo", "trim", "map")
    start = talk.said.index("Path map: 3 of 5 scenes seen, 2 steps.")
    assert talk.said[start + 1 :][:9] == [
        "1. The lamp",
        "   Put out the lamp: to 2, Dark (taken back)",
        "   Trim the wick: to 3, The stairs",
        "2. Dark (taken back)",
        "   2 ways not taken.",
        "3. The stairs (you are here)",
        "   2 ways not taken.",
        "Not seen: 2 scenes, 2 steps from the beginning at least.",
        "",
    ]


def test_why_tells_what_a_locked_choice_waits_for_where_the_story_allows_it(talk: Conversation) -> None:
    talk.edit("minutes: 5", "minutes: 5\nlocks: full", "story.yaml")
    talk("why 1")
    start = len(talk.said) - talk.said[::-1].index("Locked: Signal the ship (You know of no danger.)")
    assert talk.said[start : start + 2] == [
        "It waits for 1 thing:",
        "Not yet: warned is no; it must be yes (unchanged since the start)",
    ]


def test_the_record_is_listed_searched_and_shown(talk: Conversation) -> None:
    said = talk("record", "record 2", "record PEOPLE walk", "record nobody", "record a press 2021")
    assert "The record, 2 findings. Type record and a number, or words to look for." in said
    assert "2. People meet." in said
    assert said.count("Finding: People meet.") == 2, "one by its number, one by where it was published"
    assert said.count("Finding: People walk.") == 1
    assert "No finding holds “nobody”." in said


def test_a_playthrough_is_called_what_it_is_renamed_to(talk: Conversation) -> None:
    said = talk("rename", "rename  The foggy night ", "rename", "trim")
    assert "Type rename and a name." in said
    assert "This playthrough is called “The foggy night” now." in said
    assert said.count("This playthrough is called “The foggy night”.") == 1
    assert json.loads(saved(talk).read_text("utf-8"))["name"] == "The foggy night"


def test_a_playthrough_is_written_down_in_the_form_that_the_file_names(talk: Conversation, tmp_path: Path) -> None:
    for name in ("mine.md", "mine.html", "mine.json", "mine.rollout"):
        assert f"Written to {tmp_path / name}. It holds your private notes." in talk(
            "trim", f"export {tmp_path / name}"
        )
        assert (tmp_path / name).stat().st_size > 500
    said = talk("trim", f"export {tmp_path / 'mine.md'}", "export x.pdf", "export")
    assert f"There is a file {tmp_path / 'mine.md'} already; nothing was written." in said
    assert any(line.startswith("A transcript is written to a file that ends in") for line in said)
    assert "Type export and the name of a file that ends in .md, .html, .json, or .rollout." in said


def test_the_kept_playthroughs_are_listed_gone_on_with_put_aside_and_brought_back(talk: Conversation) -> None:
    talk("trim", "rename First")
    talk("dark", "rename Second")
    said = talk("saves", "saves 2", "history")
    listed = [line for line in said if line.startswith(("1. ", "2. "))]
    assert "1. Second. The Harbour, as The Keeper, at Dark, 1 step." in listed
    assert "2. First. The Harbour, as The Keeper, at The stairs, 1 step." in listed
    assert "1. The lamp: Trim the wick" in listed
    said = talk("saves", "saves delete 1", "saves", "saves aside", "saves restore 1", "saves")
    assert "1 playthrough put aside. " in " ".join(said)
    assert len(list(talk.saves.glob("harbour-*.json"))) == 2
    said = talk("saves", "saves delete 1", "saves aside", "saves forget 1", "saves aside")
    assert "Nothing was put aside." in said
    assert len(list(talk.saves.glob("harbour-*.json"))) == 1


def test_a_number_of_saves_counts_from_a_list_that_was_read_out(talk: Conversation) -> None:
    talk("trim")
    said = talk("saves delete 1")
    assert "Nothing was done yet; the number counts from this list." in said
    assert saved(talk).exists()
    assert "There is no “9” in the list of 1 playthrough." in talk("saves", "saves 9")
    assert any(line.startswith("“burn 1” cannot be done with saves.") for line in talk("saves burn 1"))


def test_another_story_is_begun_without_leaving(talk: Conversation) -> None:
    said = talk("trim", "stories", "", "clerk", "1")
    assert "Which story?" in said
    assert said.count("Scene: The desk") == 1
    assert len(list(talk.saves.glob("harbour-*.json"))) == 2


def test_at_the_beginning_one_of_several_playthroughs_is_chosen(talk: Conversation) -> None:
    talk("trim", "rename First")
    assert not [line for line in talk("quit", story="") if line.startswith("Or type saves")]
    talk("dark")
    said = talk("saves", "2", "history", story="", role="")
    assert "Or type saves: choose among 2 playthroughs to go on with." in said
    assert "1. The lamp: Trim the wick" in said


def test_settings_are_shown_set_and_remembered(talk: Conversation) -> None:
    invitation = "What would you say to Ada? To answer in private, type note and your words."
    assert invitation in talk("settings", "trim")
    assert "prompts is on: after some choices, an invitation to a private note." in talk.said
    assert "prompts is off now." in talk("settings prompts off")
    assert invitation not in talk("trim")
    for wrong in ("settings prompts", "settings prompts maybe", "settings colour on"):
        assert "Type settings, then prompts or ask, then on or off." in talk(wrong)


def test_a_choice_that_leaves_a_trace_is_asked_about_where_that_was_set(talk: Conversation) -> None:
    question = "Put out the lamp: taking it back will leave a trace. Type yes to do it."
    assert question not in talk("dark")
    talk("settings ask on")
    assert "Scene: Dark" not in talk("dark", "history", "yes")
    assert question in talk.said
    assert "Scene: Dark" in talk("dark", "yes")


def test_a_figure_is_guessed_and_then_shown_with_its_conditions(talk: Conversation) -> None:
    ending = ("trim", "continue")
    talk("guess 30", *ending, "guess", "guess 300", "guess many", "guess 30", "guess 30")
    assert "First come to an ending." in talk.said
    assert "Of 100 people, how many walk? Type guess and a number from 0 to 100." in talk.said
    assert "“300” is no number from 0 to 100." in talk.said
    at = talk.said.index("You guessed 30 in 100.")
    assert talk.said[at + 1 : at + 4] == [
        "Finding: People walk.",
        "  Figure: 40% of people, of: one street",
        "  Conditions: In one street.",
    ]
    assert "There is nothing to guess." in talk.said[at:]
    assert json.loads((talk.saves / "player.json").read_text("utf-8"))["lit"] is True
