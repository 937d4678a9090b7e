"""Steps as functions over whole sets of states, compiled once for each distinct text.

A condition becomes one comprehension over the blocks of a set: what it reads of the key is code, what it reads of
packed facts a mask.  A step becomes two: one that leads a set on, and one that leads back to where it came from.
Masks and moves are not part of the text, so that steps which do alike share their code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from game.proof.clauses import Clauses
from game.proof.fold import slots_of
from game.proof.space import Blocks, Key, Live, Space
from game.story.expressions import FUNCTIONS, Assignment

Pairs = Iterable[tuple[Key, int]]
#: From the blocks of a set to those that hold what a condition holds for.
Keep = Callable[[Pairs], list[tuple[Key, int]]]
#: From the blocks of a set to those of the states that a step leads to.
Lead = Callable[[Pairs], list[tuple[Key, int]]]
#: From the blocks of a set, and another set, to the states of the first that a step leads into the second from.
Back = Callable[[Pairs, Blocks], list[tuple[Key, int]]]


class Move(Struct, frozen=True):
    """What a step does to a set of states whose guard holds, and how to come back."""

    lead: Lead
    back: Back


def shifted(bits: int, moves: Iterable[tuple[int, int]]) -> int:
    """The bits after some moves."""
    moved = 0
    for mask, by in moves:
        part = bits & mask
        if part:
            moved |= part << by if by >= 0 else part >> -by
    return moved


def unshifted(bits: int, moves: Iterable[tuple[int, int]]) -> int:
    """The bits that some moves lead into the given ones."""
    before = 0
    for mask, by in moves:
        before |= (bits >> by if by >= 0 else bits << -by) & mask
    return before


CALLED = {**FUNCTIONS, "shifted": shifted, "unshifted": unshifted}


class Compiler:
    """Compiles functions over sets of states; the same text is compiled once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._known: dict[str, Any] = {}

    def keep(self, live: Live, condition: str, sets: Sequence[Assignment] = ()) -> Keep:
        """The function that keeps the states a condition holds in, after some assignments if any are given.

        What it answers are the states before the assignments.
        """
        if condition == "True":
            return list
        text = Clauses(self.space, live)
        for item in needed(sets, slots_of(condition)):
            text.assign(item)
        text.only_if(condition)
        if sets:
            undone = " ".join(f"for b in ({undo},)" for undo in reversed(text.undoing))
            steps = f"{' '.join(text.naming)} for b in (-1,) {undone} for b in (b & a,) if b"
        else:
            steps = f"for b in (a,) {' '.join(text.clauses)}"
        kept: Keep = self._function(text, f"lambda F: [(k, b) for k, a in F {text.apart()} {steps}]")
        return kept

    def move(self, source: Live, sets: Sequence[Assignment], target: Live) -> Move:
        """What a step does whose assignments lead from one scene's states to another's."""
        text = Clauses(self.space, source)
        done = needed(sets, target)
        for item in done:
            text.assign(item)
        touched = dict.fromkeys((*source, *(item.slot for item in done)))
        text.forget(slot for slot in touched if slot in self.space.strides and slot not in target)
        key = text.key(target)
        lead = f"lambda F: [({key}, {text.bits}) for k, b in F {text.apart()} {' '.join(text.clauses)}]"
        undone = " ".join(f"for b in ({undo},)" for undo in reversed(text.undoing))
        back = (
            f"lambda F, T: [(k, b) for k, a in F {text.apart()} {' '.join(text.naming)}"
            f" for b in (T.get({key}, 0),) if b {undone} for b in (b & a,) if b]"
        )
        return Move(self._function(text, lead), self._function(text, back))

    def _function(self, text: Clauses, source: str) -> Any:
        known = self._known.get(source)
        if known is None:
            names = ", ".join(f"c{number}" for number in range(len(text.constants)))
            # the text is generated from expressions that were understood, see game.story.expressions
            known = eval(compile(f"lambda {names}: {source}", "<proof>", "eval"), {"__builtins__": CALLED})  # noqa: S307
            self._known[source] = known
        return known(*text.constants)


def needed(sets: Sequence[Assignment], target: Iterable[int]) -> list[Assignment]:
    """The assignments that still matter for the slots that are live behind them."""
    live = set(target)
    wanted = []
    for item in reversed(sets):
        if item.slot in live:
            wanted.append(item)
            live.discard(item.slot)
            live |= item.slots
    return wanted[::-1]
