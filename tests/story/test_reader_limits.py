"""A hostile file costs a bounded amount, and is told what is wrong with it."""

from __future__ import annotations

import pytest

from game.story.reader import Limits
from tests.support.nodes import codes, faults, plain, reading

MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "a: [" * 50_000,
        "? " * 100_000,
        "? [" + "[" * 200_000,
        "a: {? " + "{" * 100_000,
        "".join(" " * depth + "a:\n" for depth in range(500)),
    ],
    ids=[
        "lists",
        "mappings",
        "dashes",
        "lists in keys",
        "questions",
        "a key of lists",
        "a key of mappings",
        "indented",
    ],
)
def test_what_is_nested_too_deep_is_one_fault_of_depth(text: str) -> None:
    found = codes(text)
    assert found.count("E005") + found.count("E003") == 1
    assert set(found) <= {"E005", "E008", "E003"}


def test_the_deepest_that_is_allowed_is_read_and_one_deeper_is_not() -> None:
    limits = Limits(depth=5)
    node, found = reading("[" * 5 + "]" * 5, limits)
    assert not found
    assert plain(node) == [[[[[]]]]]
    assert faults("[" * 6 + "]" * 6, limits) == [("E005", 1, 6, 1)]


def test_an_alias_bomb_is_refused_where_it_is_laid() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    found = codes("\n".join(lines))
    assert set(found) == {"E007"}
    assert len(found) == 10 + 9 * 9


def test_a_megabyte_on_one_line_is_one_fault() -> None:
    assert faults("a: " + "x" * MEGABYTE) == [("E004", 1, 4, 1)]
    assert faults('a: "' + "x" * MEGABYTE + '"') == [("E004", 1, 4, 1)]
    assert faults("a: |\n  " + "x" * MEGABYTE) == [("E004", 1, 4, 1)]


def test_a_key_of_a_megabyte_is_a_fault() -> None:
    assert codes("? " + "x" * MEGABYTE + "\n: 1\n") == ["E004"]


def test_a_line_of_a_megabyte_is_cut_where_it_is_shown() -> None:
    (problem,) = reading("a: " + "x" * MEGABYTE)[1]
    assert len(str(problem)) < 1000


def test_a_file_beyond_the_limit_is_not_parsed() -> None:
    assert faults("[" * 2001, Limits(file_bytes=2000)) == [("E002", 1, 1, 1)]
    assert codes("a: 1 #" + "x" * 1994, Limits(file_bytes=2000)) == []


def test_many_small_values_are_read() -> None:
    node, found = reading("a: [" + "1, " * 50_000 + "1]")
    assert not found
    assert plain(node) == {"a": [1] * 50_001}
