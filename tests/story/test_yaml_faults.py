"""What is not YAML is told where the slip was made, not where the parser noticed it."""

from __future__ import annotations

import pytest

from tests.support.nodes import reading


@pytest.mark.parametrize(
    "text",
    [
        "a: ▶[one\nb: two\n",
        "a: ▶[one\nb: [two]\nc: {d: 1}\n",
        "a: ▶[",
        "walk: ▶{b: c",
        "a:\n  - ▶{text: Go, to: hall\n  - {text: Stay, to: hall}\nb: c\n",
        "a: ▶[{text: Go}, {text: Stay}\nb: c\n",
        "a: ▶[one}\nb: c\n",
        "a: {b: c, d: ▶[one, e: f}\n",
        "a: {b: [{c: ▶[one}], d: e}\n",
        "a: ▶{title: A # ]}\nb: {title: B}\n",
        "a: 🙂🙂\nb: ['🙂', ▶[one\nc: d\n",
        "a: ▶[one\r\nb: two\r\n",
        'a: ▶"one\nb: two\nc: "three"\n',
        "a: ▶'one\nb: don't\n",
        'a:\n  - {say: ▶"Go, by: x}\n  - {say: "Stay", by: x}\n',
        'a: ▶"one\nb: two\n',
        'a: ▶"one\n---\nb: two\n',
        "a: b\n▶text\nc: d\n",
    ],
)
def test_what_is_left_open_is_told_where_it_was_opened(text: str) -> None:
    before, after = text.split("▶")
    (problem,) = reading(before + after)[1]
    line = before.replace("\r", "").split("\n")
    assert problem.code == "E003"
    assert problem.place[1:3] == (len(line), len(line[-1]) + 1), problem
    assert problem.hint


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("a: {text: One▶: two: three, to: hall}\n", "quote this text"),
        ("a: [\n  One: two▶: three,\n  four\n]\n", "quote this text"),
        ("a: [\n  {text: 'It''s', to: hall},\n  {text: One▶: two: three, to: hall},\n]\n", "quote this text"),
        ('a: "One" ▶two\n', "quote this text"),
        ('a: [\n  {text: "One" ▶two},\n  three\n]\n', "quote this text"),
        ("a: 'It'▶s two'\n", "write '' for each mark"),
        ("a: [sic] ▶she said\n", "quote this text"),
        ("a: {lamp} ▶and more\n", "quote this text"),
        ("a: > ▶one\n", "quote this text"),
        ("a: ▶- one\n", "quote this text"),
        ("a: one\n   b▶: two\n", "quote this text"),
        ("a: [one]▶]\n", "take it away"),
        ("a: {b: c}▶}\n", "take it away"),
        ('a: "one ▶\\q two"\n', "write \\\\"),
    ],
)
def test_what_is_out_of_place_is_told_where_it_stands(text: str, cue: str) -> None:
    before, after = text.split("▶")
    (problem,) = reading(before + after)[1]
    lines = before.split("\n")
    assert problem.code == "E003"
    assert problem.place[1:3] == (len(lines), len(lines[-1]) + 1), problem
    assert cue in problem.hint


@pytest.mark.parametrize(
    "text", ["a: {{coins}} gold\n", "a: {{coins}\n", "a: {[x]: y} z\n", "a: &one two: three\n", "a: !one two: three\n"]
)
def test_prose_that_looks_like_a_key_and_is_no_yaml_is_told_once(text: str) -> None:
    (problem,) = reading(text)[1]
    assert "quote this text" in problem.hint


def test_a_file_of_brackets_alone_is_told_once_whatever_they_are() -> None:
    for text in ("[" * 20, "{" * 20, "]", "}", "[}", "{]", "['", '["', "[{[{", "a: [b]: c: [", "? [\n", "- - [\n- ]\n"):
        assert len(reading(text)[1]) == 1, text
