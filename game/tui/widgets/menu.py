"""A menu: a list to pick from, with a sign at the entry the cursor is on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

CURSOR, RESTING = "▸ ", "▹ "


class Item(Struct, frozen=True):
    """An entry: what it shows, the ``mark`` before it, and whether it can be picked."""

    id: str
    face: Visual
    mark: str = ""
    shut: bool = False


class Menu(OptionList, inherit_bindings=False):
    """A list of items, moved through with arrows or j and k, picked from with enter or a click.

    ``marks`` is the width of the marks, ``verb`` what picking does, if anything.  Entries that are shut are passed over.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "choose", id="menu.choose", tooltip="Choose the entry the cursor is on"),
        Binding("up,k", "cursor_up", "up", show=False, id="menu.up", tooltip="One entry up"),
        Binding("down,j", "cursor_down", "down", show=False, id="menu.down", tooltip="One entry down"),
        Binding("home", "first", "first", show=False, id="menu.first", tooltip="The first entry"),
        Binding("end", "last", "last", show=False, id="menu.last", tooltip="The last entry"),
    ]

    @dataclass
    class Picked(Message):
        """An entry was picked, by key or by click, while the menu showed its ``edition``-th list."""

        id: str
        edition: int

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

        id: str

    def __init__(
        self,
        items: Iterable[Item] = (),
        *,
        marks: int = 0,
        verb: str = "choose",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id, markup=False)
        self.marks = marks
        self.verb = verb
        self.items: Sequence[Item] = ()
        self.edition = 0
        self.show(items)

    def show(self, items: Iterable[Item], *, at: str = "") -> None:
        """Other entries; the cursor goes to the one called ``at``, or to the first that is open."""
        were, self.items = self.items, tuple(items)
        self.edition += 1
        self.set_options(Option(item.face, id=item.id, disabled=item.shut) for item in self.items)
        self._clear_caches()  # set_options leaves the lines of the old entries where there are no new ones
        self.refresh(layout=True)
        self.point(at)
        if self.is_attached:
            self.call_after_refresh(self.scroll_to_highlight)
            if bool(were) != bool(self.items):
                self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - the handler's signature
        """Another size: the cursor stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def point(self, at: str = "") -> None:
        """Put the cursor on an entry, or on the first that is open."""
        open_ones = [index for index, item in enumerate(self.items) if not item.shut]
        wanted = (index for index in open_ones if self.items[index].id == at)
        self.highlighted = next(wanted, open_ones[0] if open_ones else None)

    @property
    def at(self) -> str:
        """The entry the cursor is on, or nothing."""
        return self.items[self.highlighted].id if self.highlighted is not None and self.items else ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was picked, if it is still there: the list may have become another one meanwhile."""
        event.stop()
        if event.option_id is not None and event.option in self.options:
            self.post_message(self.Picked(event.option_id, self.edition))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the cursor is, if the list is still the same."""
        event.stop()
        if event.option_id is not None and event.option in self.options:
            self.post_message(self.Moved(event.option_id))

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor looks different while another part of the screen has the keys."""
        self._clear_caches()
        super().watch_has_focus(has_focus)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Keep the cursor in sight, and at the first or last open entry the shut ones beyond it."""
        super().scroll_to_highlight(top)
        at = self.highlighted
        if at is None:
            return
        if all(item.shut for item in self.items[at + 1 :]):
            self.scroll_end(animate=False, immediate=True)
            super().scroll_to_highlight(top)
        elif all(item.shut for item in self.items[:at]):
            self.scroll_home(animate=False, immediate=True)
            super().scroll_to_highlight(top)

    def _get_left_gutter_width(self) -> int:
        return len(CURSOR) + self.marks

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of all entries; their marks and the scroll bar take their part of the width."""
        taken = self._get_left_gutter_width() + self.styles.scrollbar_size_vertical
        return super().get_content_height(container, viewport, max(1, width - taken))

    def render_line(self, y: int) -> Strip:
        """One line, with the sign of the cursor and the mark before it."""
        strip = super().render_line(y)
        lines = self._lines  # which entry a line belongs to is nowhere public
        at = self.scroll_offset.y + y
        if at >= len(lines):
            return strip
        index, number = lines[at]
        sign = (CURSOR if self.has_focus else RESTING) if index == self.highlighted else ""
        before = f"{sign:<{len(CURSOR)}}{self.items[index].mark:<{self.marks}}" if not number else ""
        style = next((segment.style for segment in strip if segment.style), None)
        return Strip([Segment(before.ljust(self._get_left_gutter_width()), style), *strip])
