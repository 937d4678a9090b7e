"""A room that is going on: events are kept first, then taken in, then whoever looks is told.

Everything here happens on one event loop; only the store has a thread of its own.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from game.seminar.ballots import SEAT
from game.seminar.events import OF_STAGE, Event, go, join, vote
from game.seminar.model import Plot, Room, deals
from game.seminar.store import Store
from game.seminar.views import Shown, shown

#: Counts go to the wall and the console so many times a second at most.
COALESCED = 0.1


class NotKeptError(Exception):
    """An entry that could not be written; nothing has changed."""


@dataclass(slots=True, eq=False)
class Watcher:
    """Somebody who is told that something changed, and looks when there is time.

    There is no queue: one who looks slowly sees the latest and holds nothing.  ``counts`` says that counts matter to
    them, which change with each vote; phones are told of the stage alone.
    """

    counts: bool
    voter: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)


class LiveRoom:
    """A room with its store and those who watch it; the clock answers seconds, from any point.

    ``version`` grows with each event, so that a phone can tell which of two pages is the later one.
    """

    def __init__(self, code: str, plot: Plot, store: Store, clock: Callable[[], float], k: int) -> None:
        self.code = code
        self.store = store
        self.k = k
        self.about = store.about()
        self.events = store.events()
        self.room = Room(plot, self.events)
        self.watchers: set[Watcher] = set()
        self.closing = asyncio.Event()
        self.version = len(self.events)
        self._secret = bytes.fromhex(self.about["secret"])
        last = max((int(event.key) for event in self.events if event.kind == "go"), default=0)
        self._zero = clock() - last
        self._clock = clock
        self._counting: asyncio.TimerHandle | None = None
        self._revealed: tuple[object, Shown | None] = (None, None)

    def now(self) -> int:
        """Seconds since the room was opened; a room taken up again goes on where its last step began."""
        return int(self._clock() - self._zero)

    def voter(self, token: str) -> str:
        """The pseudonym of a phone in this room; the token itself is kept nowhere."""
        return hmac.digest(self._secret, token.encode(), hashlib.sha256).hex()[:16]

    async def join(self, token: str) -> bool:
        """Let a phone in; one that is in stays who it is."""
        name = self.voter(token)
        if name in self.room.voters:
            return True
        await self._keep([join(name)])
        await self._deal()
        return name in self.room.voters

    async def vote(self, token: str, ballot: str, value: str) -> bool:
        """Take an answer, kept before this returns; False where it is not asked now.  Sending it again changes nothing.

        Raises NotKeptError.
        """
        name = self.voter(token)
        voter = self.room.voters.get(name)
        if voter is None or not self.room.takes(voter, ballot, value):
            return False
        if voter.votes.get(ballot) != value:
            await self._keep([vote(name, ballot, value)])
            if ballot == SEAT:
                await self._deal()
        return voter.votes.get(ballot) == value

    async def leave(self, token: str) -> None:
        """Forget a phone, as if it had never been here.  Raises NotKeptError."""
        name = self.voter(token)
        future, done = self._waiting()
        self.store.forget(name, done)
        await future
        self.events = [event for event in self.events if event.voter != name]
        room = Room(self.room.plot, self.events)
        room.stages = self.room.stages
        self.room = room
        self._tell(stage=False)

    async def act(self, event: Event) -> bool:
        """Do what whoever leads asks for; False where it is not possible now.  Raises NotKeptError."""
        trial = Room(self.room.plot)
        trial.stages, trial.voters = list(self.room.stages), self.room.voters
        if not trial.apply(event):
            return False
        await self._keep([event, *deals(trial)])  # one entry, so that a phone is told once
        return True

    async def go(self, step: int) -> bool:
        """Go to a step."""
        return await self.act(go(step, self.now()))

    def revealed(self) -> Shown | None:
        """What is revealed, counted once when it is: nobody who leaves meanwhile can be told from the difference."""
        stage = self.room.stage
        if self._revealed[0] is not stage:
            self._revealed = (stage, shown(self.room, self.k) if stage.shown else None)
        return self._revealed[1]

    def watch(self, watcher: Watcher) -> None:
        """Tell somebody of changes from now on."""
        self.watchers.add(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        """Tell them no more."""
        self.watchers.discard(watcher)

    def close(self) -> None:
        """Tell everybody that the room is closed, and let go of the store."""
        self.closing.set()
        for watcher in self.watchers:
            watcher.changed.set()
        if self._counting is not None:
            self._counting.cancel()
        self.store.close()

    async def _deal(self) -> None:
        dealt = deals(self.room)
        if dealt:
            await self._keep(dealt)
            for watcher in self.watchers:
                if watcher.voter in {event.voter for event in dealt}:
                    watcher.changed.set()

    async def _keep(self, events: Sequence[Event]) -> None:
        future, done = self._waiting(events)
        self.store.append(events, done)
        await future

    def _waiting(self, events: Sequence[Event] = ()) -> tuple[asyncio.Future[None], Callable[[Exception | None], None]]:
        """A future of an entry, and what the store calls when it is on the disk: the entry is then taken in."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()

        def kept(fault: Exception | None) -> None:
            if fault is None:
                self._take_in(events)
            if future.done():
                return
            if fault is None:
                future.set_result(None)
            else:
                future.set_exception(NotKeptError(str(fault)))

        def done(fault: Exception | None) -> None:
            loop.call_soon_threadsafe(kept, fault)

        return future, done

    def _take_in(self, events: Sequence[Event]) -> None:
        for event in events:
            self.events.append(event)
            self.room.apply(event)
        self.version += len(events)
        self._tell(stage=any(event.kind in OF_STAGE or event.kind == "undo" for event in events))

    def _tell(self, *, stage: bool) -> None:
        """Tell phones of the stage at once; those who watch counts now and then."""
        if stage:
            for watcher in self.watchers:
                watcher.changed.set()
        elif self._counting is None and not self.closing.is_set():
            self._counting = asyncio.get_running_loop().call_later(COALESCED, self._tell_counts)

    def _tell_counts(self) -> None:
        self._counting = None
        for watcher in self.watchers:
            if watcher.counts:
                watcher.changed.set()
