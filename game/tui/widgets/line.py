"""One line to type in."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from game.story.text import one_line


class Line(Input):
    """Takes one line; what is pasted becomes one, without the controls in it, and no longer than ``longest``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "keep", id="line.keep", tooltip="Done with what is written"),
    ]

    def __init__(self, value: str = "", *, hint: str = "", longest: int = 200, number: bool = False) -> None:
        super().__init__(
            value,
            placeholder=hint,
            compact=True,
            max_length=longest,
            type="integer" if number else "text",
            select_on_focus=False,
        )
        self.cursor_blink = False
        self.longest = longest

    def _on_paste(self, event: events.Paste) -> None:
        """Many lines may be pasted, and become one."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = self.longest - len(self.value) + end - start
        self.replace(one_line(event.text, limit=max(0, room)), start, end)


class SearchLine(Line):
    """Takes what is searched for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "to the list", id="line.search", tooltip="To what was found"),
    ]


class NumberLine(Line, inherit_bindings=False):
    """Takes a number; the arrows are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "guess", id="line.guess", tooltip="Say this number"),
        Binding("backspace", "delete_left", show=False, id="line.back"),
    ]
