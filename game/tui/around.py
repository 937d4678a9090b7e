"""What can be opened from a playthrough: its mail, its history, why a choice is shut, its transcript, its name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from game.play import history
from game.play.session import NotOpenError, Session
from game.play.shelf import LONGEST_NAME, ShelfError
from game.play.turn import Turn
from game.play.words import kept
from game.tui import ink
from game.tui.commands import Command
from game.tui.desk import Desk
from game.tui.page import Page, Result

if TYPE_CHECKING:
    from game.tui.widgets.letters import Letters


class SessionPage(Page[Result]):
    """A page about a playthrough, with the accent of its role."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.add_class(f"-{session.role}", update=False)

    def action_map(self) -> None:
        """Open the map of the path."""
        from game.tui.pathmap import MapPage

        self.app.push_screen(MapPage(self.desk, self.session))

    def action_export(self) -> None:
        """Write what was played to a file."""
        self.export(self.session)


class StepPage(SessionPage[None]):
    """A page on which steps are taken; ``show`` draws the turn that comes of one."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, session)
        self.desk.session = session

    def show(self, turn: Turn, said: Content | str = "") -> None:
        """Draw a turn, and say something."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys tell the truth: no mail key without mail, no reasons where nothing is shut."""
        turn = self.session.look()
        if action == "mail":
            return bool(turn.mail) and turn.view != "inbox"
        if action == "why":
            return any(not option.open for option in turn.options)
        return super().check_action(action, parameters)

    def action_undo(self) -> None:
        """Take the last step back and say which it was."""
        head = self.session.journal.head
        words = history.act(self.session, head) if self.session.look().can_undo else ""
        if self.session.undo() is None:
            self.say("There is nothing to take back yet.")
        else:
            self.show(self.session.look(), Content("Taken back: ") + ink.rich(words))

    def action_note(self) -> None:
        """Write a private note."""
        from game.tui.notes import NoteScreen

        self.app.push_screen(NoteScreen(Content("")), self._noted)

    def _noted(self, text: str | None) -> None:
        if text:
            self.session.note(text)
            self.show(self.session.look(), "Your note is kept beside this step.")

    def action_mail(self) -> None:
        """Open the mailbox."""
        from game.tui.mailbox import MailPage

        self.app.push_screen(MailPage(self.desk, self.session), lambda _: self.show(self.session.look()))

    def on_letters_opened(self, event: Letters.Opened) -> None:
        """Open a letter, which is a step of the story wherever it is done."""
        try:
            turn = self.session.read(event.id)
        except NotOpenError as fault:
            self.say(ink.line(str(fault)))
        else:
            self.show(turn)

    def action_history(self) -> None:
        """Open the history; a step picked there is gone back to, and a branch is picked up."""
        from game.tui.history import HistoryPage

        self.app.push_screen(HistoryPage(self.desk, self.session), self._rewound)

    def _rewound(self, picked: tuple[int, str] | None) -> None:
        if picked is not None:
            number, said = picked
            self.show(self.session.rewind(number), said)

    def action_why(self) -> None:
        """Say why choices are shut."""
        from game.tui.whynot import WhyPage

        self.app.push_screen(WhyPage(self.desk, self.session))

    def action_name(self) -> None:
        """Ask what this playthrough is to be called."""
        from game.tui.asking import AskScreen

        called = self.desk.library.name_of(self.session)
        asked = AskScreen("What shall this playthrough be called?", called, longest=LONGEST_NAME)
        self.app.push_screen(asked, self._named)

    def _named(self, name: str | None) -> None:
        if name is None:
            return
        try:
            called = self.desk.library.rename(self.session, name)
        except ShelfError as fault:
            self.say(ink.line(str(fault)))
        else:
            self.say(ink.line(f"It is now called “{called}”.") if called else "It has no name any more.")

    def action_saves(self) -> None:
        """Open the list of playthroughs."""
        from game.tui.saves import SavesPage

        self.app.push_screen(SavesPage(self.desk))

    def commands(self) -> Iterable[Command]:
        """What has no key of its own."""
        return [Command("Save now", self._save), Command("Name this playthrough", self.action_name)]

    def _save(self) -> None:
        """Nothing has to be saved by hand; who does it all the same is told where it is."""
        self.session.save()
        self.say(ink.line(kept(self.desk.library, self.session)))
