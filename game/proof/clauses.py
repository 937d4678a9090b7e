"""The text of one comprehension over the blocks of a set of states, clause by clause.

It is written for the bits ``b`` of one block under its key ``k``.  What a condition or an assignment reads of the key
is code over names; what it reads of packed facts becomes masks and moves, which are kept apart from the text as its
``constants``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.proof.fold import SLOT, slots_of
from game.proof.space import Live, Space, clamped
from game.story.expressions import Assignment


class Clauses:
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
        packed, keyed = self.space.split(slots_of(condition))
        if not packed:
            self._name(f"if ({self.fill(condition)})")
            return
        mask = self._looked_up(self.space.mask(condition, packed, keyed), keyed)
        self.clauses.append(f"for {self.bits} in ({self.bits} & {mask},) if {self.bits}")
        self.undoing.append(f"b & {mask}")

    def assign(self, item: Assignment) -> None:
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

    def _compute(self, item: Assignment) -> None:
        value = self.fill(item.value)
        if value in ("True", "False") or value.isdecimal():
            self.now[item.slot] = value if value.isalpha() else str(clamped(int(value), item.bounds))
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
