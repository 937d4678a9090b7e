"""The playthroughs that are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.play.saves import Damaged, SaveInfo, parse_time
from game.story.problems import counted
from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split


class SavesPage(Page[None]):
    """Every playthrough, the last played first; files that cannot be read are named with their reason."""

    NAME: ClassVar[str] = "Saves"
    ABOUT: ClassVar[str] = (
        "Each playthrough is one file, written after every step. Enter goes on with one. A file that cannot be read "
        "is listed with the reason and is never overwritten."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    @dataclass
    class Found(Message):
        """The folder was read."""

        kept: list[SaveInfo]
        damaged: list[Damaged]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kept: list[SaveInfo] = []
        self.damaged: list[Damaged] = []
        self.split = Split(verb="go on")

    def body(self) -> Iterable[Widget]:
        """The list and what is to be said of one."""
        yield self.split

    def on_mount(self) -> None:
        """Read the folder while the screen is already there."""
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self) -> None:
        self.post_message(self.Found(*self.desk.library.kept()))

    @on(Found)
    def show(self, event: Found) -> None:
        """List them."""
        self.kept, self.damaged = event.kept, event.damaged
        self.masthead.show(Content.styled("Saves", "bold"), Content(counted(len(self.kept), "playthrough")))
        self.split.list(self._items())
        if not (self.kept or self.damaged):
            words = "Nothing is kept yet. A playthrough is kept from its first step on, without being asked."
            self.split.read([Block(Content(words)), *self._where()])

    def _items(self) -> Iterator[Item]:
        for number, info in enumerate(self.kept):
            yield Item(f"k{number}", Row(ink.line(f"{info.story_title} · {info.role_name}"), stays=True))
        for number, fault in enumerate(self.damaged):
            yield Item(f"d{number}", Row(ink.line(fault.file.name), Content("cannot be read")))

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        number = int(event.id[1:])
        blocks = self._about(self.kept[number]) if event.id[0] == "k" else self._fault(self.damaged[number])
        self.split.read((*blocks, *self._where()))

    def _about(self, info: SaveInfo) -> Iterator[Block]:
        yield Block(ink.line(info.story_title), "head")
        time = parse_time(info.saved)
        rows = [
            ("role", info.role_name),
            ("place", info.place + (", an ending" if info.ended else "")),
            ("steps", str(info.steps)),
            ("saved", f"{time:%d %B %Y, %H:%M}" if time else info.saved),
            ("name", info.name),
            ("file", info.file.name),
        ]
        for number, (name, words) in enumerate((name, words) for name, words in rows if words):
            yield Block(ink.line(words), "text", 8, name.ljust(8), gap=0 if number else 1, lead_tone="quiet")

    def _fault(self, fault: Damaged) -> Iterator[Block]:
        yield Block(ink.line(fault.file.name), "head")
        yield Block(ink.line(f"This file cannot be used: {fault.reason}. It is left as it is."))
        if fault.backup is not None:
            yield Block(ink.line(f"The copy from one step before can be read: {fault.backup.name}"))

    def _where(self) -> Iterator[Block]:
        yield Block(ink.line(f"in {self.desk.library.saves.path}"), "quiet")

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        number = int(event.id[1:])
        if event.id[0] == "d":
            self.say("This file cannot be read.")
            return
        self.say("Opening …")
        self.open(partial(self.desk.library.resume, self.kept[number]))
