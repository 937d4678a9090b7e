"""How the facts of a story are spread over keys and bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.proof.classes import Classes
from game.proof.steps import Steps
from game.story.expressions import Value
from game.story.model import Story


def domains(
    story: Story, steps: Steps, found: Classes, starts: Sequence[Sequence[Value]]
) -> dict[int, tuple[Value, ...]]:
    """The values each slot can have: those it is declared with, and what it starts with, as a carry may give any."""
    values: dict[int, Iterable[Value]] = dict.fromkeys(range(steps.size), (False, True))
    values |= dict.fromkeys(steps.mail_slots.values(), (0, 1, 2))
    for variable in story.variables.values():
        if variable.type.kind == "int":
            values[variable.slot] = range(variable.least, variable.most + 1)
        elif variable.type.kind == "enum":
            values[variable.slot] = variable.values
    for condition in story.conditions.values():
        values[condition.slot] = tuple(condition.options)
    values |= {slot: stands.values() for slot, stands in found.items()}
    begun = [dict.fromkeys(start[slot] for start in starts) for slot in range(steps.size)]
    return {
        slot: tuple(begun[slot] if slot in steps.constants else dict.fromkeys((*known, *begun[slot])))
        for slot, known in values.items()
    }


def packed(
    story: Story, values: Mapping[int, Sequence[Value]], layouts: Iterable[Sequence[int]], most: int
) -> Iterator[int]:
    """The slots to be packed, as long as there are no more than ``most`` combinations of their values.

    Numbers come last, and remembered facts before them: they follow from where one is more often than other facts,
    and would leave most of a block empty.  Of the others, those that matter in most scenes come first.
    """
    matters = Counter(slot for layout in layouts for slot in layout if len(values[slot]) > 1)
    numbers = {variable.slot for variable in story.variables.values() if variable.type.kind == "int"}
    facts = set(story.facts.values())

    def late(slot: int) -> tuple[bool, bool, int, int, int]:
        return slot in numbers, slot in facts, -matters[slot], len(values[slot]), slot

    size = 1
    for slot in sorted(matters, key=late):
        if size * len(values[slot]) <= most:
            size *= len(values[slot])
            yield slot
