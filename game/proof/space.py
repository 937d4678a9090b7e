"""Sets of states as bits.

A state of a scene is split in two.  Some facts make its *key*, a tuple of their values; the others are *packed*:
every combination of their values has a number, and a set of states of one key is the integer that has the bits of
their numbers.  So a set of states is a dictionary of keys to bits (``Blocks``), a guard is a mask, an assignment
shifts what is masked, and both take a whole block at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from game.story.expressions import FUNCTIONS, Assignment, Value

#: The slots that are live in a scene, in order.
Live = tuple[int, ...]
Key = tuple[Any, ...]
#: A set of states of one scene.
Blocks = dict[Key, int]
#: An assignment to a packed fact: what is masked moves by so many places, up or down.
Moves = tuple[tuple[int, int], ...]
#: An assignment to a fact of the key: the values it can come to, and the mask of the states where it does.
Splits = tuple[tuple[Value, int], ...]


#: How many outcomes a table keeps.
MOST_KNOWN = 5_000


def count(blocks: Mapping[Key, int]) -> int:
    """How many states a set has."""
    return sum(map(int.bit_count, blocks.values()))


def add(blocks: Blocks, more: Iterable[tuple[Key, int]]) -> None:
    """Add states to a set."""
    for key, bits in more:
        known = blocks.get(key)
        blocks[key] = bits if known is None else known | bits


def without(blocks: Mapping[Key, int], known: Mapping[Key, int]) -> Blocks:
    """The states of a set that are not in another."""
    if not known:
        return dict(blocks)
    left = {}
    for key, bits in blocks.items():
        new = bits & ~known.get(key, 0)
        if new:
            left[key] = new
    return left


def both(blocks: Mapping[Key, int], other: Mapping[Key, int]) -> Blocks:
    """The states that are in both sets."""
    return {key: bits for key in blocks.keys() & other.keys() if (bits := blocks[key] & other[key])}


def clamped(value: Value, bounds: tuple[int, int] | None) -> Value:
    """A value within the bounds, if there are any."""
    if bounds is None or not isinstance(value, int):
        return value
    least, most = bounds
    return min(max(value, least), most)


class Table(dict[Any, Any]):
    """What some code comes to, by the key's values that it reads; worked out when first asked for.

    It is emptied when it has grown, so that it takes no more room than the states themselves.
    """

    def __init__(self, work_out: Callable[[Any], Any]) -> None:
        super().__init__()
        self.work_out = work_out

    def __missing__(self, known: Any) -> Any:
        if len(self) >= MOST_KNOWN:
            self.clear()
        found = self[known] = self.work_out(known)
        return found


class Space:
    """Which facts are packed, and what code over the facts comes to as masks and moves.

    ``domains`` has the values of every slot that is not the same in all states.
    """

    def __init__(self, domains: Mapping[int, Sequence[Value]], packed: Iterable[int]) -> None:
        self.domains = domains
        self.strides: dict[int, int] = {}
        size = 1
        for slot in packed:
            self.strides[slot] = size
            size *= len(domains[slot])
        self.full = (1 << size) - 1
        self.where = {slot: self._masks(slot, size) for slot in self.strides}
        self.numbers = {slot: {value: i for i, value in enumerate(domains[slot])} for slot in self.strides}
        self._facts: list[Value] = [0] * (max(domains, default=0) + 1)
        self._known: dict[tuple[Any, ...], Any] = {}

    def _masks(self, slot: int, size: int) -> list[int]:
        """For each value of a packed slot, the states that have it."""
        stride, most = self.strides[slot], len(self.domains[slot])
        every = ((1 << size) - 1) // ((1 << stride * most) - 1)
        return [((1 << stride) - 1 << stride * number) * every for number in range(most)]

    def split(self, slots: Iterable[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The slots that are packed, and those in the key."""
        ordered = sorted(slots)
        return (
            tuple(slot for slot in ordered if slot in self.strides),
            tuple(slot for slot in ordered if slot not in self.strides),
        )

    def place(self, facts: Sequence[Value], layout: Iterable[int]) -> tuple[Key, int]:
        """The key and the bit of one state, given the slots that matter where it stands."""
        packed, keyed = self.split(layout)
        number = sum(self.numbers[slot][facts[slot]] * self.strides[slot] for slot in packed)
        return tuple(facts[slot] for slot in keyed), 1 << number

    def states(self, blocks: Blocks, layout: Iterable[int]) -> Iterator[dict[int, Value]]:
        """Every state of a set, as the values of the slots that matter there."""
        packed, keyed = self.split(layout)
        for key, bits in blocks.items():
            known = dict(zip(keyed, key, strict=True))
            rest = bits
            while rest:
                low = rest & -rest
                rest ^= low
                number = low.bit_length() - 1
                yield known | {slot: self._value(slot, number) for slot in packed}

    def _value(self, slot: int, number: int) -> Value:
        domain = self.domains[slot]
        return domain[number // self.strides[slot] % len(domain)]

    def mask(self, code: str, packed: tuple[int, ...], keyed: tuple[int, ...]) -> int | Table:
        """The states a condition holds in; by the values of ``keyed`` slots, where it reads any."""
        found: int | Table = self._asked(("mask", code), keyed, lambda: self._mask(code, packed))
        return found

    def moves(self, item: Assignment, packed: tuple[int, ...], keyed: tuple[int, ...]) -> Moves | Table:
        """What an assignment to a packed slot does."""
        what = ("moves", item.slot, item.value, item.bounds)
        found: Moves | Table = self._asked(what, keyed, lambda: self._moves(item, packed))
        return found

    def splits(self, item: Assignment, packed: tuple[int, ...], keyed: tuple[int, ...]) -> Splits | Table:
        """What an assignment to a slot of the key comes to, where it reads packed ones."""
        what = ("splits", item.value, item.bounds)
        found: Splits | Table = self._asked(what, keyed, lambda: self._splits(item, packed))
        return found

    def forgetting(self, slot: int) -> Moves:
        """What makes a packed slot the same everywhere, when its value does not matter any more."""
        stride = self.strides[slot]
        return tuple((mask, -stride * number) for number, mask in enumerate(self.where[slot]))

    def _asked(self, what: tuple[Any, ...], keyed: tuple[int, ...], work_out: Callable[[], Any]) -> Any:
        """What was worked out before, or is now; or the table of it, by the values of some slots of the key."""
        if what not in self._known:
            self._known[what] = Table(lambda known: self._given(keyed, known, work_out)) if keyed else work_out()
        return self._known[what]

    def _given(self, keyed: tuple[int, ...], known: Any, work_out: Callable[[], Any]) -> Any:
        for slot, value in zip(keyed, known, strict=True):
            self._facts[slot] = value
        return work_out()

    def _mask(self, code: str, packed: tuple[int, ...]) -> int:
        found, holds = 0, function(code)
        for mask in self._combinations(packed):
            if holds(self._facts):
                found |= mask
        return found

    def _moves(self, item: Assignment, packed: tuple[int, ...]) -> Moves:
        slot, value = item.slot, function(item.value)
        stride, numbers = self.strides[slot], self.numbers[slot]
        found: dict[int, int] = {}
        for mask in self._combinations(tuple({*packed, slot})):
            before = numbers[self._facts[slot]]
            shift = (numbers[clamped(value(self._facts), item.bounds)] - before) * stride
            found[shift] = found.get(shift, 0) | mask
        return tuple((mask, shift) for shift, mask in found.items())

    def _splits(self, item: Assignment, packed: tuple[int, ...]) -> Splits:
        value = function(item.value)
        found: dict[Value, int] = {}
        for mask in self._combinations(packed):
            result = clamped(value(self._facts), item.bounds)
            found[result] = found.get(result, 0) | mask
        return tuple(found.items())

    def _combinations(self, slots: tuple[int, ...]) -> Iterator[int]:
        """Each combination of the values of some packed slots, put into the facts: the states that have it."""
        if not slots:
            yield self.full
            return
        first, *others = slots
        values = list(zip(self.domains[first], self.where[first], strict=True))
        for rest in self._combinations(tuple(others)):
            for value, mask in values:
                self._facts[first] = value
                yield mask & rest


_functions: dict[str, Callable[[Sequence[Value]], Any]] = {}


def function(code: str) -> Callable[[Sequence[Value]], Any]:
    """Generated code over the facts ``f`` as a function of them."""
    known = _functions.get(code)
    if known is None:
        # the text is generated from expressions that were understood, see game.story.expressions
        known = _functions[code] = eval(f"lambda f: {code}", {"__builtins__": FUNCTIONS})  # noqa: S307
    return known
