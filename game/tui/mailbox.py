"""The mailbox, from any scene."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget

from game.play.session import NotOpenError, Session
from game.tui import facing, ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.letters import Letters


class MailPage(Page[None]):
    """Opening a letter here is a step of the story, as it is in a scene of its own."""

    NAME: ClassVar[str] = "Mailbox"
    ABOUT: ClassVar[str] = (
        "Everything that has come so far. Senders and subjects can be seen; what is inside can be seen once a letter "
        "is opened, and the story remembers that it was. A dot marks what is unread."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.letters = Letters()

    def body(self) -> Iterable[Widget]:
        """The list and what is open."""
        yield self.letters

    def on_mount(self) -> None:
        """Show what has come."""
        self.letters.paper.measure = self.desk.tastes.measure
        self.show(fresh=True)

    def show(self, *, fresh: bool = False) -> None:
        """Show the mailbox as it now is."""
        turn = self.session.look()
        self.masthead.show(Content.styled("Mailbox", "bold"), ink.line(f"{turn.role} · {turn.unread} unread"))
        self.letters.show(facing.envelopes(turn.mail), (), name=Content(""), fresh=fresh)

    @on(Letters.Opened)
    def _opened_letter(self, event: Letters.Opened) -> None:
        try:
            turn = self.session.read(event.id)
        except NotOpenError as fault:
            self.say(ink.line(str(fault)))
            return
        self.say(ink.line(" ".join(turn.notices)))
        self.show()
