"""Your path: each step, with what the record says of that kind of act."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from game.play.debrief import Debrief, Mark
from game.play.words import LABELS, SILENT, TAKEN_BACK
from game.story.model import Story
from game.tui import ink
from game.tui.debrief.panel import Guesses, Panel
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

END = "-end"


class PathPanel(Panel):
    """The steps at the left, what belongs to one at the right; how it maps to the record comes first."""

    NAME: ClassVar[str] = "Your path"

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        super().__init__(debrief, story, guesses)
        self.split = Split(verb="")

    def compose(self) -> ComposeResult:
        """A list and a page."""
        yield self.split

    def on_mount(self) -> None:
        """The end of the path is where one stands."""
        self.split.list(self._items(), at=END)

    def _items(self) -> Iterator[Item]:
        yield Item(END, Row(ink.line(self.debrief.ending), stays=True))
        for number, mark in enumerate(self.debrief.path):
            yield Item(str(number), Row(ink.rich(mark.words), stays=True))

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        event.stop()
        self._read(event.id)

    def enter(self) -> None:
        """A guess may have been made since."""
        super().enter()
        self._read(self.split.menu.at)

    def _read(self, at: str) -> None:
        blocks = self._end() if at in ("", END) else self._mark(self.debrief.path[int(at)])
        self.split.read(tuple(blocks))

    def _end(self) -> Iterator[Block]:
        yield Block(ink.line(self.debrief.ending), "head")
        yield from ink.passages(self.debrief.explain)

    def _mark(self, mark: Mark) -> Iterator[Block]:
        """A step: where, what, and each finding whole."""
        yield Block(ink.line(mark.scene), "quiet")
        yield Block(ink.rich(mark.words).stylize("bold"), gap=0)
        if mark.undone:
            yield Block(Content(f"{TAKEN_BACK[:1].upper()}{TAKEN_BACK[1:]}."), "quiet")
        if mark.label:
            yield Block(Content(LABELS[mark.label]), "quiet")
        for note in mark.notes:
            yield Block(ink.plain(note), "text", 2, bar="│ ")
        if mark.silent:
            yield Block(Content(SILENT))
        if mark.findings:
            yield Block(Content("The record"), "head")
            yield from self.cards(mark.findings)
