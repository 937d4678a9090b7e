"""Words as content: nothing from a pack or a phone is read as markup."""

from __future__ import annotations

from textual.content import Content

from game.story.prose import paragraphs
from game.story.text import clean


def plain(words: str, style: str = "") -> Content:
    """Words as they are, on one line."""
    text = " ".join(clean(words).split())
    return Content.styled(text, style) if style else Content(text)


def line(words: str) -> Content:
    """Markdown on one line, its marks left out."""
    return plain(" ".join(paragraph.words for paragraph in paragraphs(clean(words))))


def lines(parts: list[Content]) -> Content:
    """Lines one under the other."""
    return Content("\n").join(parts)
