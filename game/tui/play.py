"""The play screen: the text, the choices under it, the mailbox and the pad where a scene has them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from game.play.session import NotOpenError, Session
from game.play.turn import Option, Turn
from game.tui import facing, ink, transcript
from game.tui.commands import Command
from game.tui.desk import Desk
from game.tui.notes import NoteScreen, Pad
from game.tui.page import Page
from game.tui.widgets.choices import Choices
from game.tui.widgets.letters import Letters
from game.tui.widgets.paper import Paper

#: How many steps back the text can be scrolled here; the history has all of them.
PAST = 6
#: How many steps the path at the right of a wide window shows.
PATH = 40
#: What is seen of before: what was done, and an empty line.
PEEK = 2
VIEWS = ("narration", "inbox", "console", "scratchpad")


class PlayPage(Page[None]):
    """Draws a session's turn, and hands it what the player does."""

    NAME: ClassVar[str] = "Play"
    ABOUT: ClassVar[str] = (
        "Read, then choose what to do. Numbers choose at once; a choice marked × is shut, and says why. What was read "
        "before is above: page up. Each step is kept as it is taken, so leaving never loses anything, and undo takes "
        "the last step back."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Choices"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"pick({number})", "choose by number", show=False, id="play.pick", key_display="1-9")
            for number in range(1, 10)
        ),
        Binding("m", "mail", "mail", id="play.mail", tooltip="The mailbox; esc comes back"),
        Binding("u", "undo", "undo", id="play.undo", tooltip="Take the last step back"),
        Binding("n", "note", "note", id="play.note", tooltip="Write a private note"),
        Binding(
            "h", "history", "history", id="play.history", tooltip="All that was read and done, and going back in it"
        ),
        Binding("s", "saves", "saves", show=False, id="play.saves", tooltip="The playthroughs that are kept"),
        Binding("tab", "part(1)", "other part", id="play.part", tooltip="From the choices to the other part, and back"),
        Binding("shift+tab", "part(-1)", show=False, id="play.part.back"),
        Binding("escape", "back", "title", show=False, id="page.back", tooltip="To the title; each step is kept"),
    ]

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.session = session
        self.desk.session = session
        self.story = Paper(id="story")
        self.path = Paper(id="path")
        self.letters = Letters(id="letters")
        self.pad = Pad(id="pad")
        self.choices = Choices()
        self.visit: tuple[int, str] | None = None
        self.quiet_until = 0.0
        self.add_class(f"-{session.role}")

    def body(self) -> Iterable[Widget]:
        """All parts; which of them a scene has is a matter of its view."""
        yield Horizontal(self.story, self.letters, self.path, id="stage")
        yield self.pad

    def compose(self) -> Iterable[Widget]:
        """The choices stand between the feedback and the keys."""
        *parts, keys = super().compose()
        yield from (*parts, self.choices, keys)

    def on_mount(self) -> None:
        """Show where the session stands."""
        self.app.title = f"Rollout: {self.session.story.title}"
        self.show(self.session.look())

    def show(self, turn: Turn, said: Content | str = "") -> None:
        """Draw a turn; new text only where the place is another one than before."""
        visit = (transcript.visit(self.session), turn.scene)
        fresh = visit != self.visit
        again = self.visit is not None and self.visit[1] == turn.scene and turn.view == "console"
        self.visit = visit
        with self.app.batch_update():
            self.masthead.show(facing.left(turn), facing.right(turn), facing.place(turn))
            for view in VIEWS:
                self.set_class(turn.view == view, f"-{view}")
            self._show_text(turn, fresh=fresh, again=again)
            self.choices.offer(facing.doors(turn), keep=again or not fresh)
            self._say(turn, said)
        if fresh:
            self.quiet_until = self.desk.now() + self.desk.pause
            self._focus(turn)
        self.refresh_bindings()

    def _show_text(self, turn: Turn, *, fresh: bool, again: bool) -> None:
        self.story.measure = self.letters.paper.measure = self.desk.tastes.measure
        if turn.view == "inbox":
            name = ink.line(turn.title)
            self.letters.show(facing.envelopes(turn.mail), tuple(facing.text(turn)), name=name, fresh=fresh)
        elif turn.view == "console":
            self.story.show(tuple(facing.console(turn)), stay=again)
        elif fresh or turn.view == "scratchpad":
            before = tuple(facing.past(transcript.moments(self.session, PAST)))
            written = facing.written(self.session) if turn.view == "scratchpad" else ()
            self.story.show((*before, *facing.text(turn), *written), mark=len(before), peek=PEEK)
        self._show_path()

    def _show_path(self) -> None:
        """The path so far, for windows wide enough to have it at the right."""
        acts = transcript.acts(self.session, PATH)
        self.path.show(tuple(facing.path(acts)))
        self.path.scroll_end(animate=False)

    def _say(self, turn: Turn, said: Content | str) -> None:
        if turn.notices:
            self.say(ink.line(" ".join(turn.notices)))
        elif turn.stuck and not said:
            self.say("Nothing is open here, and it is no ending.")
        else:
            self.say(said)

    def _focus(self, turn: Turn) -> None:
        """The keys go to the choices; in a mailbox with unread mail, to its list."""
        target = self.letters.menu if turn.view == "inbox" and turn.unread and not turn.ending else self.choices
        self.set_focus(target)

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

    @on(Letters.Opened)
    def _opened_letter(self, event: Letters.Opened) -> None:
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

    def action_undo(self) -> None:
        """Take the last step back and say which it was."""
        head = self.session.journal.head
        words = transcript.act(self.session, head) if self.session.look().can_undo else ""
        if self.session.undo() is None:
            self.say("There is nothing to take back yet.")
        else:
            self.show(self.session.look(), Content("Taken back: ") + ink.rich(words))

    def action_note(self) -> None:
        """Write a private note."""
        self.app.push_screen(NoteScreen(Content("")), self._noted)

    def _noted(self, text: str | None) -> None:
        if text:
            self.session.note(text)
            self.show(self.session.look(), "Your note is kept beside this step.")

    @on(Pad.Done)
    def _written(self) -> None:
        self._keep_pad()
        self.set_focus(self.choices)

    def _keep_pad(self) -> None:
        """Keep what stands on the pad of a scratchpad scene."""
        written = self.pad.written
        if written:
            self.session.note(written)
            self.pad.clear()
            self.show(self.session.look(), "What you wrote is kept beside this step.")

    # Where one can go from here.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The keys tell the truth: no mail key without mail, no undo at the start."""
        turn = self.session.look()
        if action == "mail":
            return bool(turn.mail) and turn.view != "inbox"
        if action == "part":
            return turn.view in ("inbox", "scratchpad")
        return turn.can_undo if action == "undo" else True

    def action_mail(self) -> None:
        """Open the mailbox."""
        from game.tui.mailbox import MailPage

        self.app.push_screen(MailPage(self.desk, self.session), lambda _: self.show(self.session.look()))

    def action_history(self) -> None:
        """Open the history; a step picked there is gone back to."""
        from game.tui.history import HistoryPage

        self.app.push_screen(HistoryPage(self.desk, self.session), self._rewound)

    def _rewound(self, number: int | None) -> None:
        if number is not None:
            self.show(self.session.rewind(number), "You are back at this step. What came after it stays in the save.")

    def action_saves(self) -> None:
        """Open the list of playthroughs."""
        from game.tui.saves import SavesPage

        self.app.push_screen(SavesPage(self.desk))

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
        self.story.measure = self.letters.paper.measure = self.desk.tastes.measure

    def commands(self) -> Iterable[Command]:
        """The open choices, for the palette."""
        return [
            Command(f"Choose: {door.words.plain}", partial(self.choices.pick, number))
            for number, door in enumerate((door for door in self.choices.doors if door.open), 1)
        ]
