"""Intervals for shares.  Formulas as in Wilson (1927) and Newcombe (1998); no library is worth thirty lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

#: The 97.5 % point of the normal distribution: intervals are 95 %.
Z = 1.959963984540054


class Interval(NamedTuple):
    """A share, or a difference of two, with its bounds."""

    value: float
    low: float
    high: float


def wilson(k: int, n: int) -> Interval:
    """The share ``k`` of ``n`` with Wilson's score interval without continuity correction.

    Raises ValueError unless 0 <= k <= n and n > 0.
    """
    if not 0 <= k <= n or not n:
        raise ValueError(f"{k} of {n} is no share")
    share, spread = k / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Interval(share, 0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half)


def newcombe(k: int, n: int, other_k: int, other_n: int) -> Interval:
    """The difference of two independent shares, with Newcombe's hybrid score interval (his method 10)."""
    one, two = wilson(k, n), wilson(other_k, other_n)
    difference = one.value - two.value
    low = sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    high = sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Interval(difference, difference - low, difference + high)


def kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa of two raters over the same items: agreement beyond what their own frequencies give.

    Raises ValueError where there is no item.  Where both use one word alone, agreement is complete: 1.
    """
    if not pairs:
        raise ValueError("there is nothing that two raters rated")
    n = len(pairs)
    agreed = sum(one == two for one, two in pairs) / n
    words = {word for pair in pairs for word in pair}
    chance = sum(sum(one == word for one, _ in pairs) * sum(two == word for _, two in pairs) for word in words) / (
        n * n
    )
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
