"""Words from packs as blocks: what each kind of text looks like."""

from __future__ import annotations

from game.play.turn import Passage
from game.tui import ink


def shown(*passages: Passage) -> list[tuple[str, str, str]]:
    return [(block.tone, block.lead + block.bar, block.content.plain) for block in ink.passages(passages)]


def test_each_kind_of_text_has_its_sign() -> None:
    pieces = (Passage("text", "It *is* so."), Passage("thought", "Is it?"), Passage("log", "a  *b*"))
    assert shown(*pieces) == [("text", "", "It is so."), ("thought", "~ ", "Is it?"), ("log", "| ", "a  *b*")]


def test_a_speaker_is_named_once_while_nobody_else_speaks() -> None:
    lines = (Passage("say", "One.", "Ines"), Passage("say", "Two.", "Ines"), Passage("say", "Three.", "Sam"))
    words = [words for _, _, words in shown(*lines)]
    assert words == ["INES", "One.", "Two.", "SAM", "Three."]


def test_speech_without_a_speaker_has_no_empty_line_before_it() -> None:
    assert shown(Passage("say", "Hello.")) == [("text", "", "Hello.")]


def test_log_lines_stand_close_and_paragraphs_apart() -> None:
    blocks = list(ink.passages([Passage("log", "a"), Passage("log", "b"), Passage("text", "c")]))
    assert [block.gap for block in blocks] == [1, 0, 1]


def test_lists_have_their_bullets_and_their_entries_stand_close() -> None:
    blocks = list(ink.prose("Before.\n\n- one\n- two\n\nAfter."))
    assert [(block.lead, block.gap) for block in blocks] == [("", 1), ("• ", 1), ("• ", 0), ("", 1)]


def test_markup_of_textual_and_html_is_words() -> None:
    (block,) = ink.prose("[b]x[/b] <b>y</b> [z](http://a.b)")
    assert block.content.plain == "[b]x[/b] <b>y</b> [z](http://a.b)"
    assert not block.content.spans


def test_a_bar_is_as_long_as_its_part() -> None:
    assert ink.bar(0, 10, 4) == "╌╌╌╌"
    assert ink.bar(5, 10, 4) == "━━╌╌"
    assert ink.bar(10, 10, 4) == "━━━━"
    assert ink.bar(1, 0, 4) == "╌╌╌╌"
