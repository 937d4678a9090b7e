"""What every screen has: a title line, a line of feedback, the keys that work, help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.play.library import CannotOpenError
from game.play.session import Session
from game.play.shelf import ShelfError
from game.tui import ink
from game.tui.commands import Command
from game.tui.desk import Desk
from game.tui.once import OnceScreen
from game.tui.widgets.flash import Flash
from game.tui.widgets.keys import Keys, keys_of
from game.tui.widgets.masthead import Masthead
from game.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from game.tui.known import Known

Result = TypeVar("Result")
Made = TypeVar("Made")


class Page(OnceScreen[Result]):
    """A screen of the app.

    ``NAME`` stands in its title line, ``ABOUT`` is the paragraph of its help.  ``TEXT`` says whether there is text
    that keys scroll; ``ASIDE`` names pages of text that page up, page down and space leave alone.
    """

    NAME: ClassVar[str] = ""
    ABOUT: ClassVar[str] = ""
    TEXT: ClassVar[bool] = True
    ASIDE: ClassVar[frozenset[str | None]] = frozenset({"path"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", id="page.back", tooltip="One step back"),
        Binding("pageup", "page(-1)", "page up", show=False, id="page.up", tooltip="The text a page up"),
        Binding("pagedown,space", "page(1)", "page down", show=False, id="page.down", tooltip="The text a page down"),
        Binding("up,k", "line(-1)", "line up", show=False, id="page.line.up", tooltip="The text a line up"),
        Binding("down,j", "line(1)", "line down", show=False, id="page.line.down", tooltip="The text a line down"),
        Binding("question_mark,f1", "help", "help", id="page.help", tooltip="The keys of this screen"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.masthead = Masthead(Content.styled(self.NAME, "bold"))
        self.flash = Flash()

    def compose(self) -> ComposeResult:
        """Title line, body, feedback, keys."""
        yield self.masthead
        yield from self.body()
        yield self.flash
        yield Keys()

    def body(self) -> Iterable[Widget]:
        """What is between the title line and the line of feedback."""
        return ()

    @dataclass
    class Fetched(Message):
        """What was worked on away from the screen is there."""

        go_on: Callable[[], object]

    @dataclass
    class Refused(Message):
        """A story or a save cannot be opened or written, and why."""

        reason: str

    @work(thread=True, exclusive=True, group="fetch", exit_on_error=False)
    def fetch(self, make: Callable[[], Made], then: Callable[[Made], object]) -> None:
        """Make something away from the screen, which may take a moment; ``then`` is done with it on the screen."""
        try:
            made = make()
        except (CannotOpenError, ShelfError) as reason:
            self.post_message(self.Refused(str(reason)))
        else:
            self.post_message(self.Fetched(partial(then, made)))

    def open(self, make: Callable[[], Session]) -> None:
        """Make a playthrough and play it."""
        from game.tui.known import known

        def opening() -> tuple[Session, Known]:
            session = make()
            return session, known(self.desk.library, session)

        self.fetch(opening, self._play)

    def _play(self, made: tuple[Session, Known]) -> None:
        from game.tui import ways

        self.app.push_screen(ways.play(self.desk, *made))

    @on(Fetched)
    def _fetched(self, event: Fetched) -> None:
        if self.app.screen is self:
            event.go_on()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        self.say(ink.line(event.reason))

    def on_screen_resume(self) -> None:
        """Before it is laid out, and again in case it was set meanwhile: text is as wide as the player wants it."""
        for paper in self.query(Paper):
            paper.measure = self.measure

    @property
    def measure(self) -> int:
        """How wide a line of text may be here."""
        return self.desk.tastes.measure

    def export(self, session: Session) -> None:
        """Ask in which form a playthrough is to be written to a file, and say what came of it."""
        from game.tui.exporting import ExportScreen

        self.app.push_screen(ExportScreen(self.desk.library, session), self._exported)

    def _exported(self, said: str | None) -> None:
        if said:
            self.say(ink.line(said))

    def say(self, words: Content | str) -> None:
        """Say something in the line of feedback; pack words come as content."""
        self.flash.say(words)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always text to scroll."""
        return super().check_action(action, parameters) if self.TEXT else action not in ("page", "line")

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss()

    def action_help(self) -> None:
        """Open the help of this screen."""
        from game.tui.helping import HelpPage

        self.app.push_screen(HelpPage(self.desk, self.NAME, self.ABOUT, keys_of(self)))

    def action_page(self, by: int) -> None:
        """Scroll the text by a page, one line kept."""
        paper = self.reading
        if paper is not None:
            self._scroll(paper, by * max(1, paper.scrollable_content_region.height - 1))

    def action_line(self, by: int) -> None:
        """Scroll the text by a line."""
        if self.reading is not None:
            self._scroll(self.reading, by)

    def _scroll(self, paper: Paper, lines: int) -> None:
        paper.scroll_to(y=paper.scroll_offset.y + lines, animate=self.desk.tastes.motion)

    @property
    def reading(self) -> Paper | None:
        """The page of text that can be seen and scrolled."""
        return next((paper for paper in self.query(Paper) if paper.region and paper.id not in self.ASIDE), None)

    @on(Paper.Moved)
    def hint(self) -> None:
        """Say whether there is more to read below."""
        paper = self.reading
        self.flash.hint(more=paper is not None and paper.more)

    def commands(self) -> Iterable[Command]:
        """What the palette offers here besides the keys."""
        return ()

    def home(self) -> None:
        """Close every screen but the title, which is opened where one began without it."""
        while len(self.app.screen_stack) > 1 and not getattr(self.app.screen, "FIRST", False):
            self.app.pop_screen()
        if not getattr(self.app.screen, "FIRST", False):
            from game.tui.title import TitlePage

            self.app.push_screen(TitlePage(self.desk))
