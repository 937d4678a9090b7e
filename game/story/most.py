"""The most that guarded things can come to together: the longest text, the most choices open at once.

Whether a story can come to such facts is left to proof: here every value counts that a fact may hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from game.story.expressions import ROLE_SLOT, Facts, Value
from game.story.model import Story

NUMBER = re.compile(r"\b\d+\b")
#: So many combinations of facts are tried; beyond that each fact is settled in turn.
COMBINATIONS = 2_000


@dataclass(frozen=True, slots=True)
class Term:
    """Something that counts for more or less by the facts; ``codes`` are what it asks of them."""

    worth: Callable[[Facts], int]
    slots: frozenset[int]
    codes: tuple[str, ...] = ()


def most(story: Story, terms: Iterable[Term]) -> int:
    """The greatest sum of some terms; where too many facts play a part, one that is known to be possible."""
    taken: dict[str, set[int]] = {}
    for (kind, name), slot in story.facts.items():
        if kind == "chose":
            taken.setdefault(name.split(".")[0], set()).add(slot)
    return sum(_best(story, group, list(taken.values())) for group in _groups(list(terms), taken.values()))


def _groups(terms: list[Term], alternatives: Iterable[set[int]]) -> list[list[Term]]:
    """The terms in groups that ask for no fact in common, nor for alternatives."""
    groups: list[tuple[frozenset[int], list[Term]]] = []
    for term in terms:
        slots = term.slots.union(*(others for others in alternatives if not others.isdisjoint(term.slots)))
        touching = [group for group in groups if group[0] & slots]
        joined = [*(item for _, items in touching for item in items), term]
        groups = [group for group in groups if group not in touching]
        groups.append((slots.union(*(known for known, _ in touching)), joined))
    return [items for _, items in groups]


@dataclass(frozen=True, slots=True)
class _Knob:
    """Facts that are settled together, and what they can be."""

    slots: tuple[int, ...]
    settings: tuple[tuple[Value, ...], ...]


def _best(story: Story, terms: Sequence[Term], alternatives: Sequence[set[int]]) -> int:
    knobs = list(_knobs(story, terms, alternatives))
    facts = first(story)

    def total(settings: Sequence[tuple[Value, ...]]) -> int:
        for knob, setting in zip(knobs, settings, strict=True):
            for slot, value in zip(knob.slots, setting, strict=True):
                facts[slot] = value
        return sum(term.worth(facts) for term in terms)

    if prod(len(knob.settings) for knob in knobs) <= COMBINATIONS:
        return max(map(total, product(*(knob.settings for knob in knobs))))
    best = [tuple(facts[slot] for slot in knob.slots) for knob in knobs]
    for number, knob in [*enumerate(knobs)] * 2:
        tries = [[*best[:number], setting, *best[number + 1 :]] for setting in knob.settings]
        best = max(tries, key=total)
    return total(best)


def _knobs(story: Story, terms: Sequence[Term], alternatives: Sequence[set[int]]) -> Iterator[_Knob]:
    """What can be turned to change some terms; of the choices of one scene one counts as taken, or none."""
    slots = frozenset[int]().union(*(term.slots for term in terms))
    for others in alternatives:
        group = sorted(others & slots)
        if group:
            yield _Knob(tuple(group), tuple(tuple(slot == other for other in group) for slot in (-1, *group)))
    for slot in sorted(slots.difference(*alternatives)):
        yield _Knob((slot,), tuple((value,) for value in _values(story, slot, terms)))


def _values(story: Story, slot: int, terms: Sequence[Term]) -> list[Value]:
    """The values of a fact that can make a difference: of a number, those about where something asks for it."""
    if slot == ROLE_SLOT:
        return list(story.roles)
    for condition in story.conditions.values():
        if condition.slot == slot:
            return list(condition.options)
    variable = next((variable for variable in story.variables.values() if variable.slot == slot), None)
    if variable is None or variable.type.kind == "bool":
        return [False, True]
    if variable.values:
        return list(variable.values)
    codes = {code for term in terms if slot in term.slots for code in term.codes}
    asked = {int(found) for code in codes for found in NUMBER.findall(code)}
    near = {number + way for number in asked for way in (-1, 0, 1)} | {variable.least, variable.most}
    return sorted(number for number in near if variable.least <= number <= variable.most)


def first(story: Story) -> list[Value]:
    """The facts that a story starts with."""
    facts: list[Value] = [False] * story.size
    facts[ROLE_SLOT] = next(iter(story.roles), "")
    for condition in story.conditions.values():
        facts[condition.slot] = condition.default
    for variable in story.variables.values():
        facts[variable.slot] = variable.start
    return facts
