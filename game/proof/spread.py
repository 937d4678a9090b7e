"""How the facts of a story are spread over keys and bits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from game.proof.classes import Classes
from game.proof.space import MOST_BITS
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


def packed(values: Mapping[int, Sequence[Value]], layouts: Iterable[Sequence[int]]) -> Iterator[int]:
    """The slots to be packed, as many as fit: those that matter in most scenes first, of those the smallest."""
    matters = Counter(slot for layout in layouts for slot in layout if len(values[slot]) > 1)
    size = 1
    for slot in sorted(matters, key=lambda slot: (-matters[slot], len(values[slot]), slot)):
        if size * len(values[slot]) <= MOST_BITS:
            size *= len(values[slot])
            yield slot
