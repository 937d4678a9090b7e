"""This instrument: what the story is and is not, before anything else is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from game.play.debrief import Debrief, debrief
from game.play.session import Session
from game.tui import facing, ink
from game.tui.around import SessionPage
from game.tui.desk import Desk
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

SILENT = (
    "This is a story, written by people who knew the results it draws on. It is no replication of a test. One path "
    "is one run, and no count of paths is a rate."
)


class InstrumentPage(SessionPage[None]):
    """Comes before every debrief."""

    NAME: ClassVar[str] = "This instrument"
    ABOUT: ClassVar[str] = "What this story is and what it is not. The debrief follows."
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, session)
        self.debrief: Debrief = debrief(session, desk.library.found_endings(session.story))
        self.masthead.show(*facing.ended(self.debrief))
        self.paper = Paper((Block(Content("This instrument"), "head"), *ink.prose(self.debrief.instrument or SILENT)))

    def body(self) -> Iterable[Widget]:
        """The text and the way on."""
        yield self.paper
        yield Menu([Item("on", Content("Go on to the debrief"))], id="onward")

    @on(Menu.Picked)
    def _on(self) -> None:
        from game.tui.debrief.screen import DebriefPage

        self.app.switch_screen(DebriefPage(self.desk, self.session, self.debrief))
