"""Markdown is paragraphs, emphasis, lists and quotes; everything else shows as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story import prose
from game.story.prose import Paragraph, Span, paragraphs


def only(text: str) -> Paragraph:
    (found,) = paragraphs(text)
    return found


def test_paragraphs_are_parted_by_empty_lines_and_lines_flow_together() -> None:
    assert [p.words for p in paragraphs("one\ntwo\n\nthree\n\n\n\nfour")] == ["one two", "three", "four"]


def test_the_lines_of_a_letter_can_be_kept() -> None:
    assert paragraphs("Dear all,\nno.", keep_lines=True)[0].words == "Dear all,\nno."
    assert only("one  \ntwo").words == "one\ntwo"


def test_emphasis_is_marked_and_its_stars_are_gone() -> None:
    assert only("a *b* **c** ***d*** _e_").spans == (
        Span("a "),
        Span("b", emphasis=True),
        Span(" "),
        Span("c", strong=True),
        Span(" "),
        Span("d", emphasis=True, strong=True),
        Span(" "),
        Span("e", emphasis=True),
    )


def test_an_escaped_star_and_one_alone_are_stars() -> None:
    assert only(r"\*not\* 2 * 3").words == "*not* 2 * 3"
    assert only("snake_case_name").spans == (Span("snake_case_name"),)


def test_lists_have_bullets_numbers_and_depth() -> None:
    found = paragraphs("- a\n- b\n  - c\n\n3. d\n4. e")
    assert [(p.bullet, p.depth, p.words) for p in found] == [
        ("•", 1, "a"),
        ("•", 1, "b"),
        ("•", 2, "c"),
        ("3.", 1, "d"),
        ("4.", 1, "e"),
    ]


def test_quotes_are_quoted() -> None:
    found = paragraphs("> a\n> b\n\nc")
    assert [(p.quoted, p.words) for p in found] == [(True, "a b"), (False, "c")]


@given(st.text("ab9 \n\u00a0\t-+.)>*_\\", max_size=30) | st.text(max_size=20), st.booleans())
def test_text_without_marks_is_read_as_the_parser_reads_it(text: str, keep_lines: bool) -> None:
    parsed = tuple(prose._paragraphs(prose._markdown().parse(text), keep_lines))
    assert paragraphs(text, keep_lines=keep_lines) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "[north](https://example.org)",
        "<https://example.org>",
        "https://example.org",
        "![alt](x.png)",
        "[a]: https://example.org",
        "# Heading",
        "Heading =======",
        "`code`",
        "~~gone~~",
        "| a | b |",
        "---",
        "&amp; &lt; &#27;",
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<!-- hidden -->",
        "[b]bold[/b]",
        "[@click=app.quit]x[/]",
        "[/b]",
        "$HOME $(ls)",
        "[ ] task",
    ],
)
def test_everything_else_shows_as_it_is_written(text: str) -> None:
    assert only(text).spans == (Span(text),)


def test_an_indented_line_and_a_fence_are_no_code() -> None:
    assert only("    four spaces").words == "four spaces"
    assert "".join(p.words for p in paragraphs("```\nx = 1\n```")) == "``` x = 1 ```"


@given(st.text(max_size=60) | st.text("*_->\\ \n1.ab[]()`#<&;", max_size=60))
def test_no_text_makes_it_fail_and_no_word_is_lost(text: str) -> None:
    words = "".join(p.words for p in paragraphs(text))
    letters = [character for character in text if character.isalpha()]
    assert [character for character in words if character.isalpha()] == letters


@pytest.mark.parametrize(
    "text", [">" * 40_000, "*" * 40_000, "- " * 20_000, "**a " * 10_000, "_a*" * 13_000, "[(" * 20_000]
)
def test_a_hostile_text_ends_soon(text: str) -> None:
    assert isinstance(paragraphs(text), tuple)
