"""Whole playthroughs through a pipe, from the first screen to the debrief."""

from __future__ import annotations

import json
import random

import pytest

from tests.cli import harbour
from tests.cli.program import ROOT, Program, Result

PLAIN = ("play", "--plain")
TO_THE_END = ("signal", "continue")


def ended(result: Result) -> bool:
    return "\nEnding: " in result.out and "\nDebrief: " in result.out


def test_a_pipe_drives_a_story_from_the_title_to_the_debrief(program: Program) -> None:
    result = program("--plain", "--seed", str(harbour.SEED_DAWN), typed=["harbour", "", "", "", "read 2", *TO_THE_END])
    assert (result.status, result.err) == (0, "")
    headings = [line for line in result.lines if line.startswith(("Scene: ", "Ending: ", "Debrief: ", "Part "))]
    assert headings[:4] == ["Scene: The lamp", "Scene: The stairs", "Ending: Dawn", "Debrief: Dawn. 8 parts."]
    assert [line.split(": ")[1].split(",")[0] for line in headings[4:]] == [
        "This instrument",
        "Your path",
        "The record",
        "Doors removed",
        "As reported",
        "Discuss",
        "What if",
        "Endings found",
    ]


def test_without_a_command_and_without_a_terminal_the_title_screen_speaks_in_lines(program: Program) -> None:
    result = program(typed=["quit"])
    assert result.status == 0
    assert result.lines[:2] == ["Rollout", "One hundred runs of one test."]
    assert "1. The Harbour. One night at the lamp. (default)" in result.lines


def test_blank_lines_take_every_default_of_the_set_up(program: Program) -> None:
    result = program("play", "harbour", "--plain", typed=["", "", ""])
    assert "The lamp is lit. The night is Clear." in result.out


def test_a_role_on_the_command_line_skips_the_set_up_and_leaves_the_rest_at_its_defaults(program: Program) -> None:
    result = program("play", "harbour", "--plain", "--role", "keeper", "--set", "crew=two", typed=["quit"])
    assert "How is the night?" not in result.out
    assert "The night is Clear." in result.out


def test_the_same_seed_and_choices_draw_the_same(program: Program) -> None:
    def drawn(seed: int) -> str:
        seeded = ("--role", "keeper", "--seed", str(seed))
        result = program(*PLAIN, "harbour", *seeded, typed=["trim", "continue"])
        assert any(line.startswith("A draw led here") for line in result.lines)
        return [line for line in result.lines if line.startswith(("Scene: ", "Ending: "))][-1]

    assert drawn(harbour.SEED_DAWN) == "Ending: Dawn"
    assert drawn(harbour.SEED_DARK) == "Scene: Dark"
    assert drawn(harbour.SEED_DARK) == drawn(harbour.SEED_DARK)


def test_the_end_of_input_keeps_the_playthrough_and_it_goes_on_where_it_was(program: Program) -> None:
    first = program(*PLAIN, "harbour", "--role", "keeper", typed=["read 2", "signal"])
    assert first.status == 0
    assert "Kept in " in first.lines[-2]
    assert first.lines[-2].endswith("To go on: rollout play --plain --resume")
    second = program(*PLAIN, "--resume", typed=["undo", "history"])
    assert "Scene: The stairs" in second.out.split("Taken back")[0]
    assert "1. The lamp: You read “A warning”." in second.lines
    assert len(list(program.saves.glob("harbour-*.json"))) == 1


def test_the_farewell_names_the_folder_of_the_saves_it_was_given(program: Program) -> None:
    result = program(*PLAIN, "harbour", "--role", "clerk", "--saves", "my saves", typed=["note x"])
    assert result.lines[-2].endswith("To go on: rollout play --plain --resume --saves 'my saves'")
    again = program(*PLAIN, "--resume", "--saves", "my saves")
    assert "Scene: The desk" in again.lines


def test_a_finished_playthrough_is_not_gone_on_with(program: Program) -> None:
    finished = program(*PLAIN, "harbour", "--role", "clerk", typed=["1"])
    assert "To go on" not in finished.out
    again = program(*PLAIN, "harbour", "--resume", typed=["quit"])
    assert again.lines[0] == "There is no unfinished playthrough, so this is a new one."
    assert "Whom do you play?" in again.lines


def test_the_other_side_starts_from_the_save_of_a_finished_playthrough(program: Program) -> None:
    program(*PLAIN, "harbour", "--role", "keeper", typed=["dark", "sleep"])
    (finished,) = program.saves.glob("harbour-keeper-*.json")
    result = program(*PLAIN, "harbour", "--role", "clerk", "--after", str(finished), typed=["file_them"])
    assert "Before this, The Keeper came to “Dusk”." in result.lines


@pytest.mark.parametrize("damage", [b"", b"\x00\xff", b"{}", b"[]"])
def test_a_save_that_nothing_can_be_carried_over_from_is_named_and_the_story_starts(
    program: Program, damage: bytes
) -> None:
    (program.here / "old.json").write_bytes(damage)
    result = program(*PLAIN, "harbour", "--role", "clerk", "--after", "old.json")
    assert (result.status, result.err) == (0, "")
    assert "Notice: Nothing can be carried over from old.json: it is not " in result.out
    assert "Scene: The desk" in result.lines


def test_after_an_ending_a_number_starts_nothing_and_other_commands_still_work(program: Program) -> None:
    result = program(*PLAIN, "harbour", "--role", "clerk", typed=["1", "1", "2", "mail", "history", "again", "undo"])
    assert result.out.count("The story has ended, so there is nothing to choose.") == 2
    assert "The mailbox is empty." in result.out
    assert result.out.count("Debrief: Dawn") == 2
    assert result.out.rindex("Scene: The desk") > result.out.rindex("Taken back: File them")


def test_every_unfinished_step_is_in_the_save_with_what_was_offered(program: Program) -> None:
    program(*PLAIN, "harbour", "--role", "keeper", "--seed", "0", typed=["read 2", "trim", "note mine", "1"])
    (file,) = program.saves.glob("harbour-*.json")
    saved = json.loads(file.read_text("utf-8"))
    assert [(step.get("choose"), step.get("read")) for step in saved["steps"]] == [
        (None, "warning"),
        ("trim", None),
        ("continue", None),
    ]
    assert saved["steps"][1]["offered"] == ["trim", "signal", "dark"]
    assert saved["notes"] == [[1, "stairs", "mine", "What would you say to Ada?"]]


@pytest.mark.parametrize("role", ["assistant", "engineer"])
def test_the_built_in_story_plays_to_an_ending_through_a_pipe(program: Program, role: str) -> None:
    pack = str(ROOT / "scenes" / "the-cutover")
    numbers = random.Random(role)
    typed = [str(numbers.randint(1, 7)) for _ in range(600)]
    result = program("play", pack, "--plain", "--role", role, "--seed", "1", typed=typed)
    assert (result.status, result.err) == (0, "")
    assert ended(result)
    assert "This instrument" in result.out
