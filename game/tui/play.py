"""The play screen: the text, the choices under it, the mailbox and the pad where a scene has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from game.play import history
from game.play.session import NotOpenError, Session
from game.play.turn import Option, Turn
from game.tui import facing, forward, ink
from game.tui.around import SessionPage
from game.tui.commands import Command
from game.tui.desk import Desk
from game.tui.known import Known, known
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


class PlayPage(SessionPage):
    """Draws a session's turn, and hands it what the player does."""

    NAME: ClassVar[str] = "Play"
    ABOUT: ClassVar[str] = (
        "Read, then choose what to do. Numbers choose at once; a choice marked × is shut, and says why. What was read "
        "before is above: page up. Text that you know from another run or an earlier visit is paler than what is new. "
        "Each step is kept as it is taken, so leaving never loses anything, and undo takes the last step back."
    )
    STYLES: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS: ClassVar[str | None] = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"pick({number})", "choose by number", show=False, id="play.pick", key_display="1-9")
            for number in range(1, 10)
        ),
        Binding("f", "forward", "go past", id="play.forward", tooltip="On, past text you have read before"),
        Binding("m", "mail", "mail", id="play.mail", tooltip="The mailbox; esc comes back"),
        Binding("w", "why", "why not", id="play.why", tooltip="Why a choice is shut"),
        Binding("u", "undo", "undo", id="play.undo", tooltip="Take the last step back"),
        Binding("n", "note", "note", id="play.note", tooltip="Write a private note"),
        Binding(
            "h", "history", "history", id="play.history", tooltip="All that was read and done, and going back in it"
        ),
        Binding("e", "export", "export", show=False, id="play.export", tooltip="Write what was played to a file"),
        Binding("s", "saves", "saves", show=False, id="play.saves", tooltip="The playthroughs that are kept"),
        Binding("tab", "part(1)", "other part", id="play.part", tooltip="From the choices to the other part, and back"),
        Binding("shift+tab", "part(-1)", show=False, id="play.part.back"),
        Binding("escape", "back", "title", show=False, id="page.back", tooltip="To the title; each step is kept"),
    ]

    def __init__(self, desk: Desk, session: Session, read: Known | None = None) -> None:
        super().__init__(desk, session)
        self.known = read or Known()
        self.recall = read is None
        views = {scene.view for scene in session.story.scenes.values()}
        self.story = Paper(id="story")
        self.path = Paper(id="path")
        self.letters = _letters() if "inbox" in views else None
        self.pad = _pad() if "scratchpad" in views else None
        self.choices = Choices()
        self.visit: tuple[int, str] | None = None
        self.old: frozenset[str] = frozenset()
        self.pages = Pages(session)
        self.quiet_until = 0.0
        self.add_class(f"-{session.role}", update=False)

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

    def on_mount(self) -> None:
        """Show where the session stands; the window has the name of the story until the title is back."""
        self.app.title = f"Rollout · {self.session.story.title}"
        self.show(self.session.look())
        if self.recall:
            self.call_after_refresh(self.fetch, partial(known, self.desk.library, self.session), self._recalled)

    def _recalled(self, found: Known) -> None:
        """Where one began here, what was read before is looked up once the first text is there."""
        self.known, self.visit = found, None
        self.show(self.session.look())

    def show(self, turn: Turn, said: Content | str = "") -> None:
        """Draw a turn; new text only where the place is another one than before."""
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
        if fresh:
            self.quiet_until = self.desk.now() + self.desk.pause
            self._focus(turn)
        self.refresh_bindings()

    def _lay_out(self, turn: Turn, *, update: bool = True) -> None:
        for view in VIEWS:
            self.set_class(turn.view == view, f"-{view}", update=update)

    def _show_text(self, turn: Turn, *, fresh: bool, again: bool) -> None:
        self._measure()
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
        self.path.show(self.pages.path(self.session, PATH))
        self.path.scroll_end(animate=False)

    def _say(self, turn: Turn, said: Content | str) -> None:
        if turn.notices:
            self.say(ink.line(" ".join(turn.notices)))
        elif turn.stuck and not said:
            self.say("Nothing is open here, and it is no ending.")
        elif not said and forward.step(self.session, self.old):
            self.say("You have read this before; f goes past it.")
        else:
            self.say(said)

    def _focus(self, turn: Turn) -> None:
        """The keys go to the choices; in a mailbox with unread mail, to its list."""
        in_mail = self.letters is not None and turn.view == "inbox" and turn.unread and not turn.ending
        self.set_focus(self.letters.menu if in_mail and self.letters is not None else self.choices)

    # What the player does.

    @on(Choices.Chosen)
    def _chosen(self, event: Choices.Chosen) -> None:
        """A choice of this very turn, and not by a key still held from the one before."""
        now = self.desk.now()
        if event.turn != self.choices.turn:
            return
        if now < self.quiet_until:
            self.quiet_until = now + self.desk.pause
            return
        if event.id == facing.DEBRIEF:
            self._debrief()
        elif event.id == facing.TAKE_BACK:
            self.action_undo()
        elif (option := self.session.look().option(event.id)) is not None:
            self._ask(option)

    def _ask(self, option: Option) -> None:
        """Ask first where the player wants to be asked."""
        tastes = self.desk.tastes
        if option.irreversible and tastes.confirm:
            from game.tui.confirm import ConfirmScreen

            words = "In the story this cannot be taken back. Undo still works, and your path will say that you used it."
            asked = ConfirmScreen(ink.rich(option.words), words, "Do it", "Not yet")
            self.app.push_screen(asked, lambda yes: self.take(option) if yes else None)
        elif option.note and tastes.prompts:
            from game.tui.notes import NoteScreen

            asked_note = NoteScreen(ink.rich(option.note), title="Before you do")
            self.app.push_screen(asked_note, lambda text: self.take(option, text or ""))
        else:
            self.take(option)

    def take(self, option: Option, note: str = "") -> None:
        """Take a step, and keep the note beside it."""
        self._keep_pad()
        try:
            turn = self.session.choose(option.id)
        except NotOpenError as fault:
            self.say(ink.line(str(fault)))
            return
        if note:
            self.session.note(note, option.note)
            turn = self.session.look()
        self.show(turn, "Your note is kept." if note else "")

    def on_letters_opened(self, event: Letters.Opened) -> None:
        """A letter was opened, which is a step."""
        try:
            turn = self.session.read(event.id)
        except NotOpenError as fault:
            self.say(ink.line(str(fault)))
            return
        self.show(turn)

    def action_pick(self, number: int) -> None:
        """Choose by number."""
        if not self.choices.pick(number):
            self.say(f"There is no open choice {number}.")

    def action_part(self, by: int) -> None:
        """Give the keys to another part."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_forward(self) -> None:
        """Go past what was read before, as far as there is only one way on."""
        self._keep_pad()
        gone = forward.past(self.session, self.known)
        self.show(self.session.look(), facing.gone_past(gone))

    def on_pad_done(self) -> None:
        """What is on the pad is finished."""
        self._keep_pad()
        self.set_focus(self.choices)

    def _keep_pad(self) -> None:
        """Keep what stands on the pad of a scratchpad scene."""
        written = self.pad.written if self.pad is not None else ""
        if self.pad is not None and written:
            self.session.note(written)
            self.pad.clear()
            self.show(self.session.look(), "What you wrote is kept beside this step.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No undo at the start, no other part where there is none, nothing to go past where the text is new."""
        turn = self.session.look()
        if action == "part":
            return turn.view in ("inbox", "scratchpad")
        if action == "forward":
            return forward.step(self.session, self.old) != ""
        return turn.can_undo if action == "undo" else super().check_action(action, parameters)

    def action_back(self) -> None:
        """To the title; from the pad or the mailbox to the choices first."""
        if self.focused is not None and self.focused is not self.choices:
            self._keep_pad()
            self.set_focus(self.choices)
        else:
            self.home()

    def _debrief(self) -> None:
        from game.tui.debrief.instrument import InstrumentPage

        self.app.push_screen(InstrumentPage(self.desk, self.session))

    def on_screen_resume(self) -> None:
        """The text width may have been set meanwhile."""
        self._measure()

    def _measure(self) -> None:
        self.story.measure = self.desk.tastes.measure
        if self.letters is not None:
            self.letters.paper.measure = self.desk.tastes.measure

    def on_resize(self) -> None:
        """A window that has become wide enough has the path at its right."""
        self._show_path()

    def commands(self) -> Iterable[Command]:
        """The open choices, then what any session has."""
        doors = [door for door in self.choices.doors if door.open]
        chosen = (
            Command(f"Choose: {door.words.plain}", partial(self.choices.pick, number))
            for number, door in enumerate(doors, 1)
        )
        return [*chosen, *super().commands()]


def _letters() -> Letters:
    from game.tui.widgets.letters import Letters

    return Letters(id="letters")


def _pad() -> Pad:
    from game.tui.notes import Pad

    return Pad(id="pad")
