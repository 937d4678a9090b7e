"""Before the first scene: stories, roles and conditions in the order of their files."""

from __future__ import annotations

import json

import pytest

from game.play.library import BrokenStoryError, CannotOpenError
from tests.plain.conversation import Conversation
from tests.support.packs import small, write


def settings(talk: Conversation) -> dict[str, str]:
    """The settings of the only playthrough kept."""
    (file,) = talk.saves.glob("harbour-*.json")
    kept: dict[str, str] = json.loads(file.read_text())["settings"]
    return kept


def test_the_title_lists_the_stories_and_says_how_to_answer(talk: Conversation) -> None:
    assert talk("quit", story="", role="") == [
        "Rollout",
        "One hundred runs of one test.",
        "Type the number of an answer. A blank line takes the default. quit leaves.",
        "",
        "Which story?",
        "1 story:",
        "1. The Harbour. One night at the lamp. (default)",
        "",
        "You left before the first scene, so there was nothing to keep.",
        "",
    ]


def test_roles_and_options_come_in_the_order_of_the_file(talk: Conversation) -> None:
    said = talk("1", "1", "1", role="")
    assert talk.after("2 roles:") == [
        "1. The Keeper. You mind the lamp. (default)",
        "2. The Clerk. You mind the papers.",
    ]
    assert talk.after("How is the night?") == [
        "3 answers:",
        "1. Foggy",
        "2. Clear (default)",
        "3. Stormy",
        "Or type heard: As people tell it, for all questions.",
    ]
    assert talk.after("Who is with you?") == ["2 answers:", "1. Nobody (default)", "2. A friend"]
    assert "It contains fog and a wreck." in said


def test_blank_lines_take_the_defaults(talk: Conversation) -> None:
    talk("", "", "", "trim", role="")
    assert settings(talk) == {"weather": "clear", "crew": "alone"}


def test_answers_may_be_numbers_or_ids(talk: Conversation) -> None:
    talk("keeper", "1", "two", "trim", role="")
    assert settings(talk) == {"weather": "foggy", "crew": "two"}


def test_a_preset_settles_every_question(talk: Conversation) -> None:
    said = talk("1", "heard", "trim", role="")
    assert "Who is with you?" not in said
    assert settings(talk) == {"weather": "stormy", "crew": "two"}


def test_a_preset_leaves_what_the_command_line_settled(talk: Conversation) -> None:
    talk("1", "heard", "trim", role="", settings={"weather": "foggy"})
    assert settings(talk) == {"weather": "foggy", "crew": "two"}


def test_a_role_is_asked_only_what_belongs_to_it_and_gets_the_defaults_of_the_rest(talk: Conversation) -> None:
    said = talk("2", "1", role="", settings={"weather": "foggy"})
    assert "How is the night?" not in said
    assert "Scene: The desk" in said
    assert settings(talk)["weather"] == "clear"


def test_a_given_role_skips_the_set_up(talk: Conversation) -> None:
    assert talk()[1] == "Scene: The lamp"


@pytest.mark.parametrize("line", ["0", "9", "xyzzy", "0000015", "9" * 5000, "-1"])
def test_an_answer_that_is_none_gets_a_sentence_and_the_question_stands(talk: Conversation, line: str) -> None:
    said = talk(line, "2", role="")
    assert sum("is not one of the answers. Type a number from 1 to 2." in words for words in said) == 1
    assert "Scene: The desk" in said


def test_help_again_and_quit_work_at_every_question(talk: Conversation) -> None:
    said = talk("help", "again", "1", "quit", "1", role="")
    assert said.count("Type a number from 1 to 2. A blank line takes the default; quit leaves.") == 1
    assert said.count("Whom do you play?") == 2
    assert said[-2] == "You left before the first scene, so there was nothing to keep."


def test_the_title_offers_to_go_on_with_the_last_playthrough(talk: Conversation) -> None:
    talk("trim")
    said = talk("continue", "history", story="", role="")
    assert "Or type continue: go on with The Harbour, as The Keeper, at The stairs." in said
    assert "1 step so far." in said


def test_a_story_whose_id_is_a_word_that_can_be_typed_is_begun_by_number_and_by_id(talk: Conversation) -> None:
    talk("trim")
    talk("dark")
    pack = small("hall: {title: Hall, choices: [{text: Go, to: end}]}")
    write(talk.folder / "saves", {**pack, "story.yaml": pack["story.yaml"].replace("id: small", "id: saves")})
    for typed in ("2", "saves"):
        assert "Scene: Hall" in talk(typed, "", story="", role=""), typed


def test_a_pack_with_faults_is_named_with_the_first_of_them(talk: Conversation) -> None:
    write(talk.folder / "bad", small("hall: {title: Hall, next: nowhere}"))
    said = talk("", "2", story="", role="")
    assert (
        "small cannot be played: there is no scene “nowhere” (scenes.yaml, line 1). "
        "All of its faults: rollout check small"
    ) in said
    assert "Scene: The desk" in said


def test_where_no_story_can_be_played_that_is_an_error_of_the_stories(talk: Conversation) -> None:
    write(talk.folder / "harbour", {"scenes.yaml": "lamp: ["})
    with pytest.raises(BrokenStoryError, match="No story can be played"):
        talk(story="", role="")


def test_where_there_is_no_story_that_is_said(talk: Conversation) -> None:
    (talk.folder / "harbour" / "story.yaml").unlink()
    with pytest.raises(CannotOpenError, match="No story was found"):
        talk(story="", role="")


def test_a_story_with_one_role_is_asked_about_all_the_same(talk: Conversation) -> None:
    write(talk.folder / "small", small("hall: {title: Hall, choices: [{text: Go, to: end}]}"))
    said = talk("", story="small", role="")
    assert talk.after("Whom do you play?") == ["1 role:", "1. The player. (default)"]
    assert "Scene: Hall" in said
