"""The parts of a paper as a tagged PDF (PDF/UA-1), set by typst: the extra ``pdf``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from game.paper.lists import Listing, gathered
from game.paper.parts import Facts, Group, Head, Link, Log, Para, Part, Room, Table, Words
from game.story.text import clean

TEMPLATE = Path(__file__).with_name("handout.typ")


class NoTypstError(Exception):
    """The typesetter is not installed."""


def pdf(title: str, language: str, parts: Iterable[Part]) -> bytes:
    """The file.  Raises NoTypstError where the extra is not installed."""
    try:
        import typst
    except ImportError:
        raise NoTypstError("PDF needs typst: pip install 'rollout-game[pdf]'") from None
    paper = {"title": clean(title), "lang": language.partition("-")[0].lower() or "en", "parts": _parts(parts)}
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"paper": json.dumps(paper)},
        ignore_system_fonts=True,
    )
    return bytes(made)


def _parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as data, entries of a list in one."""
    return [_shown(part) for part in gathered(parts)]


def _list(listing: Listing) -> dict[str, Any]:
    items = [{"head": _part(item.head), "parts": list(map(_shown, item.inside))} for item in listing.items]
    return {"kind": "list", "start": listing.start, "items": items}


def _shown(part: Part | Listing) -> dict[str, Any]:
    return _list(part) if isinstance(part, Listing) else _part(part)


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Head(level, words):
            return {"kind": "head", "level": level, "words": _words(words)}
        case Para():
            quiet = part.kind in ("quiet", "back")
            return {"kind": "para", "quoted": part.quoted, "quiet": quiet, "words": _words(part.words)}
        case Log(lines):
            return {"kind": "log", "lines": [clean(line) for line in lines]}
        case Facts(rows):
            return {"kind": "facts", "rows": [{"name": clean(name), "words": _words(words)} for name, words in rows]}
        case Table(head, rows, widths):
            cells = [[{"words": _words(cell)} for cell in row] for row in rows]
            return {"kind": "table", "head": list(head), "columns": list(widths), "rows": cells}
        case Room(label, lines):
            return {"kind": "room", "label": clean(label), "lines": lines}
        case Group(label, inner):
            return {"kind": "group", "label": clean(label), "parts": _parts(inner)}


def _words(words: Words) -> list[dict[str, Any]]:
    return [
        {"url": part.url}
        if isinstance(part, Link)
        else {"words": clean(part.words), "emphasis": part.emphasis, "strong": part.strong}
        for part in words
    ]
