"""Prose that YAML took for something else gets the hint to quote it; text cut short is a warning."""

from __future__ import annotations

import pytest

from tests.support.packs import FINDINGS, codes, problems, small, the_problem

QUOTE = "quote this text"


@pytest.mark.parametrize(
    "text",
    [
        "text: {lit: A | B}",
        "text: {coins}",
        "title: [Hall]",
        "text:\n    - Note: the lamp is out",
        "text:\n    - {say: Well, then}",
        "text:\n    - *whisper",
        "text: *loud* noise",
        "text: !important",
        "text: &ampersand",
        "text: @home",
        "text: One thing: dust",
        "text: [a]: b",
        "choices: [{text: Go, now, to: end}]",
        "choices: [{text: {lit: Go}, to: end}]",
        "mail: [{id: a, from: b, subject: c, body: d, e}]",
    ],
)
def test_prose_taken_for_something_else_is_told_to_be_quoted(text: str) -> None:
    title = "" if text.startswith("title") else "  title: Hall\n"
    found = problems(small(f"hall:\n{title}  {text}\n  next: end\n"))
    assert any(QUOTE in problem.hint for problem in found), found
    assert len(found) == 1, found


@pytest.mark.parametrize(
    "text",
    [
        "text: Room #5 is dark",
        "text: one\n    two #3 three",
        "text:\n    - Room #5",
        "text:\n    - {say: Hm.}\n    - say: Room #5",
        "choices:\n    - text: Take #5\n      to: end",
        "mail:\n    - id: a\n      from: b\n      subject: Ticket #5\n      body: c",
    ],
)
def test_text_cut_at_a_hash_is_a_warning_with_the_hint(text: str) -> None:
    problem = the_problem(small(f"hall:\n  title: Hall\n  {text}\n  next: end\n"))
    assert problem.code == "W002"
    assert QUOTE in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "text: Room#5",
        "text: 'Room #5'",
        'text: "Room #5"',
        "text: |\n    Room #5",
        "text: The room.   # dark",
        "text: one\n    two   # three",
        "view: narration # plain",
        "text: 'A.' # quoted",
    ],
)
def test_a_comment_apart_and_a_hash_in_quotes_cut_nothing(text: str) -> None:
    assert codes(small(f"hall:\n  title: Hall\n  {text}\n  next: end\n")) == []


@pytest.mark.parametrize("text", ["<b>x</b>", "[b]x[/b]", "[@click=quit]x", "[north](https://example.org)", "[/red]"])
def test_markup_in_prose_is_a_warning(text: str) -> None:
    assert codes(small(f"hall:\n  title: Hall\n  text: 'It is {text}.'\n  next: end\n")) == ["W013"]


@pytest.mark.parametrize("text", ["[north] and [a note]", "2 < 3 > 1", "*em* **strong**", "a_b [x] (y)"])
def test_plain_brackets_are_no_markup(text: str) -> None:
    assert codes(small(f"hall:\n  title: Hall\n  text: 'It is {text}.'\n  next: end\n")) == []


@pytest.mark.parametrize(
    "text", ["40% of people", "40 % of people", "40 percent", "40 per cent", "40.0 degrees", "room 41"]
)
def test_a_percentage_of_a_cited_figure_is_no_warning(text: str) -> None:
    assert codes(small(f"hall:\n  title: Hall\n  text: 'About {text}.'\n  next: end\n")) == []


@pytest.mark.parametrize("text", ["41%", "41 percent", "4 %", "40.5%", "140%"])
def test_a_percentage_that_no_cited_figure_carries_is_a_warning(text: str) -> None:
    assert codes(small(f"hall:\n  title: Hall\n  text: 'About {text}.'\n  next: end\n")) == ["W011"]


def percent(text: str, figure: str, unit: str = "% of people") -> list[str]:
    """The codes of a pack with one text, the only figure of its record being this one."""
    files = small(f"hall:\n  title: Hall\n  text: 'About {text}.'\n  next: end\n")
    files["findings.yaml"] = FINDINGS.replace("value: 40", f'value: "{figure}"').replace("% of people", unit)
    return codes(files)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("40.0%", "40"),
        ("40%", "40.0"),
        ("0,5 per cent", "0.5"),
        (".5%", "0.5"),
        ("30-40%", "30–40"),
        ("30% to 40 Percent", "30-40"),
        ("1,200%", "1200"),
        ("40 percentage points", "7"),
        ("{10 % 3 == 1: one | 40%}", "40"),
    ],
)
def test_a_percentage_is_known_however_it_is_written(text: str, figure: str) -> None:
    assert percent(text, figure) == []


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u2009", "\u202f"])
def test_a_range_may_have_spaces_about_its_dash(space: str) -> None:
    assert percent("30% to 40%", f"30{space}–{space}40") == []


@pytest.mark.parametrize("text", ["9" * 5_000, f"0.{'1' * 5_000}", f"40.{'0' * 5_000}1"])
def test_a_percentage_may_have_any_number_of_digits(text: str) -> None:
    assert percent(f"{text}%", "40") == ["W011"]
    assert percent(f"40.{'0' * 5_000}%", "40") == []


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [
        ("35%", "30-40", "% of people"),
        ("4000%", "40", "% of people"),
        (".5%", "5", "% of people"),
        ("1,000%", "1", "% of people"),
        ("41 Percent", "40", "% of people"),
        ("40%", "40", "people"),
    ],
)
def test_a_percentage_that_only_looks_like_a_cited_figure_is_told(text: str, figure: str, unit: str) -> None:
    assert percent(text, figure, unit) == ["W011"]


@pytest.mark.parametrize(
    "more",
    [
        "instrument: About 41% of it.\n",
        "content_notes: [41% sad]\n",
        "conditions:\n  c: {ask: Is it 41%?, options: {a: A}, default: a}\n",
        "conditions:\n  c: {ask: Is it?, options: {a: 41% of it}, default: a}\n",
        'doors: [{id: a, name: The 41% door, published: open, open_here: "true"}]\n',
    ],
)
def test_a_percentage_is_told_wherever_a_player_reads_it(more: str) -> None:
    assert codes(small("hall: {title: Hall, next: end}\n", more=more)) == ["W011"]


def test_a_percentage_in_a_log_is_told_too() -> None:
    assert codes(small("hall:\n  title: Hall\n  text: [{log: 41% done}]\n  next: end\n")) == ["W011"]
