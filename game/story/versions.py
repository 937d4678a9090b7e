"""Which versions of a story an extension fits."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

COMPARED: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
BOUND = re.compile(r"(==|!=|<=|>=|<|>)\s*([\d.]+)")


def parsed(version: str) -> tuple[int, ...]:
    """A dotted version as numbers to compare; zeros at its end count for nothing, so 1.0 is 1."""
    numbers = [int(part) for part in version.split(".") if part]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def fits(version: str, bounds: str) -> bool:
    """Whether a version keeps every one of the comma-separated bounds, such as ``>=1,<2``."""
    own = parsed(version)
    return all(COMPARED[sign](own, parsed(bound)) for sign, bound in BOUND.findall(bounds))
