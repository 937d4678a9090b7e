"""Screens that close once, however often they are asked to: a key may be pressed again before the first has done."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen

Result = TypeVar("Result")


class OnceScreen(Screen[Result]):
    """A screen that is dismissed only while it is the one on top."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with an answer; a second time, or from below another screen, does nothing."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Window(OnceScreen[Result], ModalScreen[Result]):
    """A question at the foot of the screen below."""
