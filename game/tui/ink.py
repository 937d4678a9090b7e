"""Words from packs and saves made into content.  The only way in: nothing here reads Textual's markup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace
from textual.content import Content
from textual.style import Style

from game.play.turn import Gauge, Letter, Passage
from game.play.words import amount
from game.story.prose import Paragraph, paragraphs
from game.story.text import clean
from game.tui.widgets.sheet import Block

STRONG = Style(bold=True)
#: One of many: had or seen, and not yet.
FILLED, OUTLINE = "●", "○"


def plain(words: str, style: Style | str = "") -> Content:
    """Words as they are, on as many lines as they have."""
    return Content.styled(clean(words), style) if style else Content(clean(words))


def line(words: str, style: Style | str = "") -> Content:
    """Words on one line."""
    return plain(" ".join(words.split()), style)


def rich(words: str) -> Content:
    """Markdown on one line, as in a choice."""
    return Content(" ").join(_content(paragraph) for paragraph in paragraphs(words))


def _content(paragraph: Paragraph) -> Content:
    return Content.assemble(*(_span(span.words, span.emphasis, span.strong) for span in paragraph.spans))


def _span(words: str, emphasis: bool, strong: bool) -> str | tuple[str, Style]:
    style = Style(italic=emphasis or None, bold=strong or None)
    return (words, style) if emphasis or strong else words


def prose(words: str, tone: str = "text", *, indent: int = 0, keep_lines: bool = False) -> Iterator[Block]:
    """Markdown as blocks; the entries of a list stand close together."""
    in_list = False
    for paragraph in paragraphs(words, keep_lines=keep_lines):
        lead = f"{paragraph.bullet} " if paragraph.bullet else ""
        inset = indent + max(2 * paragraph.depth, len(lead))
        gap = 0 if lead and in_list else 1
        yield Block(_content(paragraph), tone, inset, lead, "│ " if paragraph.quoted else "", gap)
        in_list = paragraph.depth > 0


def passages(shown: Iterable[Passage], tone: str = "", *, old: Collection[str] = ()) -> Iterator[Block]:
    """The text of a scene; ``tone`` takes the place of every passage's own, and that of the past of what is ``old``."""
    before: Passage | None = None
    for passage in shown:
        speaks_on = passage.kind == "say" and before is not None and (before.kind, before.by) == ("say", passage.by)
        for number, block in enumerate(_passage(passage, named=not speaks_on)):
            close = not number and passage.kind == "log" and before is not None and before.kind == "log"
            own = "past" if passage.words in old else block.tone
            yield replace(block, tone=tone or own, gap=0 if close else block.gap)
        before = passage


def _passage(passage: Passage, *, named: bool) -> Iterator[Block]:
    """One piece; a speaker who goes on is not ``named`` again."""
    if passage.kind == "log":
        yield Block(plain(passage.words.rstrip("\n")), "log", indent=2, bar="| ")
    elif passage.kind == "thought":
        for number, block in enumerate(prose(passage.words, "thought", indent=4)):
            yield replace(block, lead=block.lead if number else "~ ")
    elif passage.kind == "say":
        named = named and bool(passage.by)
        if named:
            yield Block(line(passage.by.upper()), "speaker")
        for number, block in enumerate(prose(passage.words)):
            yield replace(block, gap=0 if named and not number else block.gap)
    else:
        yield from prose(passage.words)


def envelope(shown: Letter) -> Iterator[Block]:
    """What can be seen of a letter before it is opened."""
    head = [("From", shown.sender), ("To", shown.to), ("Date", shown.date), ("Subject", shown.subject)]
    for number, (name, words) in enumerate((name, words) for name, words in head if words):
        style: Style | str = STRONG if name == "Subject" else ""
        yield Block(line(words, style), "text", 9, name.ljust(9), gap=1 if not number else 0, lead_tone="quiet")


def letter(shown: Letter) -> Iterator[Block]:
    """A letter as it is read."""
    yield from envelope(shown)
    yield from prose(shown.body, keep_lines=True)


def gauge(shown: Gauge) -> Block:
    """A shown variable on a line of its own, a number with its bounds as a bar where it asks for one."""
    label = shown.label.ljust(18) + "  "
    drawn = ""
    if shown.show == "bar" and shown.most > shown.least:
        drawn = f"{bar(shown.number - shown.least, shown.most - shown.least)}  "
    return Block(Content(drawn) + line(amount(shown)), "text", len(label), label, gap=0, lead_tone="quiet")


def bar(part: float, whole: float, width: int = 20) -> str:
    """A part of a whole as a bar."""
    full = min(width, max(0, round(width * part / whole))) if whole else 0
    return "━" * full + "╌" * (width - full)


def dots(had: Iterable[bool]) -> Content:
    """One dot each, filled where it was had."""
    return Content(" ".join(FILLED if one else OUTLINE for one in had))
