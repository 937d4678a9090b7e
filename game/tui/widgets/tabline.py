"""A line of tabs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

#: What stands between the names: wide where there is room.
APART = ("   ", "  ")


class TabLine(Widget):
    """The names of the tabs, the open one in capitals; where they do not fit, those around the open one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tabline--open"}

    @dataclass
    class Picked(Message):
        """A tab was clicked."""

        index: int

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)
        self.open = 0

    def show(self, index: int) -> None:
        """Open another tab."""
        self.open = index
        self.refresh()

    def render(self) -> Content:
        """The line; each name carries its number for the mouse."""
        width = self.content_size.width
        for apart in APART:
            line = self._line(0, apart)
            if line.cell_length <= width:
                return line
        first = 0
        while first < self.open and self._line(first, APART[-1]).cell_length > width:
            first += 1
        return self._line(first, APART[-1]).truncate(width, ellipsis=True)

    def _line(self, first: int, apart: str) -> Content:
        opened = self.get_visual_style("tabline--open", partial=True)
        parts = [Content.styled("‹", Style.from_meta({"tab": first - 1}))] if first else []
        for index, name in enumerate(self.names[first:], first):
            face = Content.styled(name.upper(), opened) if index == self.open else Content(name)
            parts.append(face.stylize(Style.from_meta({"tab": index})))
        return Content(apart).join(parts)

    def on_click(self, event: events.Click) -> None:
        """A name was clicked."""
        index = event.style.meta.get("tab")
        if index is not None:
            self.post_message(self.Picked(index))
