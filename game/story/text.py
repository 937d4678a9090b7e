"""Strings from outside: what is dropped from every one of them before anything else sees it."""

from __future__ import annotations

import re

#: C0 controls but newline and tab, DEL, C1; bidirectional and invisible controls; lone surrogates.
FOREIGN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: str, *, limit: int | None = None) -> str:
    """``text`` without characters that could steer a terminal or hide words; cut at ``limit`` characters.

    Line ends of every kind become newlines.  Printable text, right-to-left scripts included, is left alone.
    """
    if limit is not None and len(text) > limit:
        text = text[:limit]
    if text.isascii() and text.isprintable():
        return text
    return FOREIGN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, *, limit: int) -> str:
    """``clean`` text on one line, for names and titles that a person types."""
    return " ".join(clean(text, limit=limit).split())
