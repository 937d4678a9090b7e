"""A question with its answers, one of which is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from game.tui.widgets.menu import CURSOR
from game.tui.widgets.sheet import Block, Sheet

TAKEN, OTHER = "(•) ", "( ) "
#: What stands before the words of an answer: the cursor and the sign.
INSET = len(CURSOR) + len(TAKEN)


class Answer(Struct, frozen=True):
    """One answer, and what is said below it."""

    id: str
    words: Content
    more: Content = Content("")


class Form(VerticalScroll, can_focus=False):
    """Questions, one below the other."""


class Radio(Widget, can_focus=True):
    """Arrows take another answer; past the last they go on to what is below, past the first to what is above."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,left", "step(-1)", "answer", key_display="↑↓", id="radio.up", tooltip="Take another answer"),
        Binding("down,j,right", "step(1)", "next", show=False, id="radio.down", tooltip="The answer below"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"radio--ask", "radio--taken", "radio--more"}

    @dataclass
    class Changed(Message):
        """Another answer was taken."""

        radio: Radio
        id: str

    def __init__(self, ask: Content, answers: Sequence[Answer], taken: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ask = ask
        self.answers = tuple(answers)
        self.taken = taken

    def take(self, answer: str) -> None:
        """Take an answer, without saying so."""
        if answer != self.taken:
            self.taken = answer
            self.refresh()

    @property
    def place(self) -> int:
        """The number of the answer taken; -1 for none."""
        return next((index for index, answer in enumerate(self.answers) if answer.id == self.taken), -1)

    def action_step(self, by: int) -> None:
        """Take the next answer, or leave the question where there is none."""
        place = self.place + by
        if 0 <= place < len(self.answers):
            self._pick(place)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _pick(self, index: int) -> None:
        chosen = self.answers[index].id
        if chosen != self.taken:
            self.take(chosen)
            self.post_message(self.Changed(self, chosen))

    def on_click(self, event: events.Click) -> None:
        """An answer was clicked."""
        index = event.style.meta.get("answer")
        if index is not None:
            self._pick(index)

    def render(self) -> Visual:
        """The question, its answers below it."""
        names = ("ask", "taken", "more")
        tones = {name: self.get_visual_style(f"radio--{name}") for name in names}
        return Sheet(tuple(self._blocks()), tones)

    def _blocks(self) -> list[Block]:
        blocks = [Block(self.ask, "ask")] if self.ask else []
        for index, answer in enumerate(self.answers):
            click = Style.from_meta({"answer": index})
            taken = answer.id == self.taken
            cursor = CURSOR if taken and self.has_focus else " " * len(CURSOR)
            words = answer.words.stylize(click)
            blocks.append(
                Block(words, "taken" if taken else "text", INSET, cursor + (TAKEN if taken else OTHER), gap=0)
            )
            if answer.more:
                blocks.append(Block(answer.more.stylize(click), "more", INSET, gap=0))
        return blocks

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is shown where the keys are."""
        self.refresh()
        super().watch_has_focus(has_focus)
