"""Markdown to paragraphs of spans, the same for every face.

Only paragraphs, emphasis, lists and quotes are Markdown here.  Links, images, headings, code and HTML are left
as they are written, so nothing in a pack can become live.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


#: What an inline branch that said nothing leaves behind.
SPACES = re.compile(r" {2,}")
#: What Markdown could make something of: marks anywhere, odd spaces, and what a line can begin or end with.
MARKS = re.compile(r"[*_\\>\0]|[^\S \n]|^ *(?:[+-]|\d+[.)])|  $", re.MULTILINE)
BLANK = re.compile(r"\n *(?=\n)")


class Span(Struct, frozen=True):
    """A run of words with one emphasis."""

    words: str
    emphasis: bool = False
    strong: bool = False


class Paragraph(Struct, frozen=True):
    """A paragraph: its spans, the ``bullet`` it starts with, how deep it is set in, and whether it is quoted."""

    spans: tuple[Span, ...]
    bullet: str = ""
    depth: int = 0
    quoted: bool = False

    @property
    def words(self) -> str:
        """The words alone."""
        return "".join(span.words for span in self.spans)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["blockquote", "list", "emphasis", "escape", "newline"])


def paragraphs(text: str, *, keep_lines: bool = False) -> tuple[Paragraph, ...]:
    """The paragraphs of a Markdown text; with ``keep_lines`` its line breaks stand, as in a letter."""
    if MARKS.search(text) is None:
        return tuple(_plain_paragraphs(text, keep_lines))
    return tuple(_paragraphs(_markdown().parse(text), keep_lines))


def _plain_paragraphs(text: str, keep_lines: bool) -> Iterator[Paragraph]:
    """The paragraphs of a text without marks, as the parser has them; to import it takes as long as to read a story."""
    for paragraph in BLANK.split(text):
        spans: list[Span] = []
        for line in paragraph.strip().split("\n"):
            words = line.strip()
            spans += (Span("\n" if keep_lines else " "), Span(words if keep_lines else SPACES.sub(" ", words)))
        if spans[-1].words:
            yield Paragraph(tuple(spans[1:]))


def _paragraphs(tokens: list[Token], keep_lines: bool) -> Iterator[Paragraph]:
    lists: list[tuple[bool, int]] = []
    bullet, quotes = "", 0
    for token in tokens:
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            ordered = kind == "ordered_list_open"
            lists.append((ordered, int(token.attrs.get("start", 1)) if ordered else 0))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif kind == "list_item_open":
            ordered, number = lists[-1]
            bullet = f"{number}." if ordered else "•"
            lists[-1] = (ordered, number + 1)
        elif kind == "blockquote_open":
            quotes += 1
        elif kind == "blockquote_close":
            quotes -= 1
        elif kind == "inline":
            spans = tuple(_spans(token.children or [], keep_lines))
            yield Paragraph(spans, bullet, len(lists), quotes > 0)
            bullet = ""


def _spans(tokens: list[Token], keep_lines: bool) -> Iterator[Span]:
    emphasis = strong = 0
    for token in tokens:
        kind = token.type
        if kind in ("em_open", "em_close"):
            emphasis += 1 if kind == "em_open" else -1
        elif kind in ("strong_open", "strong_close"):
            strong += 1 if kind == "strong_open" else -1
        elif kind == "softbreak":
            yield Span("\n" if keep_lines else " ", emphasis > 0, strong > 0)
        elif kind == "hardbreak":
            yield Span("\n", emphasis > 0, strong > 0)
        elif token.content:
            words = token.content if keep_lines else SPACES.sub(" ", token.content)
            yield Span(words, emphasis > 0, strong > 0)
