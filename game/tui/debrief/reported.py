"""As reported: lines to mark as faithful or not, one by one; then why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from game.play.debrief import Debrief
from game.story.model import Story
from game.tui import ink
from game.tui.debrief.panel import Guesses, TextPanel
from game.tui.widgets.sheet import Block

ABOUT = "How such things are told, in lines written for this story. Some of them are faithful to the record."
ASK = "Is it faithful? f says yes, x says no."
NONE = "No such line is known about the findings of this ending."


class ReportedPanel(TextPanel):
    """One line at a time: the player's mark first, then whether it is faithful and why."""

    NAME: ClassVar[str] = "As reported"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "mark(True)", "faithful", id="reported.faithful", tooltip="Mark the line as faithful"),
        Binding("x", "mark(False)", "not", id="reported.not", tooltip="Mark the line as not faithful"),
        Binding("down,j,enter", "line(1)", "next line", id="reported.next", tooltip="The next line"),
        Binding("up,k", "line(-1)", "line before", show=False, id="reported.previous", tooltip="The line before"),
    ]

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        self.at = 0
        self.marks: dict[int, bool] = {}
        super().__init__(debrief, story, guesses)
        self.can_focus = True

    def enter(self) -> None:
        """The keys mark and turn."""
        self.screen.set_focus(self)
        self._show()

    def _show(self) -> None:
        self.paper.show(tuple(self.blocks()))
        count = len(self.debrief.reported)
        self.post_message(self.Say(f"line {self.at + 1} of {count}" if count else ""))
        self.refresh_bindings()

    def blocks(self) -> Iterator[Block]:
        """The line, and once it is marked, whether it is faithful and why."""
        if not self.debrief.reported:
            yield Block(Content(NONE), "quiet")
            return
        yield Block(Content(ABOUT), "quiet")
        told = self.debrief.reported[self.at]
        yield Block(ink.line(f"“{told.line}”", "bold"), "text", 2)
        mark = self.marks.get(self.at)
        if mark is None:
            yield Block(Content(ASK), "quiet")
            return
        verdict = "Faithful." if told.faithful else "Not faithful."
        yield Block(Content(f"{verdict} You said {'so' if mark == told.faithful else 'otherwise'}."), "head")
        yield Block(ink.line(told.why))
        yield from self.cards((told.finding,))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There must be a line; a mark is made once."""
        if action == "mark":
            return bool(self.debrief.reported) and self.at not in self.marks
        return action != "line" or len(self.debrief.reported) > 1

    def action_mark(self, faithful: bool) -> None:
        """Mark the line, and see."""
        self.marks[self.at] = faithful
        self._show()

    def action_line(self, by: int) -> None:
        """Another line."""
        self.at = (self.at + by) % len(self.debrief.reported)
        self._show()
