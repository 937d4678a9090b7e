"""Playing a story while it is written: the page reads the files again as they change, and shows their faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.play.session import Session
from game.play.watch import Reloaded, Watch
from game.story.problems import Problem, counted
from game.tui import ink
from game.tui.desk import Desk
from game.tui.known import Known
from game.tui.page import Page
from game.tui.play import PlayPage
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

#: Seconds between two looks at the files.
LULL = 0.5


class FaultsPage(Page[None]):
    """The faults of the story as it was last written."""

    NAME: ClassVar[str] = "Faults"
    ABOUT: ClassVar[str] = (
        "The story was saved with faults. The last good version goes on below; this page closes by itself once the "
        "files are right again."
    )

    def __init__(self, desk: Desk, problems: Iterable[Problem]) -> None:
        super().__init__(desk)
        self.paper = Paper()
        self.paper.blocks = tuple(told(problems))

    def body(self) -> Iterable[Widget]:
        """One page of text."""
        yield self.paper

    def tell(self, problems: Iterable[Problem]) -> None:
        """Show the faults there are now."""
        self.paper.show(tuple(told(problems)))


def told(problems: Iterable[Problem]) -> Iterator[Block]:
    """Faults as a page, each with the line it stands on, the place underlined."""
    listed = list(problems)
    yield Block(Content(f"{counted(len(listed), 'fault')}; the last good version goes on below."))
    for problem in listed:
        head, *lines = str(problem).split("\n")
        yield Block(ink.plain(head), "head")
        for number, line in enumerate(lines):
            yield Block(ink.plain(line), "log", gap=0 if number else 1)


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
        if (self.is_current or isinstance(self.app.screen, FaultsPage)) and self.files.changed():
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
        if isinstance(self.app.screen, FaultsPage):
            self.app.screen.dismiss()

    def _show_faults(self, result: Reloaded) -> None:
        self.say(ink.line(result.said))
        if isinstance(self.app.screen, FaultsPage):
            self.app.screen.tell(result.loaded.errors)
        else:
            self.app.push_screen(FaultsPage(self.desk, result.loaded.errors))
