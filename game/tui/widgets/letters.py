"""The mailbox: its list at the left, what is open of it at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct
from textual import on
from textual.content import Content
from textual.css.styles import RulesMap
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split
from game.tui.widgets.stack import Stack

UNREAD = "● "
#: The entry for the text of the scene, above the letters.
PLACE = "-place"
#: A list narrower than this has the subject of a letter below its sender.
NARROW = 30
#: In a wider one the senders stand in a column, so wide, and the subjects so far from it.
SENDER, APART = 13, 2
#: What a subject below its sender is set in by.
BELOW = "  "
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


class Face(Visual):
    """A letter in the list: sender and subject on one line, in a narrow list the subject below its sender."""

    def __init__(self, sender: Content, subject: Content) -> None:
        column = sender.truncate(SENDER, ellipsis=True)
        self.line = Stack(column.pad_right(SENDER + APART - column.cell_length) + subject)
        self.two = Stack(sender, Content(BELOW) + subject)

    @property
    def plain(self) -> str:
        """The words alone."""
        return self.two.plain

    def _at(self, width: int) -> Stack:
        return self.two if width < NARROW else self.line

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing is cut."""
        return self._at(container_width).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One line, or two."""
        return self._at(width).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, drawn."""
        return self._at(width).render_strips(width, height, style, options)


def _face(envelope: Envelope) -> Face:
    """An envelope as the list shows it; one that was not opened has a bold sender."""
    sender = envelope.sender if envelope.read else envelope.sender.stylize("bold")
    return Face(sender, envelope.subject)
