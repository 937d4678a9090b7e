"""Days: what both roles did, by the clock of the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from game.tui import ink
from game.tui.debrief.panel import TextPanel
from game.tui.widgets.sheet import Block


class DaysPanel(TextPanel):
    """One page; the role before is marked by its name, as this one is."""

    NAME: ClassVar[str] = "Days"

    def blocks(self) -> Iterator[Block]:
        """Both days."""
        before = self.debrief.earlier
        if before is None:
            return
        yield Block(ink.line(f"{before.role} came to “{before.ending}”; then {self.debrief.role} came here."), "quiet")
        indent = max(len(before.role), len(self.debrief.role)) + 2
        for row in self.debrief.columns:
            if row.at:
                yield Block(ink.line(row.at), "head")
            for who, did in ((before.role, row.before), (self.debrief.role, row.now)):
                if did:
                    yield Block(ink.line(did), "text", indent, who.ljust(indent), gap=0, lead_tone="quiet")
