"""The screen of a text adventure made of Textual's own widgets, with nothing behind it: no story, no saves.

What the app is measured against: a title line, a text that scrolls, three choices, the keys; a key brings other text.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, OptionList, Static

TEXT = "the slow window opens and the quiet letter waits for the board " * 5


class Bare(App[None]):
    CSS = "#title { height: 1; } VerticalScroll { height: 1fr; padding: 1 6; } OptionList { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose", "choose"),
        Binding("u", "undo", "undo"),
        Binding("h", "history", "history"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield VerticalScroll(Static(id="text"))
        yield OptionList()
        yield Footer()

    def on_mount(self) -> None:
        self.show()
        self.query_one(OptionList).focus()

    def show(self) -> None:
        with self.batch_update():
            self.query_one("#title", Static).update(f"The corridor: {self.number}")
            self.query_one("#text", Static).update(f"Place {self.number}.\n\n{TEXT}\n\n{self.number} {TEXT}")
            choices = self.query_one(OptionList)
            choices.clear_options()
            choices.add_options(["Go on from here", "Go on otherwise", "Not from here"])
            choices.highlighted = 0

    def action_choose(self) -> None:
        self.number += 1
        self.show()


if __name__ == "__main__":
    sys.exit(Bare().run())
