"""What YAML has and the format has not is refused, each with its place."""

from __future__ import annotations

import pytest

from tests.support.nodes import codes, faults, marked, plain, reading


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: &name x\n", ("E007", 1, 4, 5)),
        ("a: &list [1]\n", ("E007", 1, 4, 5)),
        ("b:\n  - &map {c: 1}\n", ("E007", 2, 5, 4)),
        ("a: *name\n", ("E007", 1, 4, 5)),
        ("- one\n- *two\n", ("E007", 2, 3, 4)),
        ("a: 1\n<<: {b: 2}\n", ("E007", 2, 1, 2)),
        ("a: !!str 1\n", ("E007", 1, 4, 1)),
        ("a: !thing x\n", ("E007", 1, 4, 1)),
        ("a: !!map {b: 1}\n", ("E007", 1, 4, 1)),
        ("a: !!python/object/apply:os.system [ls]\n", ("E007", 1, 4, 1)),
        ("a: 1\n---\nb: 2\n", ("E006", 2, 1, 3)),
        ("? [a, b]\n: c\n", ("E008", 1, 3, 1)),
        ("? {a: b}\n: c\n", ("E008", 1, 3, 1)),
        ("x:\n  ? - a\n  : c\n", ("E008", 2, 5, 1)),
        ("{? : c}\n", ("E008", 1, 4, 1)),
        ('"": c\n', ("E008", 1, 1, 1)),
        ("a: 1\na: 2\n", ("E009", 2, 1, 1)),
        ("{name: 1, name: 2}\n", ("E009", 1, 11, 4)),
    ],
)
def test_a_refused_part_of_yaml_is_told_where_it_stands(text: str, fault: tuple[str, int, int, int]) -> None:
    assert faults(text) == [fault]


def test_what_stands_beside_a_refused_part_is_still_read() -> None:
    node, _ = reading("a: *x\nb: 1\n? [c]\n: {d: 1}\n<<: {e: 2}\nf: {? {g: 1} : 2, h: 3}\ni: &j k\n")
    assert plain(node) == {"a": None, "b": 1, "f": {"h": 3}, "i": "k"}


def test_every_refused_part_of_a_file_is_told() -> None:
    assert codes("a: &x 1\nb: *x\nc: !!int 2\na: 3\n? [d]\n: 4\n") == ["E007", "E007", "E007", "E009", "E008"]


def test_nothing_after_a_second_document_begins_is_read() -> None:
    node, found = reading("a: 1\n---\na: 2\n---\n[")
    assert plain(node) == {"a": 1}
    assert [problem.code for problem in found] == ["E006"]


def test_a_single_document_may_begin_and_end_in_so_many_words() -> None:
    assert plain(reading("%YAML 1.1\n---\na: 1\n...\n")[0]) == {"a": 1}
    assert codes("---\na: 1\n...\n") == []


def test_an_alias_is_told_as_prose_that_wants_quotation_marks() -> None:
    text = "text: *whisper\n"
    (problem,) = reading(text)[1]
    assert "quote this text" in problem.hint
    assert marked(text, problem) == "*whisper"


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("text: *loud* noise\n", "quote this text"),
        ("text: One thing: dust\n", "quote this text"),
        ("text: @home\n", "quote this text"),
        ("text: `code`\n", "quote this text"),
        ("text: 'open\n", "close the quotation mark"),
        ('text: "open\n', "close the quotation mark"),
        ("a:\n\tb: 1\n", "spaces"),
    ],
)
def test_prose_that_yaml_cannot_take_gets_a_hint(text: str, cue: str) -> None:
    (problem,) = reading(text)[1]
    assert problem.code == "E003"
    assert cue in problem.hint, problem
