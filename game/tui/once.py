"""Screens that close once, however often they are asked to: a key may be pressed again before the first has done."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class OnceScreen(Screen[Result]):
    """A screen that is dismissed only while it is the one on top."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with an answer; a second time, or from below another screen, does nothing."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Window(ModalScreen[Result]):
    """A question at the foot of the screen below, answered once."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with an answer."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Palette(CommandPalette):
    """Textual's palette, closed once."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
