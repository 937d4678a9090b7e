"""Playing a story while it is written: the page reads the files again as they change, and shows their faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.message import Message

from game.play.session import Session
from game.play.watch import Reloaded, Watch
from game.tui import ink
from game.tui.desk import Desk
from game.tui.faults import FaultsPage
from game.tui.known import Known
from game.tui.play import PlayPage

#: Seconds between two looks at the files.
LULL = 0.5


class WatchedFaults(FaultsPage):
    """The faults of the story as it was last written."""

    ABOUT: ClassVar[str] = (
        "The story was saved with faults. The last good version goes on below; this page closes by itself once the "
        "files are right again."
    )
    NOTE: ClassVar[str] = "The last good version goes on below."


class WatchedPage(PlayPage):
    """The play screen of a story that is being written."""

    @dataclass
    class Again(Message):
        """The files were read again, for the session as it stood at a step."""

        result: Reloaded
        steps: int

    def __init__(self, desk: Desk, session: Session, known: Known | None = None) -> None:
        super().__init__(desk, session, known)
        self.files = Watch(desk.library, session.story)

    def on_mount(self) -> None:
        """Look at the files now and then."""
        self.set_interval(LULL, self.look_again)

    def look_again(self) -> None:
        """Read the story again if its files have changed, unless something else than its faults is open above."""
        if (self.is_current or isinstance(self.app.screen, WatchedFaults)) and self.files.changed():
            self._read_again()

    @work(thread=True, exclusive=True, group="watch", exit_on_error=False)
    def _read_again(self) -> None:
        steps = len(self.session.journal.steps)
        self.post_message(self.Again(self.files.reload(self.session), steps))

    @on(Again)
    def _taken_over(self, event: Again) -> None:
        """Go on in the new version, or show what is wrong with it."""
        result = event.result
        if event.steps != len(self.session.journal.steps):
            self._read_again()  # a step was taken meanwhile
        elif result.session is not None:
            self._close_faults()
            self.session = self.desk.session = result.session
            self.visit = None
            self.show(result.session.look(), ink.line(result.said))
        elif result.loaded.errors:
            self._show_faults(result)
        else:
            self.say(ink.line(result.said))

    def _close_faults(self) -> None:
        if isinstance(self.app.screen, WatchedFaults):
            self.app.screen.dismiss()

    def _show_faults(self, result: Reloaded) -> None:
        self.say(ink.line(result.said))
        if isinstance(self.app.screen, WatchedFaults):
            self.app.screen.tell(result.loaded)
        else:
            self.app.push_screen(WatchedFaults(self.desk, result.loaded))
