"""What if: the nearest other ending, and the first choice that separates the path from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from game.play.whatif import NoOther
from game.story.problems import counted
from game.tui import ink
from game.tui.debrief.panel import TextPanel
from game.tui.widgets.sheet import Block


class WhatIfPanel(TextPanel):
    """One page."""

    NAME: ClassVar[str] = "What if"

    def blocks(self) -> Iterator[Block]:
        """Where the path turned."""
        turn = self.debrief.what_if
        if isinstance(turn, NoOther):
            yield Block(Content(turn.told), "quiet")
            return
        yield Block(Content("The nearest other ending"), "quiet")
        yield Block(ink.line(turn.ending, "bold"), gap=0)
        yield Block(Content(f"{counted(turn.steps, 'step')} from the last fork, which was"), "quiet")
        yield Block(ink.line(turn.scene, "bold"), gap=0)
        yield Block(Content("There you did"), "quiet")
        yield Block(ink.rich(turn.did), "text", 2, gap=0)
        yield Block(Content("The way to it begins with"), "quiet")
        yield Block(ink.rich(turn.instead), "text", 2, gap=0)
