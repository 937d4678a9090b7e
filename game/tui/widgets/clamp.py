"""Words on a few lines at most."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Clamp(Visual):
    """Wraps words onto ``most`` lines, and cuts short what does not fit on the last of them."""

    def __init__(self, words: Content, most: int = 2) -> None:
        self.words = words
        self.most = most

    @property
    def plain(self) -> str:
        """The words, all of them."""
        return self.words.plain

    def _lines(self, width: int) -> list[Content]:
        lines = self.words.wrap(max(1, width))
        if len(lines) <= self.most:
            return list(lines)
        rest = Content(" ").join(line.rstrip() for line in lines[self.most - 1 :])
        return [*lines[: self.most - 1], rest.truncate(max(1, width), ellipsis=True)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        """The width at which everything is on one line."""
        return self.words.cell_length

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - the protocol's signature
        """The number of lines at a width."""
        return len(self._lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, drawn."""
        lines = self._lines(width)[:height]
        return [strip for line in lines for strip in line.render_strips(width, 1, style, options)]
