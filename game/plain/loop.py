"""The loop of plain mode: show the turn, take a line, do what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from game.plain import lines
from game.plain.debrief import debrief
from game.plain.talk import Hangup, Talk
from game.play.debrief import debrief as debrief_of
from game.play.session import Session
from game.play.turn import Option, Turn
from game.story.problems import counted

HELP = """\
Type the number of a choice, or its id.
mail: the mailbox. read N: open letter N, counted from the oldest.
note TEXT: keep a private note. undo: take the last step back. why N: why locked choice N is shut.
history: what you did so far. again: this scene once more. save: where this is kept. help: these lines.
quit: leave; everything is kept."""


@dataclass(slots=True)
class PlainGame:
    """One session played in lines."""

    talk: Talk
    session: Session
    where: Callable[[], str]
    leaving: bool = False
    _commands: dict[str, Callable[[str], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._commands = {
            "mail": self.mail,
            "read": self.read,
            "undo": self.undo,
            "history": self.history,
            "again": lambda _: self.show(),
            "note": self.note,
            "save": lambda _: self.talk.say(self.where()),
            "why": self.why,
            "help": lambda _: self.talk.say(HELP.split("\n")),
            "quit": self.quit,
        }

    def play(self) -> None:
        """Play until the player leaves or the input ends; everything is kept by then."""
        self.show()
        try:
            while not self.leaving:
                self.obey(self.talk.ask())
        except Hangup:
            pass

    @property
    def turn(self) -> Turn:
        """The present turn."""
        return self.session.look()

    def show(self) -> None:
        """Show the scene, and after an ending the debrief."""
        self.talk.say(["", *self._notices(), *lines.scene(self.turn)])
        if self.turn.ending:
            self.talk.say(["", *debrief(debrief_of(self.session))])
            self.talk.say(["The story has ended. Type undo, history, mail, note, again or quit."])

    def _notices(self) -> Iterator[str]:
        for notice in self.turn.notices:
            yield f"Note: {notice}"

    def obey(self, line: str) -> None:
        """Do what a line says; commands win over the ids of choices."""
        word, _, rest = line.partition(" ")
        command = self._commands.get(word.lower())
        if not line:
            self.talk.say("Type a number, or help.")
        elif command is not None:
            command(rest.strip())
        else:
            self.choose(line)

    def choose(self, line: str) -> None:
        """Take the choice a line names by number or id."""
        opened = [option for option in self.turn.options if option.open]
        if line.isdecimal():
            number = int(line[:6])
            option = opened[number - 1] if 1 <= number <= len(opened) else None
        else:
            option = self.turn.option(line)
        if option is None:
            self.talk.say(self._no_such(line, opened))
        elif not option.open:
            self.talk.say(lines.locked_line(option))
        else:
            self.session.choose(option.id)
            self.show()
            if option.note:
                self.talk.say(
                    [
                        "",
                        f"{option.note} To keep a private note, type note and your words.",
                    ]
                )

    def _no_such(self, line: str, opened: list[Option]) -> str:
        if self.turn.ending:
            return "The story has ended, so there is nothing to choose. Type help for what can be done."
        shown = line if len(line) <= 60 else line[:59] + "…"
        return f"“{shown}” is not one of the {counted(len(opened), 'choice')} here. Type a number, or help."

    def mail(self, _: str) -> None:
        """Show the mailbox."""
        self.talk.say(["", *lines.mailbox(self.turn)])

    def read(self, which: str) -> None:
        """Open a letter by number or id."""
        letters = self.turn.mail
        letter = self.turn.letter(which)
        if which.isdecimal() and 1 <= int(which[:6]) <= len(letters):
            letter = letters[int(which) - 1]
        if letter is None:
            self.talk.say(f"There is no such letter; the mailbox has {len(letters)}. Type read and a number.")
            return
        before = self.turn.options
        first = not letter.read
        turn = self.session.read(letter.id)
        self.talk.say(["", *self._notices(), *lines.letter_lines(letter)])
        if first and turn.options != before:
            self.talk.say(["", "What you can do has changed.", *lines.options(turn)])

    def undo(self, _: str) -> None:
        """Take the last step back, and say which it was."""
        step = self.session.undo()
        if step is None:
            self.talk.say("This is the beginning; there is nothing to take back.")
            return
        what = "reading" if not step.moves else "choice"
        self.talk.say(f"Taken back: the {what} “{step.id}”.")
        self.show()

    def history(self, _: str) -> None:
        """Show the steps so far."""
        steps = list(self.session.journal.taken())
        self.talk.say(f"{counted(len(steps), 'step')} so far.")
        for number, step in enumerate(steps, 1):
            title = self.session.story.scenes[step.scene].title.render(self.session.state_at(step.parent).entered)
            did = f"read {step.id}" if not step.moves else step.id
            self.talk.say(f"{number}. {title}: {did}")

    def note(self, text: str) -> None:
        """Keep a private note."""
        if text:
            self.session.note(text)
            self.talk.say("Kept. Only you see your notes, in the save and in the debrief.")
        else:
            self.talk.say("Type note and your words, on one line.")

    def why(self, which: str) -> None:
        """Say why a shut choice is shut; they are counted from the top."""
        shut = [option for option in self.turn.options if not option.open]
        if not shut:
            self.talk.say("No choice is locked here.")
        elif which.isdecimal() and 1 <= int(which[:6]) <= len(shut):
            self.talk.say(shut[int(which) - 1].reason)
        else:
            self.talk.say(f"Type why and a number from 1 to {len(shut)}, counting the locked choices.")

    def quit(self, _: str) -> None:
        """Leave."""
        self.leaving = True
