"""A turn on the screen: the text, the mailbox and the pad where a scene has them, the choices under it, the path beside."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from game.play import history
from game.play.session import Session
from game.play.turn import Turn
from game.tui import facing, forward, ink
from game.tui.around import StepPage
from game.tui.desk import Desk
from game.tui.known import Known
from game.tui.pages import Pages
from game.tui.widgets.choices import Choices
from game.tui.widgets.paper import Paper

if TYPE_CHECKING:
    from game.tui.notes import Pad
    from game.tui.widgets.letters import Letters

#: How many steps back the text can be scrolled here; the history has all of them.
PAST = 6
#: How many steps the path at the right of a wide window shows.
PATH = 40
#: How wide a window has the path at its right; the style sheet's -wide is the same.
WIDE = 100
#: What is seen of before: what was done, and an empty line.
PEEK = 2
#: The views that are laid out in ways of their own; the others are pages of text.
VIEWS = ("inbox", "scratchpad")


class TurnPage(StepPage):
    """Has a part for whatever the scenes of the story need, and draws a turn into those that its view shows."""

    STYLES: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS: ClassVar[str | None] = "Choices"

    def __init__(self, desk: Desk, session: Session, read: Known | None = None) -> None:
        super().__init__(desk, session)
        self.known = read or Known()
        views = {scene.view for scene in session.story.scenes.values()}
        self.story = Paper(id="story")
        self.path = Paper(id="path")
        self.letters = _letters() if "inbox" in views else None
        self.pad = _pad() if "scratchpad" in views else None
        self.choices = Choices()
        self.visit: tuple[int, str] | None = None
        self.old: frozenset[str] = frozenset()
        self.pages = Pages(session)

    def body(self) -> Iterable[Widget]:
        """The parts that some scene of the story has; which of them this one has is a matter of its view."""
        yield Horizontal(*(part for part in (self.story, self.letters, self.path) if part is not None), id="stage")
        if self.pad is not None:
            yield self.pad

    def compose(self) -> Iterable[Widget]:
        """The choices stand between the feedback and the keys."""
        self._lay_out(self.session.look(), update=False)
        *parts, keys = super().compose()
        yield from (*parts, self.choices, keys)

    def draw(self, turn: Turn, said: Content | str) -> bool:
        """Draw a turn, with new text only where the place is another one than before; whether it is another one."""
        visit = (history.visit(self.session), turn.scene)
        fresh = visit != self.visit
        again = self.visit is not None and self.visit[1] == turn.scene and turn.view == "console"
        self.visit = visit
        self.old = self.known.before(self.session) if fresh else self.old
        with self.app.batch_update():
            self.masthead.show(facing.left(turn), facing.right(turn), facing.place(turn))
            self._lay_out(turn)
            self._show_text(turn, fresh=fresh, again=again)
            self.choices.offer(facing.doors(turn), keep=again or not fresh)
            self._say(turn, said)
        self.known.read(self.session, turn)
        return fresh

    def _lay_out(self, turn: Turn, *, update: bool = True) -> None:
        for view in VIEWS:
            self.set_class(turn.view == view, f"-{view}", update=update)

    def _show_text(self, turn: Turn, *, fresh: bool, again: bool) -> None:
        if turn.view == "inbox" and self.letters is not None:
            name = ink.line(turn.title)
            text = tuple(facing.text(turn, self.old))
            self.letters.show(facing.envelopes(turn.mail), text, name=name, fresh=fresh)
        elif turn.view == "console":
            self.story.show(tuple(facing.console(turn)), stay=again)
        elif fresh or turn.view == "scratchpad":
            before = self.pages.past(self.session, PAST)
            written = facing.written(self.session) if turn.view == "scratchpad" else ()
            self.story.show((*before, *facing.text(turn, self.old), *written), mark=len(before), peek=PEEK)
        self._show_path()

    def _show_path(self) -> None:
        """The path so far, for windows wide enough to have it at the right."""
        if self.app.size.width < WIDE:
            return
        self.path.show(self.pages.path(self.session, PATH), foot=True)

    def _say(self, turn: Turn, said: Content | str) -> None:
        if turn.notices:
            self.say(ink.line(" ".join(turn.notices)))
        elif turn.stuck and not said:
            self.say("Nothing is open here, and it is no ending.")
        elif not said and forward.step(self.session, self.old):
            self.say("You have read this before; f goes past it.")
        else:
            self.say(said)

    def on_resize(self) -> None:
        """A window that has become wide enough has the path at its right."""
        self._show_path()


def _letters() -> Letters:
    from game.tui.widgets.letters import Letters

    return Letters(id="letters")


def _pad() -> Pad:
    from game.tui.notes import Pad

    return Pad(id="pad")
