"""A kept playthrough as the list of them shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from textual.content import Content
from textual.visual import Visual

from game.play.saves import Damaged, SaveInfo, parse_time
from game.tui import ink
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.stack import Stack

#: How wide the names of what is said of one are.
LEAD = 7


class Entry(Struct, frozen=True):
    """A file: a sound one or a damaged one, in the list or put aside."""

    of: SaveInfo | Damaged
    aside: bool = False

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.of.file

    @property
    def kept(self) -> SaveInfo | None:
        """The playthrough, where it can be played on."""
        return self.of if isinstance(self.of, SaveInfo) and not self.aside else None

    @property
    def damaged(self) -> Damaged | None:
        """The fault, where the file cannot be read."""
        return self.of if isinstance(self.of, Damaged) and not self.aside else None

    @property
    def called(self) -> str:
        """What a sentence calls it."""
        if isinstance(self.of, Damaged):
            return self.of.file.name
        return self.of.name or f"{self.of.story_title} · {self.of.role_name} · {self.of.place}"


def face(entry: Entry) -> Visual:
    """Two lines: what it is called or of which story it is; where it stands, and when that was."""
    if isinstance(entry.of, Damaged):
        return Stack(ink.line(entry.of.file.name), Content("put aside" if entry.aside else "cannot be read"))
    info = entry.of
    time = parse_time(info.saved)
    whole = f"{info.story_title} · {info.role_name}"
    when = Content("put aside") if entry.aside else ink.line(f"{time:%d %b %H:%M}" if time else "")
    return Stack(
        ink.line(info.name or whole),
        Row(ink.line(f"{info.role_name} · {info.place}" if info.name else info.place), when, stays=True),
    )


def about(entry: Entry) -> Iterator[Block]:
    """What is said of it beside the list, and where it lies."""
    if isinstance(entry.of, Damaged):
        yield from _fault(entry.of)
    else:
        yield from _facts(entry.of)
    if entry.aside:
        yield Block(Content("It was put aside. Enter puts it back into the list, and d deletes it for good."))
    yield Block(ink.line(entry.file.name), "quiet")
    yield Block(ink.line(f"in {entry.file.parent}"), "quiet", gap=0)


def _facts(info: SaveInfo) -> Iterator[Block]:
    time = parse_time(info.saved)
    yield Block(ink.line(info.name or info.story_title), "head")
    rows = [
        ("story", info.story_title),
        ("role", info.role_name),
        ("place", info.place + (", an ending" if info.ended else "")),
        ("steps", str(info.steps)),
        ("saved", f"{time:%d %B %Y, %H:%M}" if time else info.saved),
        ("name", info.name),
        ("with", ", ".join(info.extensions)),
    ]
    for number, (name, words) in enumerate((name, words) for name, words in rows if words):
        yield Block(ink.line(words), "text", LEAD, name.ljust(LEAD), gap=0 if number else 1, lead_tone="quiet")


def _fault(fault: Damaged) -> Iterator[Block]:
    yield Block(ink.line(fault.file.name), "head")
    yield Block(ink.line(f"This file cannot be used: {fault.reason}. It is left as it is."))
    if fault.backup is not None:
        yield Block(Content("The copy made one step before it is sound. Enter goes on from that copy."))
    else:
        yield Block(Content("There is no sound copy of it. It can be put aside with d."))
