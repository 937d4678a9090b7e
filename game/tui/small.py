"""What is shown where the window is too small for anything else."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

LEAST_WIDTH, LEAST_HEIGHT = 40, 10
WORDS = "Please make this window larger. Rollout needs 40 columns and 10 lines; nothing is lost meanwhile."


class SmallScreen(Screen[None]):
    """Covers everything until there is room again; the game waits below, untouched."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "app.quit", "quit", id="small.quit")]

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static(Content(WORDS))
