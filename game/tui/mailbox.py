"""The mailbox, from any scene."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from game.play.session import Session
from game.play.turn import Turn
from game.tui import facing, ink
from game.tui.around import StepPage
from game.tui.desk import Desk
from game.tui.widgets.letters import Letters


class MailPage(StepPage):
    """Opening a letter here is a step of the story, as it is in a scene of its own."""

    NAME: ClassVar[str] = "Mailbox"
    ABOUT: ClassVar[str] = (
        "Everything that has come so far. Senders and subjects can be seen; what is inside can be seen once a letter "
        "is opened, and the story remembers that it was. A dot marks what is unread."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, session)
        self.letters = Letters()

    def body(self) -> Iterable[Widget]:
        """The list and what is open."""
        yield self.letters

    def on_mount(self) -> None:
        """Show what has come."""
        self._list(self.session.look(), fresh=True)

    def show(self, turn: Turn, said: Content | str = "") -> None:
        """Show the mailbox as it now is."""
        self.say(ink.line(" ".join(turn.notices)) if turn.notices else said)
        self._list(turn, fresh=False)

    def _list(self, turn: Turn, *, fresh: bool) -> None:
        self.masthead.show(Content.styled("Mailbox", "bold"), ink.line(f"{turn.role} · {turn.unread} unread"))
        self.letters.show(facing.envelopes(turn.mail), (), name=Content(""), fresh=fresh)
