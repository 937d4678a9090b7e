"""The parts of a paper as a tagged PDF (PDF/UA-1), set by typst: the extra ``pdf``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

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
    paper = {"title": clean(title), "lang": language.partition("-")[0].lower() or "en", "parts": list(_parts(parts))}
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"paper": json.dumps(paper)},
        ignore_system_fonts=True,
    )
    return bytes(made)


def _parts(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """The parts as data, neighbouring entries of a list in one."""
    for listed, run in groupby(parts, key=lambda part: isinstance(part, Para) and bool(part.bullet)):
        if listed:
            entries = [part for part in run if isinstance(part, Para)]
            numbered = entries[0].bullet != "•"
            yield {"kind": "list", "numbered": numbered, "items": [_words(entry.words) for entry in entries]}
        else:
            yield from map(_part, run)


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
            return {"kind": "group", "label": clean(label), "parts": list(_parts(inner))}


def _words(words: Words) -> list[dict[str, Any]]:
    return [
        {"url": part.url}
        if isinstance(part, Link)
        else {"words": clean(part.words), "emphasis": part.emphasis, "strong": part.strong}
        for part in words
    ]
