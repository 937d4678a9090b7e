"""Markdown reads the same in a browser, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quickjs
from hypothesis import example, given
from hypothesis import strategies as st

import game.export
from game.plain.lines import inline
from game.story.prose import paragraphs
from tests.support.search import examples

HERE = Path(game.export.__file__).parent
RUNTIME = quickjs.Context()
RUNTIME.eval((HERE / "prose.js").read_text("utf-8") + (HERE / "emphasis.js").read_text("utf-8"))

PIECES = [
    *("a", "b ", "x*y", "é", "“", "—", "😀", ".", "!", "`", "#", "---", "<b>", "&amp;", "[x](y)", "\u00a0"),
    *("*", "**", "***", "_", "__", "\\", "\\*", "\\\n", " ", "  ", "    ", "\t", "\n", "\n\n", "  \n"),
    *("- ", "* ", "+ ", "-\n", "1. ", "2) ", "12. ", "1234567890. ", "> ", ">", ">\t"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def in_a_browser(name: str, *arguments: object) -> Any:
    return json.loads(RUNTIME.eval(f"JSON.stringify({name}({', '.join(map(json.dumps, arguments))}))"))


@examples(600)
@given(TEXTS, st.booleans())
@example("- a\n\n  > b\n> c\n", False)
@example(">" * 30 + " deep", False)
@example("1. a\n   - b\n   - c\n2. d", False)
def test_a_text_has_the_same_paragraphs_and_emphasis(text: str, keep_lines: bool) -> None:
    wanted = [
        {
            "spans": [{"words": s.words, "emphasis": s.emphasis, "strong": s.strong} for s in paragraph.spans],
            "bullet": paragraph.bullet,
            "depth": paragraph.depth,
            "quoted": paragraph.quoted,
        }
        for paragraph in paragraphs(text, keep_lines=keep_lines)
    ]
    assert in_a_browser("paragraphs", text, keep_lines) == wanted


@given(TEXTS)
def test_a_line_has_the_same_words(text: str) -> None:
    assert in_a_browser("wordsOf", text).split() == inline(text).split()
