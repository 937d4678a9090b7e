"""The debrief in lines: every part, in order, each claim with its conditions."""

from __future__ import annotations

from tests.cli import harbour
from tests.plain.conversation import Conversation
from tests.support.packs import small, write

TO_THE_END = ("read 2", "trim", "note Steady.", "continue")


def part(talk: Conversation, title: str) -> list[str]:
    """The lines of one part, without the blank ones around it."""
    start = next(index for index, line in enumerate(talk.said) if line.startswith("Part ") and title in line)
    ends = (index for index, line in enumerate(talk.said) if index > start and line.startswith(("Part ", "The story")))
    return talk.said[start + 2 : next(ends) - 1]


def test_the_whole_debrief_follows_the_ending_without_being_asked_for(talk: Conversation) -> None:
    said = talk(*TO_THE_END)
    assert "Debrief: Dawn. 7 parts." in said
    assert [line for line in said if line.startswith("Part ")] == [
        "Part 1 of 7: This instrument",
        "Part 2 of 7: Your path, 3 steps",
        "Part 3 of 7: The record, 1 finding",
        "Part 4 of 7: Doors removed, 2 doors",
        "Part 5 of 7: As reported",
        "Part 6 of 7: Discuss",
        "Part 7 of 7: Endings found, 1 of 1",
    ]


def test_what_this_instrument_is_comes_first(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "This instrument") == ["This is a story, not a measurement."]


def test_the_path_tells_each_step_with_what_the_record_says_of_it(talk: Conversation) -> None:
    talk("dark", "undo", *TO_THE_END)
    assert part(talk, "Your path") == [
        "1. The lamp: Put out the lamp (done, then taken back by you)",
        "   The record says nothing about this.",
        "2. The lamp: You read “A warning”.",
        "3. The lamp: Trim the wick",
        "   The record: People walk.",
        "   Your note: Steady.",
        "4. The stairs: Continue",
        "   The chance is a published figure.",
        "",
        "You kept the lamp.",
    ]


def test_the_guess_comes_before_the_figure_and_the_figure_with_all_that_belongs_to_it(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "The record") == [
        "Before you read on, make a guess. Of 100 people, how many walk?",
        "",
        "Finding: People walk.",
        "  Figure: 40% of people, of: one street",
        "  Conditions: In one street.",
        "  What it is not: One street is not all streets.",
        "  In its own words: “They walked.”",
        "  Evidence: seen in the primary document",
        "  Source: On Walking, section 2.1, p. 7, A Press, 2020-01",
        "  What came later, or changes the picture: People meet.",
        "    Conditions: On one day.",
        "    What it is not: One day is not a year.",
        "    Source: On Meeting, A Press, 2021-01",
    ]


def test_doors_tell_how_they_were_and_how_they_are_here(talk: Conversation) -> None:
    talk(*TO_THE_END, settings={"weather": "foggy"})
    assert part(talk, "Doors removed") == [
        "- Ring the bell. In the published test: shut. In this run: open.",
        "- Take the boat. In the published test: not published. In this run: open.",
    ]


def test_lines_to_judge_come_before_their_answers(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "As reported") == [
        "How such things were told, in lines written for this game. Which of them are faithful to the record?",
        "1. “Everybody walks now.”",
        "2. “Some people walk.”",
        "The answers:",
        "1. Not faithful. Forty in a hundred is not everybody.",
        "2. Faithful. That is what was counted.",
    ]


def test_questions_stand_beside_the_players_own_notes(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "Discuss") == ["- Why do people walk?", "- Your note: Steady."]


def test_endings_are_counted_and_only_the_found_ones_named(talk: Conversation) -> None:
    more = "night:\n  title: A long night\n" + harbour.SCENES.split("dawn:\n  title: Dawn\n")[1]
    write(talk.folder / "harbour", {"more.yaml": more})
    talk(*TO_THE_END)
    assert part(talk, "Endings found, 1 of 2") == ["- Dawn"]


def test_the_outcome_class_is_never_shown(talk: Conversation) -> None:
    assert not any("acceptance" in line for line in talk(*TO_THE_END))


def test_a_story_with_little_to_say_has_fewer_parts(talk: Conversation) -> None:
    write(talk.folder / "small", small("hall: {title: Hall, choices: [{text: Go, to: end}]}"))
    said = talk("1", story="small", role="player")
    assert "Debrief: End. 3 parts." in said
    assert not any("This instrument" in line or "Doors removed" in line for line in said)


def test_at_the_ending_undo_goes_back_and_another_end_can_be_reached(talk: Conversation) -> None:
    said = talk(*TO_THE_END, "undo", "continue")
    assert said.count("Ending: Dawn") == 2
    assert said.count("Debrief: Dawn. 7 parts.") == 2


def test_after_an_ending_a_number_an_id_and_a_blank_line_start_nothing(talk: Conversation) -> None:
    said = talk(*TO_THE_END, "1", "trim", "")
    assert said.count("The story has ended, so there is nothing to choose. Type help for what can be done.") == 2
    assert "Nothing was typed. The story has ended; type help for what can be done." in said
    assert said.count("Debrief: Dawn. 7 parts.") == 1
