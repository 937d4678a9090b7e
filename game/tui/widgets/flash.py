"""One line of feedback, where the eye already is."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

from game.tui.widgets.row import Row

MORE = Content("more: pgdn")


class Flash(Widget):
    """What was just done or is to be known, until the next thing is; at the right whether there is more to read."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Content("")
        self.more = False

    def say(self, words: Content | str) -> None:
        """Say something, or nothing."""
        self.words = words if isinstance(words, Content) else Content(words)
        self.refresh(layout=True)

    def hint(self, *, more: bool) -> None:
        """Whether there is more to read below."""
        if more != self.more:
            self.more = more
            self.refresh(layout=True)

    def render(self) -> Row:
        """The line; a long notice takes another one."""
        return Row(self.words, MORE if self.more else Content(""))
