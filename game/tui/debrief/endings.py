"""Endings: those of the role as dots, found ones by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from game.story.problems import counted
from game.tui import ink
from game.tui.debrief.panel import TextPanel
from game.tui.widgets.sheet import Block


class EndingsPanel(TextPanel):
    """One page."""

    NAME: ClassVar[str] = "Endings"

    def blocks(self) -> Iterator[Block]:
        """Every ending of the role."""
        endings = self.debrief.endings
        found = [ending for ending in endings if ending.found]
        yield Block(
            ink.line(f"{len(found)} of {counted(len(endings), 'ending')} of {self.debrief.role} found"), "quiet"
        )
        yield Block(ink.dots([ending.found for ending in endings]))
        for number, ending in enumerate(found):
            words = ink.line(f"{ending.title}{', this one' if ending.here else ''}")
            yield Block(words, "text", 2, f"{ink.FILLED} ", gap=0 if number else 1)
        if len(found) < len(endings):
            yield Block(
                Content("The others have no name here until you come to them. m shows the map of this run."), "quiet"
            )
