"""The history: every step of the path, what was read at it, and the way back to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from game.play.session import Session
from game.story.problems import counted
from game.tui import ink, transcript
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split


class HistoryPage(Page[int | None]):
    """Lists the acts; only the one the cursor is on has its text laid out.  Answers where to go back to."""

    NAME: ClassVar[str] = "History"
    ABOUT: ClassVar[str] = (
        "What you did, step by step, with the text it was done at. Enter goes back to just before a step; what came "
        "after stays in the save, and the debrief tells of acts that the story could not take back."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "back", show=False, id="history.back"),
    ]

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.split = Split(verb="go back to before it")
        self.steps = session.journal.path()

    def body(self) -> Iterable[Widget]:
        """The steps and the text of one."""
        yield self.split

    def on_mount(self) -> None:
        """The last step first under the cursor."""
        back = len(list(self.session.journal.taken_back()))
        words = counted(len(self.steps), "step") + (f" · {back} taken back" if back else "")
        self.masthead.show(Content.styled("History", "bold"), Content(words))
        self.split.paper.measure = self.desk.tastes.measure
        if not self.steps:
            self.split.read([Block(Content("Nothing was done yet. What you do is listed here."), "quiet")])
            return
        self.split.list(self._items(), at=str(self.steps[-1]))

    def _items(self) -> Iterator[Item]:
        for number in self.steps:
            yield Item(str(number), Row(ink.rich(transcript.act(self.session, number)), stays=True))

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        self.split.read(tuple(moment_blocks(transcript.moment(self.session, int(event.id)))))

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        step = self.session.journal.steps[int(event.id)]
        self.dismiss(step.parent)


def moment_blocks(moment: transcript.Moment) -> Iterator[Block]:
    """A step as it is read again."""
    yield Block(ink.line(moment.title), "head")
    yield from ink.passages(moment.passages)
    yield Block(ink.rich(moment.act), "speaker", 2, "› ")
    for note in moment.notes:
        yield Block(ink.plain(note), "quiet", 2, bar="│ ")
