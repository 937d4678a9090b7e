"""A thing that can be done, as the palette lists it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What it is called, and what does it."""

    words: str
    run: Callable[[], object]
