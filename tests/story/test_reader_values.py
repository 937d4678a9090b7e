"""Plain YAML values are read strictly: what looks like text is text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.nodes import codes, reading, value


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "No",
        "NO",
        "yes",
        "on",
        "off",
        "Off",
        "True",
        "TRUE",
        "False",
        "Null",
        "NULL",
        "y",
        "n",
        "1.5",
        ".5",
        "1e3",
        "1_000",
        "0x1F",
        "0o17",
        "017",
        "00",
        "+1",
        "-01",
        "12:30",
        "2025-05-22",
        "2025-05-22T10:00:00Z",
        ".inf",
        ".nan",
        "<<x",
        "=x",
        "1,5",
        "5%",
    ],
)
def test_a_plain_scalar_that_is_no_integer_true_false_or_none_is_text(word: str) -> None:
    assert value(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-12", -12),
        ("999999999", 999_999_999),
    ],
)
def test_the_few_words_with_a_meaning_have_it(word: str, wanted: object) -> None:
    found = value(f"key: {word}")["key"]
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize("word", ["true", "false", "null", "~", "0", "-0", "12"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_word_is_text_whatever_it_is(word: str, quote: str) -> None:
    assert value(f"key: {quote}{word}{quote}") == {"key": word}


@pytest.mark.parametrize("key", ["no", "on", "1", "true", "null", "2025-05-22", "1.5", "~"])
def test_a_key_is_text_whatever_it_looks_like(key: str) -> None:
    assert value(f"{key}: here") == {key: "here"}


def test_a_run_of_digits_beyond_all_counting_is_text_and_costs_nothing() -> None:
    assert value("a: " + "9" * 30_000) == {"a": "9" * 30_000}


def test_an_empty_file_and_one_of_comments_hold_nothing() -> None:
    assert reading("") == (None, [])
    assert reading("# nothing\n\n# here\n") == (None, [])


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = "a: one\nb: |\n  two\n  three\n"
    windows = b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode()
    assert value(windows) == value(plain) == {"a": "one", "b": "two\nthree\n"}


def test_old_macintosh_line_ends_are_line_ends() -> None:
    assert value("a: one\rb: two\r") == {"a": "one", "b": "two"}


def test_block_texts_keep_or_fold_their_lines() -> None:
    assert value("a: |\n  one\n  two\nb: >-\n  one\n  two\n") == {"a": "one\ntwo\n", "b": "one two"}


def test_a_duplicate_keeps_the_first_and_reading_goes_on() -> None:
    node, found = reading("a: 1\nb: 2\na: {c: 3, c: 4}\nd: 5\n")
    from tests.support.nodes import plain

    assert plain(node) == {"a": 1, "b": 2, "d": 5}
    assert [(problem.code, problem.place.line) for problem in found] == [("E009", 3), ("E009", 3)]


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="ascii", exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner),
    max_leaves=12,
)


@given(trees)
def test_json_is_read_as_what_it_says(tree: Any) -> None:
    assert value(json.dumps({"root": tree})) == {"root": tree}


@given(st.text(max_size=60) | st.text("[]{}:,-?&*!|>'\"%@`# \n\tab1\\u0d8", max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    _, found = reading(text)
    for problem in found:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert str(problem)


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    node, found = reading(data)
    assert node is None or all(problem.code != "E001" for problem in found)


def test_a_fault_of_yaml_leaves_the_file_unread() -> None:
    node, found = reading("a: [1, 2\nb: 3\n")
    assert node is None
    assert [problem.code for problem in found] == ["E003"]
    assert codes("a: 'open\nb: 3\n") == ["E003"]
