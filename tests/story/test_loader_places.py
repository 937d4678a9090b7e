"""Line, column and width are exact, wherever a fault stands."""

from __future__ import annotations

import pytest

from tests.support.packs import small, the_problem

MORE = "variables: {coins: {start: 1, min: 0, max: 9}}\n"


@pytest.mark.parametrize(
    ("scenes", "marked"),
    [
        ("hall:\n  title: Hall\n  next: nowhere\n", "nowhere"),
        ("hall: {title: Hall, next: 'nowhere'}\n", "'nowhere'"),
        ("hall: {title: Grüße 日本 🙂, next: nowhere}\n", "nowhere"),
        ("hall: {title: 'é\u0301 ñ', nxet: end}\n", "nxet"),
        ("hall:\n  title: Hall\n  do: coins += conis\n  next: end\n", "conis"),
        ("hall:\n  title: Hall\n  do: 'coins += conis'\n  next: end\n", "conis"),
        ('hall:\n  title: Hall\n  do: "coins += conis"\n  next: end\n', "conis"),
        ('hall: {title: "🙂🙂", do: ["coins += 1", "coins  +=  conis + 1"], next: end}\n', "conis"),
        ("hall:\n  title: Hall\n  do:   conis   +=  1\n  next: end\n", "conis"),
        ('hall: {title: Hall, next: [{if: "coins > 1 and lamp", to: end}, {to: end}]}\n', "lamp"),
        ("hall:\n  title: Hall\n  text: You have {conis} 🙂.\n  next: end\n", "conis"),
        ('hall:\n  title: Hall\n  text: "🙂🙂 {conis > 1: a | b}."\n  next: end\n', "conis"),
        ("hall:\n  title: Hall\n  text: '🙂 {coins > 1: {conis} | b}'\n  next: end\n", "conis"),
        ("hall:\n  title: Hall\n  text: a {coins\n  next: end\n", "{"),
        ("hall:\n  title: Hall\n  text: 'é' \n  mail: [{id: No, from: a, subject: b, body: c}]\n  next: end\n", "No"),
        ("hall:\n  title: Hall\n  text:\n    - if: coins > 1\n      txet: Hello\n  next: end\n", "txet"),
    ],
)
def test_the_fault_itself_is_underlined(scenes: str, marked: str) -> None:
    problem = the_problem(small(scenes, more=MORE))
    line = scenes.split("\n")[problem.place.line - 1]
    assert problem.source == line
    start = problem.place.column - 1
    assert line[start : start + problem.place.width] == marked


@pytest.mark.parametrize(
    "text",
    [
        'do: "coins += \\x63onis"',
        "do: 'coins += conis if role == ''player'' else 1'",
        "text: |\n    one\n    {conis}",
        "text: >-\n    one {conis}",
        "text: one\n    two {conis}",
        "text: 'one\n    two {conis}'",
        'text: "one \\" {conis}"',
    ],
)
def test_where_the_place_inside_a_text_is_not_known_the_text_itself_is_named(text: str) -> None:
    problem = the_problem(small(f"hall:\n  title: Hall\n  next: end\n  {text}\n", more=MORE))
    assert problem.code == "E020"
    assert problem.place[1:3] == (4, 3 + text.index(" ") + 1)


def test_the_line_shown_of_a_long_line_is_cut_and_the_mark_stays_near() -> None:
    problem = the_problem(small(f"hall: {{title: {'x ' * 150}, next: nowhere}}\n"))
    assert problem.place.column > 300
    assert len(problem.source) == 160
    assert max(map(len, str(problem).split("\n"))) < 400


def test_places_count_lines_as_editors_do_whatever_the_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        problem = the_problem(small(end.join(["# a", "hall:", "  title: Hall", "  next: nowhere", ""])))
        assert problem.place[1:] == (4, 9, 7)
        assert problem.source == "  next: nowhere"


def test_a_byte_order_mark_does_not_move_the_columns() -> None:
    problem = the_problem(small("\ufeffhall: {title: Hall, next: nowhere}\n"))
    assert problem.place[1:] == (1, 27, 7)
