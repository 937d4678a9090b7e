"""The debrief in lines: every part, in order, each claim with its conditions."""

from __future__ import annotations

from tests.plain.conversation import Conversation
from tests.support.packs import small, write

TO_THE_END = ("read 2", "trim", "note Steady.", "continue")


def part(talk: Conversation, title: str) -> list[str]:
    """The lines of one part, without the blank ones around it."""
    start = max(index for index, line in enumerate(talk.said) if line.startswith("Part ") and title in line)
    ends = (
        index
        for index, line in enumerate(talk.said)
        if index > start and line.startswith(("Part ", "The story", "To play"))
    )
    return talk.said[start + 2 : next(ends) - 1]


def test_the_whole_debrief_follows_the_ending_without_being_asked_for(talk: Conversation) -> None:
    said = talk(*TO_THE_END)
    assert "Debrief: Dawn. 8 parts." in said
    assert [line for line in said if line.startswith("Part ")] == [
        "Part 1 of 8: This instrument",
        "Part 2 of 8: Your path, 3 steps",
        "Part 3 of 8: The record, 1 finding",
        "Part 4 of 8: Doors removed, 2 doors",
        "Part 5 of 8: As reported",
        "Part 6 of 8: Discuss",
        "Part 7 of 8: What if",
        "Part 8 of 8: Endings found, 1 of 2",
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
        "   The record: a figure, which is told in the part The record, after your guess.",
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
    asked, *lines = part(talk, "As reported")
    assert asked.endswith("Which of them are faithful to the record?")
    cut = lines.index("The answers:")
    judged = {
        "“Everybody walks now.”": "Not faithful. Forty in a hundred is not everybody.",
        "“Some people walk.”": "Faithful. That is what was counted.",
    }
    assert sorted(line[3:] for line in lines[:cut]) == sorted(judged)
    assert [line[3:] for line in lines[cut + 1 :]] == [judged[line[3:]] for line in lines[:cut]]


def test_questions_stand_beside_the_players_own_notes(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "Discuss") == ["- Why do people walk?", "- Your note: Steady."]


def test_the_nearest_other_ending_is_named_with_the_choice_that_leads_away(talk: Conversation) -> None:
    talk("dark", "relight")
    assert part(talk, "What if") == [
        "The nearest other ending was “Dusk”, 1 step from “Dark”.",
        "There you did this: Light it again. The way to it began with this: Go to sleep.",
    ]


def test_endings_are_counted_and_only_the_found_ones_named(talk: Conversation) -> None:
    talk(*TO_THE_END)
    assert part(talk, "Endings found, 1 of 2") == ["- Dawn"]
    talk("dark", "sleep")
    assert sorted(part(talk, "Endings found, 2 of 2")) == ["- Dawn", "- Dusk"]


def test_the_other_side_starts_from_this_end_and_its_debrief_holds_both_days(talk: Conversation) -> None:
    said = talk("other", *TO_THE_END, "other", "file_them", "other")
    assert "First come to an ending." in said
    assert "To play the other side of this rollout, as The Clerk, type other." in said
    assert said.index("The other side of this rollout. You are The Clerk now.") < said.index("Scene: The desk")
    assert part(talk, "Both days")[:2] == [
        "Before this, The Keeper came to “Dawn”.",
        "- The Keeper: The lamp: Trim the wick",
    ]
    assert "There is no other side to begin here." in said
    assert len(list(talk.saves.glob("harbour-*.json"))) == 2


def test_the_outcome_class_is_never_shown(talk: Conversation) -> None:
    written = "".join(file.read_text("utf-8") for file in (talk.folder / "harbour").glob("*.yaml"))
    said = talk(*TO_THE_END)
    for outcome in ("acceptance", "concealment"):
        assert f"outcome: {outcome}" in written
        assert not any(outcome in line for line in said)


def test_a_story_with_little_to_say_has_fewer_parts(talk: Conversation) -> None:
    write(talk.folder / "small", small("hall: {title: Hall, choices: [{text: Go, to: end}]}"))
    said = talk("1", story="small", role="player")
    assert "Debrief: End. 4 parts." in said
    assert not any("This instrument" in line or "Doors removed" in line for line in said)


def test_at_the_ending_undo_goes_back_and_another_end_can_be_reached(talk: Conversation) -> None:
    said = talk(*TO_THE_END, "undo", "continue")
    assert said.count("Ending: Dawn") == 2
    assert said.count("Debrief: Dawn. 8 parts.") == 2


def test_after_an_ending_a_number_an_id_and_a_blank_line_start_nothing(talk: Conversation) -> None:
    said = talk(*TO_THE_END, "1", "trim", "")
    assert said.count("The story has ended, so there is nothing to choose. Type help for what can be done.") == 2
    assert "Nothing was typed. The story has ended; type help for what can be done." in said
    assert said.count("Debrief: Dawn. 8 parts.") == 1
