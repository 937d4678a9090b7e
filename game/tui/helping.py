"""Help: one paragraph a screen, and its keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content

from game.tui.desk import Desk
from game.tui.textpage import TextPage
from game.tui.widgets.keys import Key
from game.tui.widgets.sheet import Block

COLUMN = 14
ALWAYS = (
    ("ctrl+p", "everything that can be done here, by name"),
    ("ctrl+q", "leave at once; each step is already kept"),
    ("mouse", "every key in the last line is a button, and so is every choice"),
)


def help_blocks(about: str, keys: Sequence[Key]) -> Iterator[Block]:
    """The page of help for some keys."""
    yield Block(Content(about))
    yield Block(Content("Keys of this screen"), "head")
    ordered = sorted(keys, key=lambda key: not key.shown)
    yield from _rows(
        (key.name, key.tooltip or key.words) for key in ordered if key.id and not key.id.startswith("app.")
    )
    yield Block(Content("Everywhere"), "head")
    yield from _rows(ALWAYS)


def _rows(keys: Iterable[tuple[str, str]]) -> Iterator[Block]:
    for number, (name, words) in enumerate(keys):
        yield Block(Content(words), "text", COLUMN, name.ljust(COLUMN), gap=0 if number else 1)


class HelpPage(TextPage):
    """The help of the screen below."""

    NAME: ClassVar[str] = "Help"
    ABOUT: ClassVar[str] = "This page tells what can be done on the screen you came from."

    def __init__(self, desk: Desk, name: str, about: str, keys: Sequence[Key]) -> None:
        super().__init__(desk, help_blocks(about, keys))
        self.masthead.show(Content.styled(self.NAME, "bold"), more=Content(f" · {name}" if name else ""))

    def action_help(self) -> None:
        """Help on help is closing it."""
        self.action_back()
