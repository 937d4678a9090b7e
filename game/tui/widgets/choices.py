"""The choices of a turn: open ones numbered, shut ones with their reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from textual.content import Content
from textual.message import Message

from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row

SHUT = "×"


class Door(Struct, frozen=True):
    """A choice as it is shown; ``reason`` says why it is shut, ``aside`` what is to be known of an open one."""

    id: str
    words: Content
    open: bool = True
    reason: Content = Content("")
    aside: Content = Content("")


class Choices(Menu):
    """Numbered choices; a digit chooses at once."""

    @dataclass
    class Chosen(Message):
        """A choice was made on a turn."""

        turn: int
        id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(marks=3, id=id)
        self.turn = 0
        self.doors: Sequence[Door] = ()

    def offer(self, doors: Sequence[Door], *, keep: bool = False) -> None:
        """Offer the choices of a new turn; with ``keep`` the cursor stays where it was."""
        at, place = (self.at, self.highlighted) if keep else ("", None)
        self.turn += 1
        self.doors = doors
        number = 0
        items = []
        for door in doors:
            number += door.open
            items.append(Item(door.id, _face(door), f"{number}  " if door.open else f"{SHUT}  ", not door.open))
        self.show(items, at=at)
        if self.at != at and place is not None and place < len(items) and not items[place].shut:
            self.highlighted = place

    def numbered(self, number: int) -> str:
        """The open choice of that number, or nothing."""
        open_ones = [door.id for door in self.doors if door.open]
        return open_ones[number - 1] if 0 < number <= len(open_ones) else ""

    def pick(self, number: int) -> bool:
        """Choose by number; whether there is such a choice."""
        chosen = self.numbered(number)
        if chosen:
            self.point(chosen)
            self.post_message(self.Chosen(self.turn, chosen))
        return bool(chosen)

    def on_menu_picked(self, event: Menu.Picked) -> None:
        """Enter and click end here."""
        event.stop()
        if event.edition == self.edition:
            self.post_message(self.Chosen(self.turn, event.id))


def _face(door: Door) -> Row:
    if door.open:
        return Row(door.words, door.aside.stylize("italic") if door.aside else door.aside)
    return Row(door.words, Content("shut: ") + door.reason)
