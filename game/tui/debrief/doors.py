"""Doors removed: each way out, as it was in the published test and in this run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from game.play.debrief import DoorSeen
from game.play.words import DOORS
from game.tui import ink
from game.tui.debrief.panel import TextPanel
from game.tui.widgets.sheet import Block

NONE = "This story names no doors."


class DoorsPanel(TextPanel):
    """One page."""

    NAME: ClassVar[str] = "Doors removed"

    def enter(self) -> None:
        """A guess may have been made since."""
        super().enter()
        self.paper.show(tuple(self.blocks()))

    def blocks(self) -> Iterator[Block]:
        """The doors, then the cards they rest on."""
        if not self.debrief.doors:
            yield Block(Content(NONE), "quiet")
        for door in self.debrief.doors:
            yield from _door(door)
        findings = {door.finding.id: door.finding for door in self.debrief.doors if door.finding is not None}
        if findings:
            yield Block(Content("What this rests on"), "head")
            yield from self.cards(findings.values())


def _door(door: DoorSeen) -> Iterator[Block]:
    yield Block(ink.line(door.name, "bold"))
    label = f"in the published {door.basis}"
    rows = ((label, DOORS[door.published]), ("in this run", "open" if door.open_here else "shut"))
    for name, words in rows:
        yield Block(
            ink.line(words), "text", len(label) + 4, f"  {name}".ljust(len(label) + 4), gap=0, lead_tone="quiet"
        )
