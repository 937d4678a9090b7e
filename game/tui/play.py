"""The play screen: what each key does, and what happens to what was picked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from game.play.session import NotOpenError, Session
from game.play.turn import Option, Turn
from game.tui import facing, forward, ink
from game.tui.commands import Command
from game.tui.desk import Desk
from game.tui.known import Known, known
from game.tui.turn import TurnPage
from game.tui.widgets.choices import Choices

#: The keys that work at some turns only.
CHANGING = ("undo", "mail", "why", "part", "forward")


class PlayPage(TurnPage):
    """Hands the session what the player does, and shows what comes of it."""

    NAME: ClassVar[str] = "Play"
    ABOUT: ClassVar[str] = (
        "Read, then choose what to do. Numbers choose at once; a choice marked × is shut, and says why. What was read "
        "before is above: page up. Text that you know from another run or an earlier visit is paler than what is new. "
        "Each step is kept as it is taken, so leaving never loses anything, and undo takes the last step back."
    )
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
        super().__init__(desk, session, read)
        self.recall = read is None
        self.quiet_until = 0.0
        self.works: tuple[bool | None, ...] = ()

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
        """Draw a turn; at another place than before, choosing rests for a moment, so that a held key does not race."""
        if self.draw(turn, said):
            self.quiet_until = self.desk.now() + self.desk.pause
            self._focus(turn)
        works = tuple(self.check_action(action, ()) for action in CHANGING)
        if works != self.works:
            self.works = works
            self.refresh_bindings()

    def _focus(self, turn: Turn) -> None:
        """The keys go to the choices; in a mailbox with unread mail, to its list."""
        in_mail = self.letters is not None and turn.view == "inbox" and turn.unread and not turn.ending
        self.set_focus(self.letters.menu if in_mail and self.letters is not None else self.choices)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No undo at the start, no other part where there is none, nothing to go past where the text is new."""
        turn = self.session.look()
        if action == "part":
            return turn.view in ("inbox", "scratchpad")
        if action == "forward":
            return forward.step(self.session, self.old) != ""
        return turn.can_undo if action == "undo" else super().check_action(action, parameters)

    # Choosing.

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

    def _debrief(self) -> None:
        from game.tui.debrief.instrument import InstrumentPage

        self.app.push_screen(InstrumentPage(self.desk, self.session))

    def action_pick(self, number: int) -> None:
        """Choose by number."""
        if not self.choices.pick(number):
            self.say(f"There is no open choice {number}.")

    def action_forward(self) -> None:
        """Go past what was read before, as far as there is only one way on."""
        self._keep_pad()
        gone = forward.past(self.session, self.known)
        self.show(self.session.look(), facing.gone_past(gone))

    # The other parts.

    def action_part(self, by: int) -> None:
        """Give the keys to another part."""
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_back(self) -> None:
        """To the title; from the pad or the mailbox to the choices first."""
        if self.focused is not None and self.focused is not self.choices:
            self._keep_pad()
            self.set_focus(self.choices)
        else:
            self.home()

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

    def commands(self) -> Iterable[Command]:
        """The open choices, the map, then what any session has."""
        doors = [door for door in self.choices.doors if door.open]
        chosen = (
            Command(f"Choose: {door.words.plain}", partial(self.choices.pick, number))
            for number, door in enumerate(doors, 1)
        )
        return [*chosen, Command("The map of what you have seen", self.action_map), *super().commands()]
