"""A room that is going on: events are kept first, then taken in, then whoever looks is told.

Everything here happens on one event loop; only the store has a thread of its own.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from game.seminar.ballots import SEAT
from game.seminar.dealing import deals
from game.seminar.events import Event, go, join, vote
from game.seminar.model import Room
from game.seminar.plot import Plot
from game.seminar.reveals import Shown, shown
from game.seminar.stage import Stage, seconds
from game.seminar.store import Done, Log, LostError, Store
from game.seminar.watching import Watcher, Watchers


class NotKeptError(Exception):
    """An entry that could not be written, or of which that is not known yet."""


class LiveRoom:
    """A room with its store and those who watch it; the clock answers seconds, from any point.

    ``version`` grows with each event, so that a phone can tell which of two pages is the later one, whichever process
    they come from.
    """

    def __init__(self, code: str, plot: Plot, store: Store, clock: Callable[[], float], k: int) -> None:
        self.code = code
        self.store = store
        self.k = k
        events = store.events()
        self.room = Room(plot, events)
        self.watchers = Watchers()
        self.closing = asyncio.Event()
        self.version = len(events)
        self._secret = bytes.fromhex(store.about()["secret"])
        self._clock = clock
        self._zero = clock() - max(_moments(events), default=0)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._own: set[str] = set()
        self._dealing: asyncio.Task[None] | None = None
        self._unsure = False
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
        self._own.add(name)
        if name not in self.room.voters:
            await self._keep([join(name)])
        if name in self.room.voters and not self.room.voters[name].role:
            await self._deal()
        return name in self.room.voters

    async def vote(self, token: str, ballot: str, value: str) -> bool:
        """Take an answer, kept before this returns; False where it is not asked now.  Sending it again changes nothing.

        Raises NotKeptError.
        """
        name = self.voter(token)
        self._own.add(name)
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
        self.room.voters.pop(name, None)
        self._own.discard(name)
        self.watchers.tell_counts()

    async def act(self, event: Event) -> bool:
        """Do what whoever leads asks for; False where it is not possible now.  Raises NotKeptError."""
        trial = Room(self.room.plot)
        trial.stages, trial.voters = list(self.room.stages), self.room.voters
        if not trial.apply(event):
            return False
        return (await self._keep([event, *deals(trial)]))[0]  # one entry, so that a phone is told once

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
        self._follow()
        self.watchers.add(watcher)

    def unwatch(self, watcher: Watcher) -> None:
        """Tell them no more."""
        self.watchers.remove(watcher)

    def close(self) -> None:
        """Tell everybody that the room is closed, and let go of the store."""
        self.closing.set()
        self.watchers.close()
        self.store.close()

    async def _deal(self) -> None:
        """Deal roles to those whose phones come here; another process deals to those that go there."""
        dealt = [event for event in deals(self.room) if event.voter in self._own]
        if dealt:
            await self._keep(dealt)

    async def _keep(self, events: Sequence[Event]) -> list[bool]:
        """Whether each was possible, once they are kept.  Raises NotKeptError.

        While the room does not know what became of an entry, it takes none: the same would be written twice.
        """
        if self._unsure:
            raise NotKeptError("the room's database was away; what it has kept is being looked up")
        future, done = self._waiting(events)
        self.store.append(events, done)
        return await future

    def _follow(self) -> asyncio.AbstractEventLoop:
        """Take in what other processes write, from the first time that anything happens on a loop."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self.store.follow(self._overheard)
        return self._loop

    def _overheard(self, log: Log) -> None:
        with suppress(RuntimeError):  # the loop is gone, and with it whoever would want to know
            self._follow().call_soon_threadsafe(self._hear, log)

    def _waiting(self, events: Sequence[Event] = ()) -> tuple[asyncio.Future[list[bool]], Done]:
        """A future of an entry, and what the store calls when it is on the disk: the entry is then taken in."""
        loop = self._follow()
        future: asyncio.Future[list[bool]] = loop.create_future()

        def kept(fault: Exception | None) -> None:
            taken = self._take_in(events) if fault is None else []
            self._unsure = self._unsure or isinstance(fault, LostError)
            if future.done():
                return
            if fault is None:
                future.set_result(taken)
            else:
                future.set_exception(NotKeptError(str(fault)))

        def done(fault: Exception | None) -> None:
            with suppress(RuntimeError):  # the loop is gone, and with it whoever waited
                loop.call_soon_threadsafe(kept, fault)

        return future, done

    def _take_in(self, events: Sequence[Event]) -> list[bool]:
        before = self.room.stage
        taken = [self.room.apply(event) for event in events]
        self.version += len(events)
        self._changed(before, events)
        return taken

    def _hear(self, log: Log) -> None:
        """Take in what another process wrote."""
        before = self.room.stage
        self._unsure = False
        if log.whole:
            self._anew(log.events)
        else:
            for event in log.events:
                self.room.apply(event)
        self.version = log.number
        self._zero = min(self._zero, self._clock() - self.room.stage.began)
        self._changed(before, log.events)
        if any(event.voter in self._own for event in deals(self.room)):  # came in while the roles were dealt elsewhere
            self._dealing = self._follow().create_task(self._deal_late())

    def _anew(self, events: Sequence[Event]) -> None:
        """The room of a log that lacks somebody who left; what is revealed stays as it was counted."""
        room = Room(self.room.plot, events)
        both = list(zip(self.room.stages, room.stages, strict=False))
        room.stages[: len(both)] = [old if old == new else new for old, new in both]
        self.room = room

    async def _deal_late(self) -> None:
        with suppress(NotKeptError):
            await self._deal()

    def _changed(self, before: Stage, events: Sequence[Event]) -> None:
        """Tell whom it concerns; what is revealed is counted now, from the same votes in every process."""
        self.revealed()
        if self.room.stage is not before:
            self.watchers.tell()
        else:
            self.watchers.tell_counts()
        self.watchers.tell_voters({event.voter for event in events if event.kind == "role"})


def _moments(events: Iterable[Event]) -> Iterator[int]:
    """When each step of a log began, those taken back among them; what is no time is none."""
    for event in events:
        if event.kind == "go":
            with suppress(ValueError):
                yield seconds(event.key)
