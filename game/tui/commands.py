"""A thing that can be done, as the palette lists it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class Command(Struct, frozen=True):
    """What it is called, and what does it."""

    words: str
    run: Callable[[], object]
