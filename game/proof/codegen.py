"""Steps as functions over whole sets of states, compiled once for each distinct text.

A state of a scene is the tuple of the facts that are live there, and a frontier is a list of ``(state, rank)``
pairs.  A step becomes one comprehension: it filters the frontier by the guard, does the assignments one behind
the other, and builds the states of the scene it leads to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from game.proof.steps import Set
from game.story.expressions import FUNCTIONS

Live = tuple[int, ...]
StateTuple = tuple[Any, ...]
Frontier = Sequence[tuple[StateTuple, int]]
#: From a frontier, the base of the ranks and the step's digit to the states it leads to, each with its rank.
Move = Callable[[Frontier, int, int], dict[StateTuple, int]]
#: From a frontier to the rank of the first state, from the lowest, that satisfies a condition; -1 if none does.
First = Callable[[Frontier], int]
Pick = Callable[[Iterable[StateTuple]], set[StateTuple]]
#: From states and a set of states to those of the first from which a step leads out of the second.
LeadsOut = Callable[[Iterable[StateTuple], set[StateTuple]], set[StateTuple]]

CALLED = {**FUNCTIONS, "next": next}
SLOT = re.compile(r"f\[(\d+)\]")


class Names:
    """The name that holds each slot's value at a point of the generated code."""

    def __init__(self, live: Live) -> None:
        self.now = {slot: f"v{slot}" for slot in live}
        self.clauses: list[str] = []
        self._fresh = 0

    def fill(self, code: str) -> str:
        """Code over ``f`` as code over names."""
        return SLOT.sub(lambda found: self.now[int(found.group(1))], code)

    def assign(self, item: Set) -> None:
        """Add a clause that gives a slot a new value, clamped to its bounds."""
        value = self.fill(item.value)
        if value == "True" or value.isdecimal():
            self.now[item.slot] = value
            return
        if item.bounds is not None:
            least, most = item.bounds
            raw = self.bind(value)
            value = f"{least} if {raw} < {least} else {most} if {raw} > {most} else {raw}"
        self.now[item.slot] = self.bind(value)

    def build(self, sets: Sequence[Set], target: Live) -> str:
        """The state that some assignments lead to; those that no longer matter are not done."""
        for item, wanted in zip(sets, _needed(sets, target), strict=True):
            if wanted:
                self.assign(item)
        return f"({''.join(f'{self.now[slot]}, ' for slot in target)})"

    def bind(self, value: str) -> str:
        """Add a clause that names a value."""
        self._fresh += 1
        name = f"x{self._fresh}"
        self.clauses.append(f"for {name} in ({value},)")
        return name


def pattern(live: Live) -> str:
    """The target that takes a state apart."""
    return f"({''.join(f'v{slot}, ' for slot in live)})"


def only_if(condition: str) -> str:
    """The clause that keeps what a condition holds for; a choice of values has to stand in parentheses there."""
    return f" if ({condition})" if condition != "True" else ""


class Compiler:
    """Compiles functions over frontiers; the same code is compiled once."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def _function(self, source: str) -> Any:
        known = self._known.get(source)
        if known is None:
            # the text is generated from expressions that were understood, see game.story.expressions
            known = self._known[source] = eval(compile(source, "<proof>", "eval"), {"__builtins__": CALLED})  # noqa: S307
        return known

    def move(self, source: Live, guard: str, sets: Sequence[Set], target: Live) -> Move:
        """The function of a step from one scene's states to another's."""
        names = Names(source)
        where = only_if(names.fill(guard))
        needed = _needed(sets, target)
        for item, wanted in zip(sets, needed, strict=True):
            if wanted:
                names.assign(item)
        built = "".join(f"{names.now[slot]}, " for slot in target)
        text = (
            f"lambda F, K, j: {{({built}): r * K + j for {pattern(source)}, r in F{where} {' '.join(names.clauses)}}}"
        )
        move: Move = self._function(text)
        return move

    def first(self, live: Live, condition: str, sets: Sequence[Set] = (), guard: str = "True") -> First:
        """The function that finds the first state that passes a guard and, after some assignments, a condition.

        It answers the rank.  A frontier is ordered from the highest rank to the lowest, so it is searched from its end.
        """
        names = Names(live)
        passing = only_if(names.fill(guard))
        names.build(sets, tuple({int(slot) for slot in SLOT.findall(condition)}))
        holding = only_if(names.fill(condition))
        found = f"r for {pattern(live)}, r in F[::-1]{passing} {' '.join(names.clauses)}{holding}"
        first: First = self._function(f"lambda F: next(({found}), -1)")
        return first

    def pick(self, live: Live, condition: str) -> Pick:
        """The function that keeps the states a condition holds in."""
        where = only_if(Names(live).fill(condition))
        chosen: Pick = self._function(f"lambda S: {{s for s in S for {pattern(live)} in (s,){where}}}")
        return chosen

    def leads_out(self, source: Live, guard: str, sets: Sequence[Set], target: Live) -> LeadsOut:
        """The function that keeps the states from which a step leads to a state outside a given set."""
        names = Names(source)
        where = only_if(names.fill(guard))
        built = names.build(sets, target)
        clauses = " ".join(names.clauses)
        text = f"lambda S, T: {{s for s in S for {pattern(source)} in (s,){where} {clauses} if {built} not in T}}"
        found: LeadsOut = self._function(text)
        return found


def _needed(sets: Sequence[Set], target: Live) -> list[bool]:
    """Which of the assignments still matter for the slots that are live behind them."""
    live = set(target)
    needed = []
    for item in reversed(sets):
        wanted = item.slot in live
        needed.append(wanted)
        if wanted:
            live.discard(item.slot)
            live |= item.slots
    return needed[::-1]
