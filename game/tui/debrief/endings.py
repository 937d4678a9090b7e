"""Endings: those of the role, found ones by name, the others as outlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from game.tui import ink
from game.tui.debrief.panel import Panel
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

FOUND, OPEN = "●", "○"


class EndingsPanel(Panel):
    """One page."""

    NAME: ClassVar[str] = "Endings"

    def compose(self) -> ComposeResult:
        """Every ending of the role."""
        yield Paper(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        endings = self.debrief.endings
        found = sum(ending.found for ending in endings)
        yield Block(ink.line(f"{found} of {len(endings)} endings of {self.debrief.role} found"), "quiet")
        for number, ending in enumerate(endings):
            words = Content("not found yet")
            if ending.found:
                words = ink.line(f"{ending.title}{', this one' if ending.here else ''}")
            mark = FOUND if ending.found else OPEN
            yield Block(words, "text" if ending.found else "quiet", 4, f"  {mark} ", gap=1 if number == 0 else 0)
