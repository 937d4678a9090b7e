"""Lines one below the other, each cut short where it does not fit."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from game.tui.widgets.row import Row


class Stack(Visual):
    """So many lines, whatever the width."""

    def __init__(self, *lines: Content | Row) -> None:
        self.rows = tuple(line if isinstance(line, Row) else Row(line, stays=True) for line in lines)

    @property
    def plain(self) -> str:
        """The words alone, a line a line."""
        return "\n".join(row.plain for row in self.rows)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing is cut."""
        return max((row.get_optimal_width(rules, container_width) for row in self.rows), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - the protocol's signature
        """The number of lines."""
        return len(self.rows)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, drawn."""
        return [strip for row in self.rows for strip in row.render_strips(width, 1, style, options)][:height]
