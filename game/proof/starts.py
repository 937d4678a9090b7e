"""Where playthroughs start: every role with every combination of the conditions it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import prod
from random import Random

from msgspec import Struct, field

from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.play.state import State
from game.proof.live import mask
from game.proof.space import Live
from game.story.expressions import Expression, Value
from game.story.model import Carry, Story

#: A role with more starts than this is not explored: each is a state of its own to begin from.
MOST_STARTS = 100_000


class Start(Struct, frozen=True):
    """A start: the role, all conditions, and what was carried over from a finished run of another role.

    One that is not ``whole`` stands for some that differ in facts nothing in its exploration asks for, and has none
    of theirs; it answers what was asked there, and nothing else.
    """

    role: str
    conditions: Mapping[str, str]
    carried: Mapping[str, Value] = field(default_factory=dict)
    whole: bool = True


class FreshStarts:
    """Every start of a role without a run before it: of each condition the default first, then file order.

    They are numbered, and each is made when it is asked for, because every condition multiplies them.  Where ``live``
    is given, only the conditions whose slots are in this mask take all their values; the others have their defaults.
    """

    def __init__(self, story: Story, role: str, live: int = -1) -> None:
        self.role = role
        self._defaults = {name: condition.default for name, condition in story.conditions.items()}
        self._options = {
            condition.id: [condition.default, *(value for value in condition.options if value != condition.default)]
            for condition in story.asked(role)
            if live >> condition.slot & 1
        }
        self.count = prod(map(len, self._options.values()))

    def __iter__(self) -> Iterator[Start]:
        return map(self.at, range(self.count))

    def at(self, number: int) -> Start:
        """The start of a number from 0; the last condition changes first."""
        settings = {}
        for name, values in reversed(self._options.items()):
            number, place = divmod(number, len(values))
            settings[name] = values[place]
        return Start(self.role, {**self._defaults, **settings})


def any_of(among: Iterable[FreshStarts], dice: Random) -> Start:
    """One of the starts of some roles, each as likely."""
    known = tuple(among)
    number = dice.randrange(sum(starts.count for starts in known))
    for starts in known:
        if number < starts.count:
            return starts.at(number)
        number -= starts.count
    raise AssertionError("a number below the sum falls on one of them")


def started(machine: StoryMachine, start: Start) -> State:
    """The state a start puts a player in."""
    facts = first_facts(machine.story, start.role, start.conditions, start.carried)
    return machine.start(facts, machine.story.roles[start.role].start)


def fresh_facts(story: Story, role: str) -> dict[int, Value]:
    """The facts that are the same in every fresh start of a role, by slot."""
    varied = {condition.slot for condition in story.asked(role) if len(condition.options) > 1}
    return {slot: value for slot, value in enumerate(first_facts(story, role, {})) if slot not in varied}


def carried_facts(story: Story, carry: Carry) -> dict[int, Value]:
    """The facts that are the same in every start that a carry can give, by slot."""
    facts = dict(enumerate(first_facts(story, carry.role, {})))
    for condition in story.conditions.values():
        del facts[condition.slot]
    for name, expression in carry.settings.items():
        slot = story.variables[name].slot
        if expression.slots:
            del facts[slot]
        else:
            facts[slot] = expression.value(())
    return facts


def wanted_of(story: Story, carry: Carry, entering: int) -> int:
    """Which slots of a finished run decide the start of the role that follows, given what is live there."""
    needed = 0
    for condition in story.conditions.values():
        needed |= entering & (1 << condition.slot)
    for name, expression in carry.settings.items():
        if entering >> story.variables[name].slot & 1:
            needed |= mask(expression.slots)
    return needed


def carried_starts(
    story: Story, carry: Carry, ends: Iterable[tuple[Live, Iterable[Mapping[int, Value]]]]
) -> list[Start]:
    """Every start that the finished runs give; ``ends`` holds the slots that are known at an ending, and its states.

    Slots that nothing asks for are not in the states, and start as if they had not been carried.  The starts stand in
    order: of each condition the default first, then as the file has it, then what is carried over, likewise.
    """
    known: dict[tuple[Value, ...], Start] = {}
    for slots, states in ends:
        held = frozenset(slots)
        carried = {name: expression for name, expression in carry.settings.items() if expression.slots <= held}
        for state in states:
            start = _carried_start(story, carry.role, carried, state)
            known.setdefault((*start.conditions.values(), *start.carried.values()), start)
    return sorted(known.values(), key=lambda start: _order(story, start))


def _carried_start(story: Story, role: str, carried: Mapping[str, Expression], state: Mapping[int, Value]) -> Start:
    """The start that one state at an ending gives, of which only some slots are known."""
    facts: list[Value] = [False] * story.size
    for slot, value in state.items():
        if slot < story.size:  # behind the facts stands how far each mail has come
            facts[slot] = value
    settings = {
        condition.id: str(state.get(condition.slot, condition.default)) for condition in story.conditions.values()
    }
    values = {name: expression.value(facts) for name, expression in carried.items()}
    return Start(role, settings, values, whole=False)


def _order(story: Story, start: Start) -> tuple[int, ...]:
    """Where a carried start stands among the others."""
    settings = (
        0 if value == story.conditions[name].default else 1 + list(story.conditions[name].options).index(value)
        for name, value in start.conditions.items()
    )
    values = (
        story.variables[name].values.index(value) if isinstance(value, str) else int(value)
        for name, value in sorted(start.carried.items(), key=lambda item: story.variables[item[0]].slot)
    )
    return *settings, *values
