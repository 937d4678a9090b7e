"""The loop of plain mode: show the turn, take a line, do what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct, field

from game.plain import lines
from game.plain.commands import COMMANDS
from game.plain.debrief import debrief
from game.plain.keeping import setting
from game.plain.shelf import Listed
from game.plain.talk import Hangup, Talk, echo, position
from game.play.carry import other_sides
from game.play.debrief import debrief as debrief_of
from game.play.library import SHOWN_FAULTS, Library
from game.play.session import Session
from game.play.turn import Option, Turn
from game.play.watch import Watch
from game.story.problems import nearest

NUMBER_OR_HELP = "Type the number of a choice, or help."


class PlainGame(Struct):
    """One session played in lines; ``where`` says where it is kept, ``watch`` follows the files of its story."""

    talk: Talk
    session: Session
    library: Library
    where: Callable[[Session], str]
    watch: Watch | None = None
    leaving: bool = False
    elsewhere: bool = False
    prompt: str = ""
    told: tuple[str, ...] = ()
    listed: Listed = field(default_factory=Listed)
    asked: str = ""
    guessed: frozenset[str] = frozenset()

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
            self.arrive()
        return True

    @property
    def turn(self) -> Turn:
        """The present turn."""
        return self.session.look()

    def show(self) -> None:
        """Show the scene, and after an ending the debrief."""
        self.talk.tell([*self.notices(), *lines.scene(self.turn)])
        if self.turn.ending:
            self.talk.tell(self._debrief())
            for role in other_sides(self.session):
                self.talk.tell([f"To play the other side of this rollout, as {lines.inline(role.name)}, type other."])
            self.talk.tell(
                ["The story has ended. Type undo, again, history, map, guess, mail, note, export, help or quit."]
            )

    def arrive(self) -> None:
        """Show where one stands after something else than a choice led there."""
        self.prompt = ""
        self.show()

    def notices(self) -> Iterator[str]:
        """What the player has to be told, once."""
        notices = self.turn.notices
        for notice in notices:
            if notice not in self.told:
                yield f"Notice: {notice}"
        self.told = notices

    def _debrief(self) -> Iterator[str]:
        yield from debrief(debrief_of(self.session, self.library.found_endings(self.session.story)))

    def obey(self, line: str) -> None:
        """Do what a line says; commands win over the ids of choices."""
        asked, self.asked = self.asked, ""
        word, _, rest = line.partition(" ")
        command = COMMANDS.get(word.lower())
        if not line:
            self.talk.say(self._nothing_typed())
        elif asked and line.lower() == "yes":
            self._take(asked)
        elif command is None:
            self.choose(line)
        elif rest and not command.takes:
            self.talk.say(f"Type {command.name} alone; no words go with it. Nothing was done.")
        else:
            command.act(self, rest.strip())

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
        elif option.irreversible and setting(self, "ask") == "on":
            self.asked = option.id
            self.talk.say(f"{lines.inline(option.words)}: taking it back will leave a trace. Type yes to do it.")
        else:
            self._take(option.id)

    def _take(self, option_id: str) -> None:
        """Take a choice, and invite a note where its author does and the player wants that."""
        option = self.turn.option(option_id)
        if option is None or not option.open:  # the story was edited between the question and the answer
            self.talk.say(f"This choice is not open any more. {NUMBER_OR_HELP}")
            return
        self.session.choose(option.id)
        self.prompt = option.note if setting(self, "prompts") == "on" else ""
        self.show()
        if self.prompt:
            self.talk.tell([f"{lines.inline(self.prompt)} To answer in private, type note and your words."])

    def _no_such(self, line: str, opened: list[Option]) -> str:
        if self.turn.ending:
            return "The story has ended, so there is nothing to choose. Type help for what can be done."
        if line.isdecimal():
            return f"There is no choice {echo(line)}; there {lines.are(len(opened), 'choice')}. {NUMBER_OR_HELP}"
        close = nearest(line, [*COMMANDS, *(option.id for option in self.turn.options)])
        hint = f"Did you mean “{close}”?" if close else NUMBER_OR_HELP
        return f"{echo(line)} is not a choice here, nor a command. {hint}"

    def leave(self) -> None:
        """Leave; everything is kept by then."""
        self.leaving = True
