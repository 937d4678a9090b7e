"""The history: every step of the path with what was read at it, and every branch that was left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from game.play import history
from game.play.branches import Branch, branches
from game.play.journal import START
from game.play.session import Session
from game.story.problems import counted
from game.tui import ink
from game.tui.around import SessionPage
from game.tui.desk import Desk
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

#: Before a branch that was left.
LEFT = "╰ "
REWOUND = "You are back at this step. What you left stays in the history."
PICKED_UP = "You have picked up what you had left."


class HistoryPage(SessionPage[tuple[int, str] | None]):
    """Lists acts and branches; only what the cursor is on has its text laid out.

    Answers the step to go to and what is to be said there.
    """

    NAME: ClassVar[str] = "History"
    ABOUT: ClassVar[str] = (
        "What you did, step by step, with the text it was done at. Enter goes back to just before a step. What you "
        "leave that way is kept: it is listed where it parts, marked ╰, and enter picks it up again. The debrief tells "
        "of acts that the story could not take back."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "back", show=False, id="history.back"),
    ]

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, session)
        self.left = {f"left {branch.tip}": branch for branch in branches(session)}
        self.split = Split(verb="go there", marks=len(LEFT) if self.left else 0)
        self.steps = session.journal.path()

    def body(self) -> Iterable[Widget]:
        """The steps and the text of one."""
        yield self.split

    def on_mount(self) -> None:
        """The last step first under the cursor."""
        left = f" · {counted(len(self.left), 'branch', 'branches')} left" if self.left else ""
        words = counted(len(self.steps), "step") + left
        self.masthead.show(Content.styled("History", "bold"), Content(words))
        items = list(self._items())
        if not items:
            self.split.read([Block(Content("Nothing was done yet. What you do is listed here."), "quiet")])
            return
        self.split.list(items, at=str(self.steps[-1]) if self.steps else "")

    def _items(self) -> Iterator[Item]:
        yield from self._parting(START)
        for number in self.steps:
            yield Item(str(number), Row(ink.rich(history.act(self.session, number)), stays=True))
            yield from self._parting(number)

    def _parting(self, number: int) -> Iterator[Item]:
        """The branches that part behind a step."""
        for name, branch in self.left.items():
            if branch.fork == number:
                yield Item(name, Row(ink.rich(branch.words), stays=True), LEFT)

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        branch = self.left.get(event.id)
        shown = entry_blocks(history.entry(self.session, int(event.id))) if branch is None else self._branch(branch)
        self.split.read(tuple(shown))

    def _branch(self, branch: Branch) -> Iterator[Block]:
        """A branch that was left: where it parts, where it came to, and what was done on it."""
        yield Block(Content("A way you left"), "head")
        yield Block(ink.rich(branch.told))
        path = self.session.journal.path(branch.tip)
        for place, number in enumerate(path[-branch.steps :]):
            yield Block(ink.rich(history.act(self.session, number)), "speaker", 2, "› ", gap=0 if place else 1)

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        branch = self.left.get(event.id)
        if branch is None:
            self.dismiss((self.session.journal.steps[int(event.id)].parent, REWOUND))
        else:
            self.dismiss((branch.tip, PICKED_UP))


def entry_blocks(entry: history.Entry) -> Iterator[Block]:
    """A step with the text it was taken at."""
    yield Block(ink.line(entry.title), "head")
    yield from ink.passages(entry.passages)
    yield Block(ink.rich(entry.act), "speaker", 2, "› ")
    for note in entry.notes:
        yield Block(ink.plain(note), "quiet", 2, bar="│ ")
