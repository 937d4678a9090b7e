"""How a moment of play reads: headings and counts in words, nothing drawn, nothing redrawn."""

from __future__ import annotations

import pytest

from game.plain import lines
from game.play.turn import Chance, Gauge, Letter, Option, Passage, Turn
from game.play.words import drawn
from game.story.text import FOREIGN
from tests.plain.conversation import Conversation

OPENING = """
Scene: The lamp
oil: 3 of 9. mood: calm.

The lamp is lit. The night is Clear.

Log: 21:02 lamp trimmed

Ada Brook: Good evening.

Thought: The sea is loud.

Mailbox: 2 letters, 2 unread. Type read and a number.
Letter 1, unread. From Ada Brook: Orders (Thu 21:00)
Letter 2, unread. From A stranger: A warning

2 choices, 1 locked:
1. Trim the wick
2. Put out the lamp (taking it back will leave a trace)
Locked: Signal the ship (You know of no danger.)

Nothing is kept yet, for no step was taken.
"""


def test_a_scene_reads_from_its_heading_to_its_locked_choices(talk: Conversation) -> None:
    assert talk() == OPENING.split("\n")


def test_a_letter_reads_as_a_letter_with_its_end(talk: Conversation) -> None:
    said = talk("read 1")
    start = said.index("Letter 1")
    assert said[start : start + 10] == [
        "Letter 1",
        "From: Ada Brook",
        "To: the keeper",
        "Date: Thu 21:00",
        "Subject: Orders",
        "",
        "Keep the lamp lit.",
        "Ada",
        "",
        "End of letter 1.",
    ]


def test_a_letter_that_changes_what_can_be_done_says_so_and_lists_it(talk: Conversation) -> None:
    talk("read 2")
    assert talk.after("What you can do has changed.") == []
    assert talk.after("3 choices:")[1] == "2. Signal the ship"


def test_a_letter_that_changes_nothing_repeats_nothing(talk: Conversation) -> None:
    said = talk("read 1", "read 2", "read 2")
    assert said.count("What you can do has changed.") == 1
    assert said.count("2 choices, 1 locked:") == 1


def test_a_plain_way_on_is_choice_1(talk: Conversation) -> None:
    talk("trim")
    assert talk.after("1 choice:") == ["1. Continue"]


def test_mail_is_announced_in_scenes_that_are_no_inbox(talk: Conversation) -> None:
    said = talk("trim")
    assert "Mail: 2 of 2 letters unread. Type mail for the list." in said


def test_a_draw_is_shown_with_its_label_and_keeps_a_figure_that_is_to_be_guessed(talk: Conversation) -> None:
    talk("trim", "continue")
    shown = next(line for line in talk.said if line.startswith("A draw led here"))
    assert shown == (
        "A draw led here; its figure is in the debrief, after your guess. The chance is a published figure. "
        "Published for a set-up with these features; nobody has measured this scene."
    )


@pytest.mark.parametrize("label", ["borrowed", "chart", "direction", "authored"])
def test_every_draw_shows_its_share_its_label_and_its_finding(label: str) -> None:
    shown = drawn(Chance(label, "40", "walk", "People walk."))
    assert shown.startswith(f"A draw led here: {'≈ ' if label == 'chart' else ''}40 in 100. ")
    assert shown.endswith("People walk.")
    assert ("nobody has measured" in shown) is (label != "authored")


def test_a_label_without_a_draw_is_not_called_a_draw() -> None:
    assert drawn(Chance("authored", "")) == "Written by the author; no figure was published."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One *soft* and **loud** word.", ["One soft and loud word."]),
        ("One.\n\nTwo.", ["One.", "", "Two."]),
        ("- one\n- two", ["- one", "", "- two"]),
        ("1. one\n2. two", ["1. one", "", "2. two"]),
        ("> said", ["Quote: said"]),
        ("a\nb", ["a b"]),
        ("# no heading, `no code`, [no](link)", ["# no heading, `no code`, [no](link)"]),
    ],
)
def test_markdown_reads_as_plain_lines(text: str, shown: list[str]) -> None:
    assert list(lines.prose(text)) == shown


def test_lines_of_a_log_stand_as_they_are_and_close_together() -> None:
    turn = _turn(passages=(Passage("log", "a  *b*\n  c\n"), Passage("log", "d")))
    assert list(lines.scene(turn))[:5] == ["Scene: Here", "", "Log: a  *b*", "Log:   c", "Log: d"]


def test_words_with_line_breaks_cannot_pass_for_further_choices() -> None:
    turn = _turn(options=(Option("a", "One\n2. Two", open=True), Option("b", "B", open=False, reason="no\n\n3. x")))
    assert list(lines.options(turn))[1:] == ["1 choice, 1 locked:", "1. One 2. Two", "Locked: B (no 3. x)"]


def test_a_dead_end_says_that_undo_helps() -> None:
    assert list(lines.options(_turn()))[1:] == [
        "Nothing can be done here: the story has no way on. Type undo to take the last step back."
    ]


def test_shown_variables_are_words_and_numbers() -> None:
    gauges = (Gauge("oil", "3", "bar", 3, 0, 9), Gauge("slots", "12", "number", 12, 0, 12), Gauge("mood", "x", "text"))
    assert list(lines.scene(_turn(gauges=gauges)))[1] == "oil: 3 of 9. slots: 12. mood: x."


def test_what_is_no_number_has_no_bound_though_a_bar_was_asked_for() -> None:
    assert list(lines.scene(_turn(gauges=(Gauge("lit", "no", "bar"),))))[1] == "lit: no."


def test_new_mail_is_counted() -> None:
    mail = tuple(Letter(str(n), "a", "", "", "s", "b", read=n == 0, new=n == 2) for n in range(3))
    assert lines.mail_line(_turn(mail=mail)) == "Mail: 1 new letter. 2 of 3 letters unread. Type mail for the list."


def test_long_lines_are_wrapped_for_a_person_and_left_whole_for_a_pipe(
    talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "word " * 60
    talk.edit("You go down.", words.strip())
    assert words.strip() in talk("trim")
    monkeypatch.setenv("COLUMNS", "40")
    shown = [line for line in talk("trim", watched=True) if str(talk.saves) not in line]
    assert words.strip() not in shown
    assert max(map(len, shown)) < 40


def test_at_a_terminal_each_line_is_asked_for_with_a_prompt(talk: Conversation) -> None:
    assert talk("mail", watched=True)[-4:] == ["> ", "", "Nothing is kept yet, for no step was taken.", ""]


def test_nothing_that_is_shown_steers_a_terminal(talk: Conversation) -> None:
    talk("read 1", "note \x1b[31mred\u202e", "trim", "continue", "history")
    assert any("[31mred" in line for line in talk.said)
    assert not any(FOREIGN.search(line) for line in talk.said)


def _turn(
    *,
    passages: tuple[Passage, ...] = (),
    options: tuple[Option, ...] = (),
    gauges: tuple[Gauge, ...] = (),
    mail: tuple[Letter, ...] = (),
) -> Turn:
    return Turn(
        story="S",
        role="R",
        scene="here",
        title="Here",
        view="narration",
        step=0,
        passages=passages,
        mail=mail,
        options=options,
        gauges=gauges,
        ending=False,
        can_undo=False,
    )
