"""Characters that could steer a terminal or hide words are dropped with a warning, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.story.text import clean, one_line
from tests.support.nodes import codes, plain, reading
from tests.support.packs import problems, small

#: The characters that the contract names.
NAMED = (
    [chr(code) for code in range(0x20) if chr(code) not in "\n\t\r"]
    + [chr(code) for code in range(0x7F, 0xA0)]
    + list("\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
KEPT = "\t\n é ß 日本 العربية עברית 🙂 \u00a0 \u00ad \u200d \u202f \u2060"


@pytest.mark.parametrize("character", NAMED, ids=lambda character: f"U+{ord(character):04X}")
def test_a_foreign_character_is_dropped_from_a_file_with_a_warning(character: str) -> None:
    node, found = reading(f"a: one{character}two\n")
    assert plain(node) == {"a": "onetwo"}
    assert [(problem.code, problem.place[1:3]) for problem in found] == [("W001", (1, 7))]


@pytest.mark.parametrize("character", NAMED, ids=lambda character: f"U+{ord(character):04X}")
def test_a_foreign_character_written_as_an_escape_is_dropped_with_a_warning(character: str) -> None:
    node, found = reading(f'a: "one\\u{ord(character):04X}two"\n')
    assert plain(node) == {"a": "onetwo"}
    assert [problem.code for problem in found] == ["W001"]


@pytest.mark.parametrize("escape", ["\\uD800", "\\udfff", "\\uDE00\\uD83D", "\\U0000D800", "\\U0000dc00"])
def test_a_lone_surrogate_is_dropped_with_a_warning(escape: str) -> None:
    node, found = reading(f'a: "one{escape}two"\nb: 1\n')
    assert plain(node) == {"a": "onetwo", "b": 1}
    assert [problem.code for problem in found] == ["W001"]


def test_two_halves_of_a_character_as_json_escapes_it_are_that_character() -> None:
    node, found = reading(r'{"a": "\uD83D\uDE00 and \\uD83D", "b": "\ud83d\ude00\ud83d"}')
    assert plain(node) == {"a": r"😀 and \uD83D", "b": "😀"}
    assert [(problem.code, problem.message[0]) for problem in found] == [("W001", "1")]
    assert codes(r'{"a": "\uD83D\uDE00"}') == []


def test_an_escaped_key_that_holds_nothing_else_is_no_key() -> None:
    assert codes('"\\u200b": 1\n') == ["W001", "E008"]


def test_several_foreign_characters_of_one_file_are_one_warning_with_their_number() -> None:
    (problem,) = reading("a: '\x1b[31mred\x1b[0m'\nb: \u202eevil\n")[1]
    assert problem.message.startswith("3 ")


def test_text_that_is_only_unusual_is_left_alone() -> None:
    assert clean(KEPT) == KEPT
    assert codes(f"a: '{KEPT}'\n".replace("\t", "").replace("\n ", "")) == []


@given(st.text())
def test_nothing_foreign_is_left_after_cleaning_and_nothing_else_is_lost(text: str) -> None:
    cleaned = clean(text)
    assert not set(cleaned) & set(NAMED)
    assert not any("\ud800" <= character <= "\udfff" for character in cleaned)
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [c for c in lines if c not in NAMED and not "\ud800" <= c <= "\udfff"]
    assert list(cleaned) == kept
    assert clean(cleaned) == cleaned


@given(st.text(), st.integers(0, 20))
def test_a_cleaned_text_is_cut_at_its_limit_and_a_line_has_no_breaks(text: str, limit: int) -> None:
    assert len(clean(text, limit=limit)) <= limit
    assert "\n" not in one_line(text, limit=limit)


@pytest.mark.parametrize("data", [b"a: \x1b[31mred \xff\n", "a: \u202e".encode() + b"\x9b \xed\xa0\x80\n"])
def test_the_line_shown_of_a_file_that_is_no_utf8_is_clean(data: bytes) -> None:
    (problem,) = reading(data)[1]
    assert problem.code == "E001"
    assert clean(str(problem)) == str(problem)


def test_no_problem_shows_a_foreign_character_of_the_pack() -> None:
    evil = "\x1b]0;owned\x07\u202e"
    files = {
        **small(f"hall{evil}x:\n  titel{evil}: '{evil}'\n  next: '{evil}nowhere'\n"),
        f"dir{evil}/more{evil}.yaml": "a: [\n",
        "odd.yaml": '"\\e[31mred": "\\e[2J"\n',
    }
    found = problems(files)
    assert found
    for problem in found:
        assert clean(str(problem)) == str(problem)
        assert clean(repr(problem.as_json())) == repr(problem.as_json())


def test_the_name_of_a_tag_is_shown_without_what_stands_in_it_by_percents() -> None:
    (problem,) = reading("a: !x%1B%5B31m%07%E2%80%AE b\n")[1]
    assert problem.code == "E007"
    assert clean(str(problem)) == str(problem)


def test_a_file_whose_name_holds_control_characters_is_a_fault_of_its_own() -> None:
    files = {**small("hall: {title: Hall, next: attic}\n"), "at\x1btic.yaml": "attic: {title: Attic, next: end}\n"}
    (problem,) = problems(files)
    assert (problem.code, problem.place.file) == ("E094", "attic.yaml")
