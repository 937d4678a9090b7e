"""Discuss: the questions of the ending, the player's own notes beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from game.tui import ink
from game.tui.debrief.panel import TextPanel
from game.tui.widgets.sheet import Block

NONE = "This ending asks nothing."
NO_NOTES = "You wrote no notes on the way; n writes one while you play."


class DiscussPanel(TextPanel):
    """One page."""

    NAME: ClassVar[str] = "Discuss"

    def blocks(self) -> Iterator[Block]:
        """Questions, then notes."""
        if not self.debrief.questions:
            yield Block(Content(NONE), "quiet")
        for number, question in enumerate(self.debrief.questions, 1):
            yield Block(ink.line(question.ask), "text", 4, f"{number}.".ljust(4))
        yield Block(Content("Your notes"), "head")
        if not self.debrief.notes:
            yield Block(Content(NO_NOTES), "quiet")
        for note in self.debrief.notes:
            yield Block(ink.plain(note), "text", 2, bar="│ ")
