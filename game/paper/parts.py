"""The parts that a paper is made of, before it is Markdown or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from game.story.prose import Span, paragraphs


class Link(Struct, frozen=True):
    """An address on the web, shown as it is."""

    url: str


#: A line of words: spans, and addresses between them.
Words = tuple[Span | Link, ...]


class Head(Struct, frozen=True):
    """A heading of a level from 1; no level is skipped."""

    level: int
    words: Words


class Para(Struct, frozen=True):
    """A paragraph; ``kind`` is text, quiet, say, thought, act, note or back, ``bullet`` starts a list's entry.

    ``depth`` counts the lists it stands in, and ``quoted`` says that it is a quotation.
    """

    words: Words
    kind: str = "text"
    bullet: str = ""
    depth: int = 0
    quoted: bool = False


class Log(Struct, frozen=True):
    """Lines that are shown as they are."""

    lines: tuple[str, ...]


class Facts(Struct, frozen=True):
    """Names with what they stand for, one pair on a line."""

    rows: tuple[tuple[str, Words], ...]


class Group(Struct, frozen=True):
    """Parts that belong together, as those of a letter do; ``label`` names what it is."""

    label: str
    parts: tuple[Part, ...]


class Table(Struct, frozen=True):
    """Rows under the names of their columns; ``widths`` are their parts of a printed line, 0 for as wide as needed."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]


class Room(Struct, frozen=True):
    """Room to write by hand, so many lines; ``label`` says for what."""

    label: str
    lines: int


Part = Head | Para | Log | Facts | Group | Table | Room


def plain(text: str) -> Words:
    """Words as they are, on one line."""
    return (Span(" ".join(text.split())),)


def line(text: str, lead: str = "") -> Words:
    """Markdown on one line, behind words that are none."""
    spans = [span for paragraph in paragraphs(text) for span in (*paragraph.spans, Span(" "))][:-1]
    return (Span(lead), *spans) if lead else tuple(spans)


def prose(text: str, kind: str = "text", lead: str = "", *, keep_lines: bool = False) -> Iterator[Para]:
    """Markdown as paragraphs; ``lead`` stands before the first words."""
    for number, paragraph in enumerate(paragraphs(text, keep_lines=keep_lines)):
        spans = (Span(lead, strong=True), *paragraph.spans) if lead and not number else paragraph.spans
        yield Para(spans, kind, paragraph.bullet, paragraph.depth, paragraph.quoted)


def bullets(lines: Iterable[Words], *, numbered: bool = False) -> Iterator[Para]:
    """A list."""
    for number, words in enumerate(lines, 1):
        yield Para(words, "text", f"{number}." if numbered else "•", 1)


def linked(text: str, url: str) -> Words:
    """Plain words that end in an address; one that is not of the web is words as well."""
    if not url.startswith(("https://", "http://")) or not text.endswith(url):
        return plain(text)
    return (Span(text.removesuffix(url)), Link(url))


def facts(*rows: tuple[str, str]) -> Facts:
    """Names with plain words; a name without words is left out."""
    return Facts(tuple((name, plain(words)) for name, words in rows if words.strip()))
