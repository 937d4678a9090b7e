"""The title line at the head of every screen."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from game.tui.widgets.row import APART, Row

NOTHING = Content("")
#: A name cut shorter than this says nothing; then how things stand has the line to itself.
LEAST = 8


class Masthead(Widget):
    """Where one is at the left, how things stand at the right, a rule below; ``more`` is said where it fits."""

    def __init__(self, left: Content, right: Content = NOTHING) -> None:
        super().__init__()
        self.left, self.more, self.right = left, NOTHING, right

    def show(self, left: Content, right: Content = NOTHING, more: Content = NOTHING) -> None:
        """Say something else."""
        self.left, self.more, self.right = left, more, right
        self.refresh()

    def render(self) -> Row:
        """All on one line."""
        width = self.content_size.width
        whole = Row(self.left + self.more, self.right, stays=True)
        if whole.get_optimal_width({}, 0) <= width:
            return whole
        if width - self.right.cell_length < min(LEAST, self.left.cell_length) + APART:
            return Row(self.right or self.left, stays=True)
        return Row(self.left, self.right, stays=True)
