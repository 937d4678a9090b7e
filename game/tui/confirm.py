"""A question before what the story cannot take back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.tui.once import Window
from game.tui.widgets.menu import Item, Menu

YES, NO = "yes", "no"


class ConfirmScreen(Window[bool]):
    """Shows what is about to be done; answers whether to do it, None where it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "not yet", id="confirm.leave", tooltip="Leave it undone"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, act: Content, words: str, yes: str, no: str) -> None:
        super().__init__()
        self.act = act
        self.words = words
        self.menu = Menu([Item(NO, Content(no)), Item(YES, Content(yes))])

    def body(self) -> Iterable[Widget]:
        """The act, what it means, two answers; the cursor stands on the one that changes nothing."""
        yield Static(self.act, classes="heading")
        yield Static(Content(self.words))
        yield self.menu

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        self.dismiss(event.id == YES)
