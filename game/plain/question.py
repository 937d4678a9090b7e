"""A question with numbered answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from game.plain.talk import Hangup, Talk, echo, position
from game.story.problems import counted


class Question(Struct, frozen=True):
    """What is asked, ``(id, words)`` of each answer, which of them a blank line takes, and words that are no answer.

    ``noun`` and ``plural`` say what the answers are; ``also`` gives what else may be typed, with what it does.
    """

    ask: str
    noun: str
    plural: str
    answers: list[tuple[str, str]]
    default: int = 0
    also: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """The question as it is shown."""
        yield ""
        yield self.ask
        yield f"{counted(len(self.answers), self.noun, self.plural)}:"
        for number, (_, words) in enumerate(self.answers, 1):
            yield f"{number}. {' '.join(words.split())}{' (default)' if number == self.default + 1 else ''}"
        for name, words in self.also.items():
            yield f"Or type {name}: {' '.join(words.split())}."

    def answer(self, typed: str) -> str | None:
        """The id that an answer stands for, or None."""
        if not typed:
            return self.answers[self.default][0]
        number = position(typed, len(self.answers))
        if number is not None:
            return self.answers[number][0]
        return typed if typed in self.also or any(typed == name for name, _ in self.answers) else None


def pick(talk: Talk, question: Question) -> str:
    """Ask until there is an answer.  Raises Hangup where the player leaves instead."""
    talk.say(*question.lines())
    help_ = f"Type a number from 1 to {len(question.answers)}. A blank line takes the default; quit leaves."
    while True:
        typed = talk.ask()
        match typed.lower():
            case "quit":
                raise Hangup
            case "help":
                talk.say(help_)
            case "again":
                talk.say(*question.lines())
            case _ if (picked := question.answer(typed)) is not None:
                return picked
            case _:
                talk.say(f"{echo(typed)} is not one of the answers. {help_}")
