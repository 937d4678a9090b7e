"""A question before what the story cannot take back."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from game.tui.once import Window
from game.tui.widgets.keys import Keys
from game.tui.widgets.menu import Menu, text_item

YES, NO = "yes", "no"


class ConfirmScreen(Window[bool]):
    """Shows what is about to be done; answers whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "not yet", id="confirm.leave", tooltip="Leave it undone"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, act: Content, words: str, yes: str, no: str) -> None:
        super().__init__()
        self.act = act
        self.words = words
        self.menu = Menu([text_item(NO, Content(no)), text_item(YES, Content(yes))])

    def compose(self) -> ComposeResult:
        """The act, what it means, two answers; the cursor stands on the one that changes nothing."""
        with Vertical(classes="window"):
            yield Static(self.act, classes="heading")
            yield Static(Content(self.words))
            yield self.menu
            yield Keys()

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        self.dismiss(event.id == YES)

    def action_leave(self) -> None:
        """Leave it undone."""
        self.dismiss(False)
