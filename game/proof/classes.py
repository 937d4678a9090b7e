"""Values that nothing tells apart: an enum's words that everything treats alike become one.

Two words are of one class if every expression that matters comes to the same with either, and where an
expression is assigned to another enum, to words of one class there.  The coarsest such classes are found by
starting with one class an enum and splitting until nothing changes.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from game.proof.fold import fold, parsed
from game.proof.queries import Query
from game.proof.steps import Steps
from game.story.expressions import Assignment, Value
from game.story.model import Story, Variable

#: For a slot, the word that stands for each of its words.
Classes = Mapping[int, Mapping[Value, Value]]


class Handed(Struct, frozen=True):
    """What a finished run hands on to a role that follows: code over its facts, and which words are alike there."""

    code: str
    slots: frozenset[int]
    stands: Mapping[Value, Value] | None


class _Uses:
    """The code that reads each slot: conditions, values with the slot they are assigned to, and what is handed on."""

    def __init__(self, steps: Steps, asked: Iterable[Query], handed: Iterable[Handed]) -> None:
        self.handed: dict[int, list[Handed]] = defaultdict(list)
        for onward in handed:
            for slot in onward.slots:
                self.handed[slot].append(onward)
        self.conditions: dict[int, set[str]] = defaultdict(set)
        self.values: dict[int, set[tuple[str, int]]] = defaultdict(set)
        self.worked_out: set[int] = set()
        for query in asked:
            self._condition(*query.folded(steps.constants))
        for stop in steps.stops.values():
            self._condition(stop.stuck, stop.stuck_slots)
            for edge in stop.edges:
                self._condition(edge.guard, edge.slots)
            for item in stop.sets:
                self._value(item)

    def _condition(self, code: str, slots: frozenset[int]) -> None:
        for slot in slots:
            self.conditions[slot].add(code)

    def _value(self, item: Assignment) -> None:
        for slot in item.slots:
            self.values[slot].add((item.value, item.slot))
        if not _is_chosen(item.value):
            self.worked_out.add(item.slot)


def classes(story: Story, steps: Steps, asked: Iterable[Query], handed: Iterable[Handed]) -> Classes:
    """The classes of every enum that has fewer of them than words; what is ``handed`` on goes to another role."""
    uses = _Uses(steps, asked, handed)
    enums = {
        variable.slot: variable
        for variable in story.variables.values()
        if variable.type.kind == "enum"
        and variable.slot not in uses.worked_out
        and variable.slot not in steps.constants
    }
    stands: dict[int, dict[Value, Value]] = {
        slot: dict.fromkeys(variable.values, variable.values[0]) for slot, variable in enums.items()
    }
    changed = True
    while changed:
        split = {slot: _split(variable, uses, stands) for slot, variable in enums.items()}
        changed, stands = split != stands, split
    return {slot: found for slot, found in stands.items() if len(set(found.values())) < len(found)}


def _split(variable: Variable, uses: _Uses, stands: Classes) -> dict[Value, Value]:
    """The classes of one enum, given those of the others so far."""
    slot = variable.slot
    alike: dict[tuple[str, ...], Value] = {}
    found: dict[Value, Value] = {}
    for word in variable.values:
        known = {slot: word}
        outcome = [str(stands[slot][word])]
        outcome += [fold(code, frozenset((slot,)), known) for code in sorted(uses.conditions[slot])]
        for code, target in sorted(uses.values[slot]):
            outcome.append(_class_of(fold(code, frozenset((slot,)), known), stands.get(target)))
        for item in uses.handed[slot]:
            outcome.append(_class_of(fold(item.code, frozenset((slot,)), known), item.stands))
        found[word] = alike.setdefault(tuple(outcome), word)
    return found


def _class_of(code: str, stands: Mapping[Value, Value] | None) -> str:
    """What an assigned value comes to, words of one class being alike."""
    return code if stands is None else _merged(code, stands)


def merged(steps: Steps, found: Classes) -> Steps:
    """The same steps, each word that is assigned replaced by the one that stands for its class."""
    if not found:
        return steps

    def merge(items: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
        return tuple(
            replace(item, value=_merged(item.value, found[item.slot])) if item.slot in found else item for item in items
        )

    fewer = copy(steps)
    fewer.stops = {
        name: replace(
            stop,
            do=merge(stop.do),
            mail=merge(stop.mail),
            edges=[replace(edge, sets=merge(edge.sets)) for edge in stop.edges],
        )
        for name, stop in steps.stops.items()
    }
    return fewer


def _merged(code: str, stands: Mapping[Value, Value]) -> str:
    """Code for a value with the words that it can come to merged."""
    return ast.unparse(_standing(parsed(code), stands))


def _standing(node: ast.expr, stands: Mapping[Value, Value]) -> ast.expr:
    """A value with each word it can come to replaced by the one that stands for it, copied words too."""
    if isinstance(node, ast.IfExp):
        return ast.IfExp(node.test, _standing(node.body, stands), _standing(node.orelse, stands))
    if isinstance(node, ast.Constant):
        return ast.Constant(stands[node.value] if isinstance(node.value, str) else node.value)
    first, *others = dict.fromkeys(stands.values())
    result: ast.expr = ast.Constant(first)
    for other in others:
        words = ast.Tuple([ast.Constant(word) for word, standing in stands.items() if standing == other])
        result = ast.IfExp(ast.Compare(node, [ast.In()], [words]), ast.Constant(other), result)
    return result


@cache
def _is_chosen(code: str) -> bool:
    """Whether all that code can come to are words and values that stand there."""
    return all(isinstance(leaf, (ast.Constant, ast.Subscript)) for leaf in _leaves(parsed(code)))


def _leaves(node: ast.expr) -> Iterator[ast.expr]:
    """What an expression can come to, conditions aside."""
    if isinstance(node, ast.IfExp):
        yield from _leaves(node.body)
        yield from _leaves(node.orelse)
    else:
        yield node
