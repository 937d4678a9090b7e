"""Doors removed: each way out, as it was in the published test and in this run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from game.play.debrief import Debrief, DoorSeen
from game.play.words import DOORS
from game.story.model import Story
from game.tui import ink
from game.tui.debrief.panel import Guesses, Panel
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

NONE = "This story names no doors."


class DoorsPanel(Panel):
    """One page."""

    NAME: ClassVar[str] = "Doors removed"

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        super().__init__(debrief, story, guesses)
        self.paper = Paper()

    def compose(self) -> ComposeResult:
        """The doors, then the cards they rest on."""
        yield self.paper

    def enter(self) -> None:
        """A guess may have been made since."""
        super().enter()
        self.paper.show(tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
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
    rows = ((label, DOORS.get(door.published, door.published)), ("in this run", "open" if door.open_here else "shut"))
    for name, words in rows:
        yield Block(
            ink.line(words), "text", len(label) + 4, f"  {name}".ljust(len(label) + 4), gap=0, lead_tone="quiet"
        )
