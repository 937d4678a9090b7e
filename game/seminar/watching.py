"""Whom a room tells that something changed: phones, the wall, the console."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator

from msgspec import Struct, field

#: Counts go to the wall and the console so many seconds after the first that changed them, and not before.
COALESCED = 0.1
#: One voter watches so many times at most, in as many windows.
MOST_OF_ONE = 4


class Watcher(Struct, eq=False):
    """Somebody who is told that something changed, and looks when there is time.

    There is no queue: one who looks slowly sees the latest and holds nothing.  ``counts`` says that counts matter to
    them, which change with each vote; phones are told of the stage alone.  ``let_go`` says that it is looked for no more.
    """

    counts: bool
    voter: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: bool = False


class Watchers:
    """All who watch one room."""

    def __init__(self) -> None:
        self._held: dict[Watcher, None] = {}
        self._counting: asyncio.TimerHandle | None = None
        self._closed = False

    def __iter__(self) -> Iterator[Watcher]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def add(self, watcher: Watcher) -> None:
        """Tell somebody from now on.

        Of one voter the last few are told: a phone that went out of reach comes again, and its end may never be seen.
        """
        same = [known for known in self._held if known.voter == watcher.voter] if watcher.voter else []
        for known in same[: max(0, len(same) + 1 - MOST_OF_ONE)]:
            known.let_go = True
            known.changed.set()
            self.remove(known)
        self._held[watcher] = None

    def remove(self, watcher: Watcher) -> None:
        """Tell them no more."""
        self._held.pop(watcher, None)

    def tell(self) -> None:
        """Tell everybody, at once."""
        for watcher in self._held:
            watcher.changed.set()

    def tell_voters(self, voters: Collection[str]) -> None:
        """Tell the phones of some voters, at once."""
        for watcher in self._held if voters else ():
            if watcher.voter in voters:
                watcher.changed.set()

    def tell_counts(self) -> None:
        """Tell those to whom counts matter, soon: of all that happens until then at once."""
        if self._counting is None and not self._closed:
            self._counting = asyncio.get_running_loop().call_later(COALESCED, self._tell_counts)

    def close(self) -> None:
        """Tell everybody a last time."""
        self._closed = True
        self.tell()
        if self._counting is not None:
            self._counting.cancel()

    def _tell_counts(self) -> None:
        self._counting = None
        for watcher in self._held:
            if watcher.counts:
                watcher.changed.set()
