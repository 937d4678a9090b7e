"""Where playthroughs start: every role with every combination of the conditions it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct, field

from game.play.session import first_facts
from game.proof.codegen import Live
from game.proof.live import mask
from game.story.expressions import Value
from game.story.model import Carry, Story


class Start(Struct, frozen=True):
    """A start: the role, all conditions, and what was carried over from a finished run of another role.

    One that is not ``whole`` stands for some that differ in facts nothing in its exploration asks for, and has none
    of theirs; it answers what was asked there, and nothing else.
    """

    role: str
    conditions: Mapping[str, str]
    carried: Mapping[str, Value] = field(default_factory=dict)
    whole: bool = True


def fresh_starts(story: Story, role: str) -> Iterator[Start]:
    """Every start of a role without a run before it: of each condition the default first, then file order."""
    asked = story.asked(role)
    options = [
        [condition.default, *(value for value in condition.options if value != condition.default)]
        for condition in asked
    ]
    defaults = {name: condition.default for name, condition in story.conditions.items()}
    for values in product(*options):
        names = (condition.id for condition in asked)
        yield Start(role, {**defaults, **dict(zip(names, values, strict=True))})


def fresh_facts(story: Story, role: str) -> dict[int, Value]:
    """The facts that are the same in every fresh start of a role, by slot."""
    starts = [first_facts(story, start.role, start.conditions) for start in fresh_starts(story, role)]
    return {slot: values[0] for slot, values in enumerate(zip(*starts, strict=True)) if len(set(values)) == 1}


def carried_facts(story: Story, carry: Carry) -> dict[int, Value]:
    """The facts that are the same in every start that a carry can give, by slot."""
    defaults = {name: condition.default for name, condition in story.conditions.items()}
    facts = dict(enumerate(first_facts(story, carry.role, defaults)))
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
    conditions = list(story.conditions.values())
    for slots, states in ends:
        held = set(slots)
        carried = {name: e for name, e in carry.settings.items() if e.slots <= held}
        for state in states:
            facts: list[Value] = [False] * story.size
            for condition in conditions:
                facts[condition.slot] = condition.default
            for slot, value in state.items():
                if slot < story.size:
                    facts[slot] = value
            settings = {condition.id: str(facts[condition.slot]) for condition in conditions}
            values = {name: expression.value(facts) for name, expression in carried.items()}
            key: tuple[Value, ...] = (*settings.values(), *values.values())
            if key not in known:
                known[key] = Start(carry.role, settings, values, whole=False)
    return sorted(known.values(), key=lambda start: _order(story, start))


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
