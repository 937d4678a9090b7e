"""A page that is one page of text."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block


class TextPage(Page[None]):
    """Shows blocks as wide as the player wants text, or as they need ``at_least``."""

    def __init__(self, desk: Desk, blocks: Iterable[Block], *, at_least: int = 0) -> None:
        super().__init__(desk)
        self.paper = Paper(tuple(blocks))
        self.at_least = at_least

    @property
    def measure(self) -> int:
        """How wide a line of text may be here."""
        return max(super().measure, self.at_least)

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield self.paper
