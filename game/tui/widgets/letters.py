"""The mailbox: its list at the left, what is open of it at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from textual import on
from textual.content import Content
from textual.message import Message

from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

UNREAD = "● "
#: The entry for the text of the scene, above the letters.
PLACE = "-place"
SENDER = 13
CLOSED = Block(Content("Not opened yet; enter opens it."), "quiet")


class Envelope(Struct, frozen=True):
    """A letter as the list shows it, what stands ``outside``, and what is ``inside`` once it is open."""

    id: str
    sender: Content
    subject: Content
    read: bool
    outside: tuple[Block, ...] = ()
    inside: tuple[Block, ...] = ()


class Letters(Split):
    """Opening a letter is an act: it is said with a message, and shown when it comes back open.

    Moving to a letter shows it where it is open, and its envelope where it is not.
    """

    @dataclass
    class Opened(Message):
        """A letter is to be opened."""

        id: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(marks=len(UNREAD), verb="open", id=id)
        self.envelopes: Sequence[Envelope] = ()
        self.place: tuple[Block, ...] = ()
        self.shown = PLACE
        self.pointed = ""

    def show(self, envelopes: Sequence[Envelope], place: Sequence[Block], *, name: Content, fresh: bool) -> None:
        """The letters, and the text of the place, which is what is read first in a ``fresh`` one."""
        self.envelopes, self.place = tuple(envelopes), tuple(place)
        unread = next((envelope.id for envelope in self.envelopes if not envelope.read), PLACE)
        if fresh:
            self.shown = PLACE
        items = [Item(PLACE, Row(name, stays=True))] if place else []
        items += [Item(envelope.id, _face(envelope), "" if envelope.read else UNREAD) for envelope in self.envelopes]
        self.list(items, at=unread if fresh else self.menu.at)
        self.pointed = self.menu.at
        if fresh and not place:
            self.shown = self.pointed
        self._read()

    def open(self, id: str) -> None:  # noqa: A002
        """Show a letter that was opened, or the text of the place."""
        self.shown = id
        self._read()

    def _read(self) -> None:
        letter = next((envelope for envelope in self.envelopes if envelope.id == self.shown), None)
        if letter is not None:
            self.read(letter.inside or (*letter.outside, CLOSED))
        elif self.place:
            self.read(self.place)
        else:
            self.read([Block(Content("The mailbox is empty."), "quiet")])

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        """The player has moved; where the list only was drawn anew, what is read stays."""
        event.stop()
        if event.id != self.pointed:
            self.pointed = ""
            self.open(event.id)

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        event.stop()
        if event.id == PLACE:
            self.open(PLACE)
        else:
            self.shown = event.id
            self.post_message(self.Opened(event.id))


def _face(envelope: Envelope) -> Row:
    sender = envelope.sender.truncate(SENDER, ellipsis=True).pad_right(max(0, SENDER - envelope.sender.cell_length))
    words = sender + Content(" ") + envelope.subject
    return Row(words if envelope.read else words.stylize("bold"), stays=True)
