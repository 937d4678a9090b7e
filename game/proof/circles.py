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
            if to in inside:
                if to not in going:
                    going[to] = 0.0
                    waiting.append(to)
                going[to] += share * part
        while waiting and going[waiting[0]] < LITTLE:
            going.pop(waiting.popleft())
    return sum(going.values()), passings


def circles(onward: Onward) -> list[list[int]]:
    """The states in groups that can come round to each other, each group before those that follow it.

    Tarjan's algorithm, with a stack of its own instead of calls.
    """
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    open_now: list[int] = []
    within: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(onward)):
        if root in order:
            continue
        calls: list[tuple[int, Iterator[tuple[int, float]]]] = []
        _enter(root, order, low, open_now, within)
        calls.append((root, iter(onward[root])))
        while calls:
            state, following = calls[-1]
            for to, _ in following:
                if to not in order:
                    _enter(to, order, low, open_now, within)
                    calls.append((to, iter(onward[to])))
                    break
                if to in within:
                    low[state] = min(low[state], order[to])
            else:
                calls.pop()
                if calls:
                    low[calls[-1][0]] = min(low[calls[-1][0]], low[state])
                if low[state] == order[state]:
                    found.append(_leave(state, open_now, within))
    return found[::-1]


def _enter(state: int, order: dict[int, int], low: dict[int, int], open_now: list[int], within: set[int]) -> None:
    order[state] = low[state] = len(order)
    open_now.append(state)
    within.add(state)


def _leave(state: int, open_now: list[int], within: set[int]) -> list[int]:
    """Take a circle off the stack, down to the state that was come to first."""
    circle = [open_now.pop()]
    while circle[-1] != state:
        circle.append(open_now.pop())
    within.difference_update(circle)
    return circle
