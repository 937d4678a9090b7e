"""A row: words at the left, words at the right; below one another where they do not fit."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

#: Columns between left and right.
APART = 3
#: How far words that go below are set in.
BELOW = 2


class Row(Visual):
    """``left`` and ``right`` on one line where they fit.

    Where not, ``right`` goes below; a row that ``stays`` on one line cuts ``left`` short instead.
    """

    def __init__(self, left: Content, right: Content = Content(""), *, stays: bool = False) -> None:  # noqa: B008
        self.left = left
        self.right = right
        self.stays = stays

    @property
    def plain(self) -> str:
        """The words alone."""
        return f"{self.left.plain} {self.right.plain}".strip()

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which everything is on one line."""
        return self.left.cell_length + (APART + self.right.cell_length if self.right else 0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The number of lines at a width."""
        if self.stays or self._fits(width):
            return 1
        below = self.right.get_height(rules, max(1, width - BELOW)) if self.right else 0
        return self.left.get_height(rules, max(1, width)) + below

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, drawn."""
        if width < 1:
            return []
        if self.stays or self._fits(width):
            return self._one_line(width).render_strips(width, 1, style, options)
        strips = self.left.render_strips(width, None, style, options)
        if self.right:
            space = Strip.blank(BELOW, style.rich_style)
            for strip in self.right.render_strips(max(1, width - BELOW), None, style, options):
                strips.append(Strip.join([space, strip]))
        return strips[:height]

    def _fits(self, width: int) -> bool:
        return "\n" not in self.plain and self.get_optimal_width({}, width) <= width

    def _one_line(self, width: int) -> Content:
        right = self.right.truncate(max(0, width - 2 * APART), ellipsis=True) if self.right else self.right
        room = width - (right.cell_length + APART if right else 0)
        left = self.left.truncate(max(0, room), ellipsis=True)
        return left + " " * (width - left.cell_length - right.cell_length) + right if right else left
