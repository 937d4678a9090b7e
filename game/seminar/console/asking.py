"""Small dialogs: counts by hand, the number of heads, lines to show, help, leaving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, SelectionList
from textual.widgets.selection_list import Selection

from game.seminar.console.ink import line, plain
from game.seminar.stage import MOST_HANDS

Answer = TypeVar("Answer")
CANCEL: list[BindingType] = [Binding("escape", "dismiss_none", "back", id="ask.back")]


class Asking(ModalScreen[Answer | None], Generic[Answer]):
    """A dialog that Escape leaves without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = CANCEL

    def action_dismiss_none(self) -> None:
        """Leave."""
        self.dismiss(None)


class HandCount(Asking[dict[str, int]]):
    """A number for each option; one left empty was not offered."""

    def __init__(self, title: str, options: Sequence[tuple[str, str]], known: dict[str, int]) -> None:
        super().__init__()
        self.heading = title
        self.options = options
        self.known = known

    def compose(self) -> ComposeResult:
        """A field a line."""
        with VerticalScroll(classes="dialog"):
            yield Label(plain(f"Hands counted: {self.heading}", "bold"))
            yield Label(plain("Enter goes on, the last one keeps. Leave empty what nobody was offered.", "dim"))
            for at, (value, words) in enumerate(self.options):
                yield Label(Content.assemble((f"{chr(65 + at % 26)}  ", "bold"), line(words)))
                kept = self.known.get(value)
                yield Input("" if kept is None else str(kept), "how many", type="integer", max_length=4, compact=True)
            yield Label("", id="wrong")

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """To the next field, or keep them all."""
        fields = list(self.query(Input))
        if event.input is not fields[-1]:
            self.focus_next()
            return
        counts = {
            value: int(field.value)
            for (value, _), field in zip(self.options, fields, strict=True)
            if field.value.strip().isdecimal()
        }
        if any(count > MOST_HANDS for count in counts.values()):
            self.query_one("#wrong", Label).update(f"A count is at most {MOST_HANDS}.")
            return
        self.dismiss(counts)


class HeadCount(Asking[int]):
    """How many people are in the room."""

    def compose(self) -> ComposeResult:
        """One field."""
        with Vertical(classes="dialog"):
            yield Label(plain("How many people are here? More phones than people means that somebody votes twice."))
            yield Input(type="integer", max_length=4)

    @on(Input.Submitted)
    def keep(self, event: Input.Submitted) -> None:
        """Answer, where it is a number."""
        self.dismiss(int(event.value) if event.value.isdecimal() else None)


class Lines(Asking[list[str]]):
    """Lines from the exit ticket; those that are ticked may stand on the wall."""

    def __init__(self, lines: Sequence[tuple[str, str]], approved: frozenset[str]) -> None:
        super().__init__()
        self.lines = lines
        self.approved = approved

    def compose(self) -> ComposeResult:
        """The lines, to be ticked."""
        with Vertical(classes="dialog"):
            yield Label(plain("Space ticks what the wall may show; Esc keeps it so.", "dim"))
            if self.lines:
                yield SelectionList[str](
                    *(Selection(plain(words), name, name in self.approved) for name, words in self.lines), compact=True
                )
            else:
                yield Label(plain("Nobody has written a line."))

    def action_dismiss_none(self) -> None:
        """Answer with what is ticked."""
        ticked = list(self.query_one(SelectionList).selected) if self.lines else []
        self.dismiss(ticked)


class Help(Asking[None]):
    """Every key."""

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """A key a line."""
        with VerticalScroll(classes="dialog"):
            for key, words in self.rows:
                yield Label(Content.assemble((f"{key:>2}  ", "bold"), plain(words)))


class Leaving(Asking[str]):
    """Whether to leave, and what becomes of the room."""

    def __init__(self, until: str) -> None:
        super().__init__()
        self.until = until

    def compose(self) -> ComposeResult:
        """Three ways."""
        with Vertical(classes="dialog"):
            yield Label(plain("Close the room? Phones are told."))
            yield Button("Stay", id="stay", variant="primary")
            yield Button(f"Close it for now; it can be taken up again {self.until}", id="close")
            yield Button("End it, and delete everything that was kept of it", id="delete")

    @on(Button.Pressed)
    def answer(self, event: Button.Pressed) -> None:
        """What was chosen."""
        self.dismiss(None if event.button.id == "stay" else event.button.id)
