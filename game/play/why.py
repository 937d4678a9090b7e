"""Why not: what a choice that is shut waits for, and which steps have made it so."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.play.guards import Asked, Senses, Several, apart
from game.play.history import act, subject
from game.play.naming import Naming, spoken
from game.play.session import Session
from game.story.expressions import ROLE_SLOT, Expression, Value

ONE_OF, ALL_OF = "one of these:", "all of these:"


class Part(Struct, frozen=True):
    """One thing a shut choice waits for, in words, and whether it is so already.

    ``since`` says which step last changed it; a group says ``one of these:`` or ``all of these:`` and has
    ``parts`` of its own.  All words are Markdown.
    """

    words: str
    met: bool
    since: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class Why(Struct, frozen=True):
    """A shut choice, its author's reason and, where the story lets that be told, what its guard waits for."""

    words: str
    reason: str
    parts: tuple[Part, ...] = ()


def why(session: Session, choice_id: str) -> Why:
    """Why a choice is shut.  Raises ValueError where no such choice is shown shut."""
    option = session.look().option(choice_id)
    if option is None or option.open:
        raise ValueError(f"“{choice_id}” is not shut here")
    choice = session.scene.choice(choice_id)
    if session.story.locks != "full" or choice is None or choice.guard is None:
        return Why(option.words, option.reason)
    asked = _Telling(session).part(apart(choice.guard))
    together = asked.words == ALL_OF and asked.parts
    return Why(option.words, option.reason, asked.parts if together else (asked,))


class _Telling:
    """Puts the parts of guards into words, as they are in one session now."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.facts = session.state.facts
        self.senses = Senses(session.story)
        self.naming = Naming(session.story, self.senses)

    def part(self, asked: Asked | Several) -> Part:
        """One part, or a group of them."""
        if isinstance(asked, Several):
            parts = tuple(self.part(part) for part in asked.parts)
            met = all(part.met for part in parts) if asked.every else any(part.met for part in parts)
            return Part(ALL_OF if asked.every else ONE_OF, met, (), parts)
        expression = self.senses.of(asked.node)
        met = bool(expression.value(self.facts)) is asked.wanted
        words = self.naming.asked(asked).render(self.facts)
        return Part(words, met, tuple(self._since(expression)))

    def _since(self, expression: Expression) -> Iterator[str]:
        """What last changed each thing that a part looks at."""
        many = len(expression.slots) > 1
        for slot in sorted(expression.slots):
            name = f"{self.naming.slot(slot).render(self.facts)} " if many else ""
            yield f"{name}{self._changed(slot)}"

    def _changed(self, slot: int) -> str:
        story, journal = self.session.story, self.session.journal
        if slot == ROLE_SLOT or any(slot == condition.slot for condition in story.conditions.values()):
            return "settled before the start"
        path = journal.path()
        for place in range(len(path), 0, -1):
            number = path[place - 1]
            before = self.session.state_at(journal.steps[number].parent).facts[slot]
            after = self.session.state_at(number).facts[slot]
            if before != after:
                return self._by(slot, before, after, number, place)
        return "unchanged since the start"

    def _by(self, slot: int, before: Value, after: Value, number: int, place: int) -> str:
        step = self.session.journal.steps[number]
        deed = f"reading “{subject(self.session, number)}”" if not step.moves else f"“{act(self.session, number)}”"
        if slot in self.naming.facts:
            return f"since {deed}, step {place}"
        return f"changed from {spoken(before)} to {spoken(after)} by {deed}, step {place}"
