"""The loop of plain mode: show the turn, take a line, do what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from game.plain import lines
from game.plain.debrief import debrief, step
from game.plain.talk import Hangup, Talk, echo, position
from game.play.carry import other_sides
from game.play.debrief import debrief as debrief_of
from game.play.debrief import path
from game.play.library import SHOWN_FAULTS, Library
from game.play.session import Session
from game.play.turn import Option, Turn
from game.play.watch import Watch
from game.story.problems import counted, nearest

HELP = """\
Type the number of a choice, or its id.
mail: the list of letters. read N: open letter N, counted from the oldest.
again: this scene once more. history: what you did so far. undo: take the last step back.
why N: why the Nth locked choice is locked. note and your words: keep a private note.
other: after an ending, the other side of the rollout, where there is one.
save: where this is kept; every step is kept by itself. quit: leave. help: these lines."""
NUMBER_OR_HELP = "Type the number of a choice, or help."


@dataclass(slots=True)
class PlainGame:
    """One session played in lines; ``where`` says where it is kept, ``watch`` follows the files of its story."""

    talk: Talk
    session: Session
    library: Library
    where: Callable[[Session], str]
    watch: Watch | None = None
    leaving: bool = False
    prompt: str = ""
    told: tuple[str, ...] = ()
    _bare: dict[str, Callable[[], None]] = field(init=False)
    _worded: dict[str, Callable[[str], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._bare = {
            "mail": self.mail,
            "undo": self.undo,
            "history": self.history,
            "again": self.show,
            "other": self.other,
            "save": lambda: self.talk.say(self.where(self.session)),
            "help": lambda: self.talk.say(HELP),
            "quit": self.quit,
        }
        self._worded = {"read": self.read, "note": self.note, "why": self.why}

    def play(self) -> None:
        """Play until the player leaves or the input ends; everything is kept by then."""
        self.show()
        try:
            while not self.leaving:
                line = self.talk.ask(self.look_again if self.watch else None)
                self.look_again()
                self.obey(line)
        except Hangup:
            pass

    def look_again(self) -> bool:
        """Read the story again if its files have changed, and say what came of it; whether they have."""
        if self.watch is None or not self.watch.changed():
            return False
        result = self.watch.reload(self.session)
        self.talk.tell([f"Notice: {result.said}"])
        for problem in result.loaded.errors[:SHOWN_FAULTS]:
            self.talk.tell([str(problem)])
        if result.session is not None:
            self.session = result.session
            self.prompt = ""
            self.show()
        return True

    @property
    def turn(self) -> Turn:
        """The present turn."""
        return self.session.look()

    def show(self) -> None:
        """Show the scene, and after an ending the debrief."""
        self.talk.tell([*self._notices(), *lines.scene(self.turn)])
        if self.turn.ending:
            self.talk.tell(self._debrief())
            for role in other_sides(self.session):
                self.talk.tell([f"To play the other side of this rollout, as {lines.inline(role.name)}, type other."])
            self.talk.tell(["The story has ended. Type undo, again, history, mail, note, save, help or quit."])

    def _notices(self) -> Iterator[str]:
        """What the player has to be told, once."""
        notices = self.turn.notices
        for notice in notices:
            if notice not in self.told:
                yield f"Notice: {notice}"
        self.told = notices

    def _debrief(self) -> Iterator[str]:
        yield from debrief(debrief_of(self.session, self.library.found_endings(self.session.story)))

    def other(self) -> None:
        """Begin the other side of a finished rollout."""
        role = next(other_sides(self.session), None)
        if role is None:
            self.talk.say("There is no other side to begin here." if self.turn.ending else "First come to an ending.")
            return
        self.session = self.library.other_side(self.session, role.id)
        self.prompt = ""
        self.talk.tell([f"The other side of this rollout. You are {lines.inline(role.name)} now."])
        self.show()

    def obey(self, line: str) -> None:
        """Do what a line says; commands win over the ids of choices."""
        word, _, rest = line.partition(" ")
        word = word.lower()
        if not line:
            self.talk.say(self._nothing_typed())
        elif word in self._worded:
            self._worded[word](rest.strip())
        elif word in self._bare and not rest:
            self._bare[word]()
        elif word in self._bare:
            self.talk.say(f"Type {word} alone; no words go with it. Nothing was done.")
        else:
            self.choose(line)

    def _nothing_typed(self) -> str:
        if self.turn.ending:
            return "Nothing was typed. The story has ended; type help for what can be done."
        return f"Nothing was typed. {NUMBER_OR_HELP}"

    def choose(self, line: str) -> None:
        """Take the choice a line names by number or id."""
        opened = lines.turn_options(self.turn, is_open=True)
        number = position(line, len(opened))
        option = opened[number] if number is not None else self.turn.option(line)
        if option is None:
            self.talk.say(self._no_such(line, opened))
        elif not option.open:
            self.talk.say(lines.locked_line(option))
        else:
            self.session.choose(option.id)
            self.prompt = option.note
            self.show()
            if option.note:
                self.talk.tell([f"{lines.inline(option.note)} To answer in private, type note and your words."])

    def _no_such(self, line: str, opened: list[Option]) -> str:
        if self.turn.ending:
            return "The story has ended, so there is nothing to choose. Type help for what can be done."
        if line.isdecimal():
            return f"There is no choice {echo(line)}; there {_are(len(opened), 'choice')}. {NUMBER_OR_HELP}"
        close = nearest(line, [*self._bare, *self._worded, *(option.id for option in self.turn.options)])
        hint = f"Did you mean “{close}”?" if close else NUMBER_OR_HELP
        return f"{echo(line)} is not a choice here, nor a command. {hint}"

    def mail(self) -> None:
        """Show the mailbox."""
        self.talk.tell(lines.mailbox(self.turn))

    def read(self, which: str) -> None:
        """Open a letter by number or id."""
        letters = self.turn.mail
        number = position(which, len(letters))
        if number is None:
            number = next((index for index, letter in enumerate(letters) if letter.id == which), None)
        if number is None:
            named = f"There is no letter {echo(which)}" if which else "Which letter?"
            self.talk.say(f"{named.rstrip('?')}; there {_are(len(letters), 'letter')}. Type read and a number.")
            return
        before, first = self.turn.options, not letters[number].read
        turn = self.session.read(letters[number].id)
        self.talk.tell([*self._notices(), *lines.letter_lines(letters[number], number + 1)])
        if first and turn.options != before:
            self.talk.tell(["What you can do has changed.", *lines.options(turn)])

    def undo(self) -> None:
        """Take the last step back, and say which it was."""
        words = [lines.inline(mark.words) for mark in path(self.session) if not mark.undone]
        if self.session.undo() is None:
            self.talk.say("This is the beginning; there is nothing to take back.")
            return
        self.prompt = ""
        self.talk.say(f"Taken back: {words[-1]}")
        self.show()

    def history(self) -> None:
        """Show the steps so far."""
        marks = list(path(self.session))
        self.talk.say(f"{counted(len(marks), 'step')} so far.")
        for number, mark in enumerate(marks, 1):
            self.talk.say(step(number, mark))

    def note(self, words: str) -> None:
        """Keep a private note, to the invitation of the last choice if there was one."""
        if not words:
            self.talk.say("Type note and your words, on one line.")
            return
        self.session.note(words, self.prompt)
        kept = f"It could not be kept: {self.session.unsaved}." if self.session.unsaved else "Kept."
        self.talk.say(f"{kept} Only you see your notes, in the save and in the debrief.")

    def why(self, which: str) -> None:
        """Say why a locked choice is locked; they are counted from the top."""
        shut = lines.turn_options(self.turn, is_open=False)
        number = position(which or "1", len(shut)) if which or len(shut) == 1 else None
        option = shut[number] if number is not None else self.turn.option(which)
        if not shut:
            self.talk.say("No choice is locked here.")
        elif option is None:
            self.talk.say(f"Type why and a number; there {_are(len(shut), 'locked choice')}, counted from the top.")
        elif option.open:
            self.talk.say(f"{lines.inline(option.words)}: this choice is open.")
        else:
            self.talk.say(lines.locked_line(option))

    def quit(self) -> None:
        """Leave."""
        self.leaving = True


def _are(number: int, noun: str) -> str:
    return f"{'is' if number == 1 else 'are'} {counted(number, noun)}"
