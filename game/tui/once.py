"""Screens that close once, however often they are asked to: a key may be pressed again before the first has done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from game.tui.dress import dress
from game.tui.widgets.keys import Keys

Result = TypeVar("Result")


class OnceScreen(Screen[Result]):
    """A screen that is dismissed only while it is the one on top; ``STYLES`` are the style sheets that it needs."""

    STYLES: ClassVar[tuple[str, ...]] = ("dots.tcss", "pages.tcss")

    def on_compose(self) -> None:
        """Be styled once, with all that is needed: the sheets, and the classes of the window's size."""
        dress(self, *self.STYLES)
        for size, steps in zip(
            self.app.size, (self.app.HORIZONTAL_BREAKPOINTS, self.app.VERTICAL_BREAKPOINTS), strict=True
        ):
            self.add_class(max(step for step in steps or () if step[0] <= size)[1], update=False)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it, with an answer; a second time, or from below another screen, does nothing."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class Window(ModalScreen[Result], OnceScreen[Result]):
    """A question at the foot of the screen below, answered once."""

    STYLES: ClassVar[tuple[str, ...]] = ("windows.tcss",)

    def compose(self) -> ComposeResult:
        """What is asked, the keys below it."""
        with Vertical(classes="window"):
            yield from self.body()
            yield Keys()

    def body(self) -> Iterable[Widget]:
        """What is asked, and what answers it."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def on_compose(self) -> None:
        """Stand where the page below ends."""
        self._stand()

    def on_resize(self) -> None:
        """Another size: the page below ends elsewhere once it has been laid out."""
        self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        """Cover the foot of the page below, which may end before a high window does."""
        stack = self.app.screen_stack
        if self in stack:  # it may have been answered since
            ends = [keys.region.bottom for keys in stack[stack.index(self) - 1].query("Keys")]
            self.styles.padding = (0, 0, self.app.size.height - max(ends, default=self.app.size.height), 0)


class Palette(CommandPalette, OnceScreen[None]):
    """Textual's palette, closed once."""

    STYLES: ClassVar[tuple[str, ...]] = ("windows.tcss",)
