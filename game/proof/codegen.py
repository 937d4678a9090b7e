"""Steps as functions over whole sets of states, compiled once for each distinct text.

A condition becomes one comprehension over the blocks of a set: what it reads of the key is code, what it reads of
packed facts a mask.  A step becomes two: one that leads a set on, and one that leads back to where it came from.
Masks and moves are not part of the text, so that steps which do alike share their code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from msgspec import Struct

from game.proof.space import Blocks, Key, Space
from game.proof.steps import Set
from game.story.expressions import FUNCTIONS

Live = tuple[int, ...]
Pairs = Iterable[tuple[Key, int]]
#: From the blocks of a set to those that hold what a condition holds for.
Keep = Callable[[Pairs], list[tuple[Key, int]]]
#: From the blocks of a set to those of the states that a step leads to.
Lead = Callable[[Pairs], list[tuple[Key, int]]]
#: From the blocks of a set, and another set, to the states of the first that a step leads into the second from.
Back = Callable[[Pairs, Blocks], list[tuple[Key, int]]]

SLOT = re.compile(r"f\[(\d+)\]")


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


class _Text:
    """The text of one comprehension in the making.

    ``now`` has the name, or the literal, that holds each slot of the key at this point.  ``clauses`` lead on; those
    that name values stand in ``naming`` too, and ``undoing`` leads the bits back, last first.
    """

    def __init__(self, space: Space, live: Live) -> None:
        self.space = space
        self.keyed = space.split(live)[1]
        self.now = {slot: f"v{slot}" for slot in self.keyed}
        self.clauses: list[str] = []
        self.naming: list[str] = []
        self.undoing: list[str] = []
        self.constants: list[object] = []
        self.bits = "b"
        self._fresh = 0

    def apart(self) -> str:
        """The clause that takes a key apart."""
        return f"for ({''.join(f'v{slot}, ' for slot in self.keyed)}) in (k,)" if self.keyed else ""

    def key(self, live: Live) -> str:
        """The key of the states that result."""
        return f"({''.join(f'{self.now[slot]}, ' for slot in self.space.split(live)[1])})"

    def fill(self, code: str) -> str:
        """Code over ``f`` as code over names; it reads the key alone."""
        return SLOT.sub(lambda found: self.now[int(found.group(1))], code)

    def only_if(self, condition: str) -> None:
        """Keep what a condition holds for."""
        if condition == "True":
            return
        packed, keyed = self.space.split(_slots(condition))
        if not packed:
            self._name(f"if ({self.fill(condition)})")
            return
        mask = self._looked_up(self.space.mask(condition, packed, keyed), keyed)
        self.clauses.append(f"for {self.bits} in ({self.bits} & {mask},) if {self.bits}")
        self.undoing.append(f"b & {mask}")

    def assign(self, item: Set) -> None:
        """Give a slot a new value, clamped to its bounds."""
        packed, keyed = self.space.split(item.slots)
        if item.slot in self.space.strides:
            self._move(self.space.moves(item, packed, keyed), keyed)
        elif packed:
            splits = self._looked_up(self.space.splits(item, packed, keyed), keyed)
            value, mask = self._name_next(), self._name_next()
            self._name(f"for {value}, {mask} in {splits}")
            # the loop goes on with the bits it began with, so what is left of them gets a name of its own
            before, self.bits = self.bits, self._name_next()
            self.clauses.append(f"for {self.bits} in ({before} & {mask},) if {self.bits}")
            self.undoing.append(f"b & {mask}")
            self.now[item.slot] = value
        else:
            self._compute(item)

    def forget(self, slots: Iterable[int]) -> None:
        """Make packed slots the same everywhere, whose values do not matter any more."""
        for slot in slots:
            self._move(self.space.forgetting(slot), ())

    def _compute(self, item: Set) -> None:
        value = self.fill(item.value)
        if value in ("True", "False") or value.isdecimal():
            self.now[item.slot] = value if value.isalpha() else str(item.clamped(int(value)))
            return
        if item.bounds is not None:
            least, most = item.bounds
            raw = self._bind(value)
            value = f"{least} if {raw} < {least} else {most} if {raw} > {most} else {raw}"
        self.now[item.slot] = self._bind(value)

    def _move(self, moves: Any, keyed: tuple[int, ...]) -> None:
        if keyed:
            looked_up = self._looked_up(moves, keyed)
            self._then(f"shifted({self.bits}, {looked_up})", f"unshifted(b, {looked_up})")
            return
        if len(moves) == 1 and moves[0][1] == 0:
            return
        masked = [(self._constant(mask), by) for mask, by in moves]
        self._then(
            " | ".join(
                f"({self.bits} & {mask})" + (f" << {by}" if by > 0 else f" >> {-by}" if by else "")
                for mask, by in masked
            ),
            " | ".join(f"(b{f' >> {by}' if by > 0 else f' << {-by}' if by else ''} & {mask})" for mask, by in masked),
        )

    def _then(self, on: str, back: str) -> None:
        self.clauses.append(f"for {self.bits} in ({on},)")
        self.undoing.append(back)

    def _name(self, clause: str) -> None:
        self.clauses.append(clause)
        self.naming.append(clause)

    def _name_next(self) -> str:
        self._fresh += 1
        return f"x{self._fresh}"

    def _bind(self, value: str) -> str:
        name = self._name_next()
        self._name(f"for {name} in ({value},)")
        return name

    def _constant(self, value: object) -> str:
        self.constants.append(value)
        return f"c{len(self.constants) - 1}"

    def _looked_up(self, value: object, keyed: tuple[int, ...]) -> str:
        name = self._constant(value)
        return f"{name}[{''.join(f'{self.now[slot]}, ' for slot in keyed)}]" if keyed else name


class Compiler:
    """Compiles functions over sets of states; the same text is compiled once."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._known: dict[str, Any] = {}

    def keep(self, live: Live, condition: str, sets: Sequence[Set] = ()) -> Keep:
        """The function that keeps the states a condition holds in, after some assignments if any are given.

        What it answers are the states before the assignments.
        """
        if condition == "True":
            return list
        text = _Text(self.space, live)
        wanted = tuple(_slots(condition))
        for item in needed(sets, wanted):
            text.assign(item)
        text.only_if(condition)
        if sets:
            undone = " ".join(f"for b in ({undo},)" for undo in reversed(text.undoing))
            steps = f"{' '.join(text.naming)} for b in (-1,) {undone} for b in (b & a,) if b"
        else:
            steps = f"for b in (a,) {' '.join(text.clauses)}"
        kept: Keep = self._function(text, f"lambda F: [(k, b) for k, a in F {text.apart()} {steps}]")
        return kept

    def move(self, source: Live, sets: Sequence[Set], target: Live) -> Move:
        """What a step does whose assignments lead from one scene's states to another's."""
        text = _Text(self.space, source)
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

    def _function(self, text: _Text, source: str) -> Any:
        known = self._known.get(source)
        if known is None:
            names = ", ".join(f"c{number}" for number in range(len(text.constants)))
            # the text is generated from expressions that were understood, see game.story.expressions
            known = eval(compile(f"lambda {names}: {source}", "<proof>", "eval"), {"__builtins__": CALLED})  # noqa: S307
            self._known[source] = known
        return known(*text.constants)


def needed(sets: Sequence[Set], target: Live) -> list[Set]:
    """The assignments that still matter for the slots that are live behind them."""
    live = set(target)
    wanted = []
    for item in reversed(sets):
        if item.slot in live:
            wanted.append(item)
            live.discard(item.slot)
            live |= item.slots
    return wanted[::-1]


def _slots(code: str) -> list[int]:
    """The slots that code reads, each once."""
    return list(dict.fromkeys(int(slot) for slot in SLOT.findall(code)))
