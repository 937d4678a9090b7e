"""A question with one line for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.tui.once import Window
from game.tui.widgets.line import Line


class AskScreen(Window[str | None]):
    """Asks for one line; answers it, or None where it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", id="ask.leave", tooltip="Leave it as it was"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Line"

    def __init__(self, question: str, answer: str = "", *, longest: int) -> None:
        super().__init__()
        self.question = question
        self.line = Line(answer, hint="empty for no name", longest=longest)

    def body(self) -> Iterable[Widget]:
        """The question and the line."""
        yield Static(Content(self.question), classes="heading")
        yield self.line

    @on(Input.Submitted)
    def _keep(self) -> None:
        """Keep what is written."""
        self.dismiss(self.line.value)
