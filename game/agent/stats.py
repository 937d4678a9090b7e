"""Intervals for shares.  Formulas as in Wilson (1927) and Newcombe (1998); no library is worth thirty lines."""

from __future__ import annotations

from collections import Counter
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
    agreed, chance = _agreement(pairs)
    return 1.0 if chance == 1 else (agreed / len(pairs) - chance) / (1 - chance)


def kappa_interval(pairs: Sequence[tuple[str, str]]) -> Interval | None:
    """Cohen's kappa with bounds, or None where both use one word alone, of which it can say nothing.

    The bounds are those of the raw agreement (Wilson), with what is expected by chance taken as known.  With few items
    and near complete agreement that covers where the usual large-sample formula does not.  Raises ValueError where
    there is no item.
    """
    agreed, chance = _agreement(pairs)
    if chance == 1:
        return None
    low, high = wilson(agreed, len(pairs))[1:]
    return Interval(kappa(pairs), (low - chance) / (1 - chance), (high - chance) / (1 - chance))


def _agreement(pairs: Sequence[tuple[str, str]]) -> tuple[int, float]:
    """How many items are rated alike, and the share that would be by chance."""
    if not pairs:
        raise ValueError("there is nothing that two raters rated")
    one, two = (Counter(words) for words in zip(*pairs, strict=True))
    chance = sum(many * two[word] for word, many in one.items()) / len(pairs) ** 2
    return sum(first == second for first, second in pairs), chance
