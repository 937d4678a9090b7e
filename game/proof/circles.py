"""How much arrives in each state when one whole flows in at the starts and on along the chances.

States that can come round to each other form a circle.  Circles are taken in the order of the flow, so that what flows
into one is known when its turn comes; within one, what goes round is followed until next to nothing is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

#: From a state, by its number, the states that follow, each with its chance.
Onward = Sequence[Sequence[tuple[int, float]]]
#: What goes round in a circle is followed down to this, or for so many passings of a state in all.
LITTLE = 1e-10
PASSINGS = 500_000


def flow(starts: Mapping[int, float], onward: Onward) -> tuple[list[float], float]:
    """What arrives in each state in all, and how much was still going round where it can leave, when it was left."""
    arrived = [0.0] * len(onward)
    for state, share in starts.items():
        arrived[state] += share
    left = 0.0
    passings = PASSINGS
    for circle in circles(onward):
        if len(circle) == 1 and all(to != circle[0] for to, _ in onward[circle[0]]):
            for to, part in onward[circle[0]]:
                arrived[to] += arrived[circle[0]] * part
            continue
        inside = set(circle)
        if all(to in inside for state in circle for to, _ in onward[state]):
            continue  # nothing leaves, so all that came goes round for ever
        more, passings = _round(inside, arrived, onward, passings)
        left += more
    return arrived, left


def _round(inside: set[int], arrived: list[float], onward: Onward, passings: int) -> tuple[float, int]:
    """Follow what goes round in one circle; what is left there, and how many passings are left for others."""
    going = {state: arrived[state] for state in inside if arrived[state]}
    waiting = deque(going)
    while waiting and passings > 0:
        state = waiting.popleft()
        share = going.pop(state)
        passings -= 1
        for to, part in onward[state]:
            arrived[to] += share * part
            if to not in inside:
                continue
            if to not in going:
                waiting.append(to)
            going[to] = going.get(to, 0.0) + share * part
        while waiting and going[waiting[0]] < LITTLE:
            going.pop(waiting.popleft())
    return sum(going.values()), passings


def circles(onward: Onward) -> list[list[int]]:
    """The states in groups that can come round to each other, each group before those that follow it."""
    search = _Search(onward)
    for root in range(len(onward)):
        if root not in search.order:
            search.run(root)
    return search.found[::-1]


class _Search:
    """Tarjan's algorithm for strongly connected components, with a stack of its own instead of calls.

    ``order`` numbers the states as they are come to, and ``low`` has the least number that a state is known to lead
    back to; ``open_now`` are the states whose circle is not complete yet.
    """

    def __init__(self, onward: Onward) -> None:
        self.onward = onward
        self.order: dict[int, int] = {}
        self.low: dict[int, int] = {}
        self.open_now: list[int] = []
        self.within: set[int] = set()
        self.found: list[list[int]] = []

    def run(self, root: int) -> None:
        """Find the circles of all that follows a state and was not come to before, the last ones first."""
        calls = [(root, self._entered(root))]
        while calls:
            state, following = calls[-1]
            fresh = self._next(state, following)
            if fresh is not None:
                calls.append((fresh, self._entered(fresh)))
                continue
            calls.pop()
            if calls:
                before = calls[-1][0]
                self.low[before] = min(self.low[before], self.low[state])
            if self.low[state] == self.order[state]:
                self._close(state)

    def _entered(self, state: int) -> Iterator[tuple[int, float]]:
        self.order[state] = self.low[state] = len(self.order)
        self.open_now.append(state)
        self.within.add(state)
        return iter(self.onward[state])

    def _next(self, state: int, following: Iterator[tuple[int, float]]) -> int | None:
        """The next state that follows one and was not come to before."""
        for to, _ in following:
            if to not in self.order:
                return to
            if to in self.within:
                self.low[state] = min(self.low[state], self.order[to])
        return None

    def _close(self, state: int) -> None:
        """Take a complete circle off the stack, down to the state that was come to first."""
        circle = [self.open_now.pop()]
        while circle[-1] != state:
            circle.append(self.open_now.pop())
        self.within.difference_update(circle)
        self.found.append(circle)
