"""A rehearsal: voters who are not there, so that a facilitator can walk through the whole seminar alone."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from game.seminar import ballots
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.model import Voter, way_on
from game.seminar.watching import Watcher

#: One in so many observes, and passes where something is asked.
OBSERVES, PASSES = 20, 12
LINES = (
    "The talk with my neighbour.",
    "More time for the mails.",
    "Say at the start that passing is fine.",
    "That nobody showed a count.",
)
Sleep = Callable[[float], Awaitable[None]]


class Rehearsal:
    """Scripted voters; the same seed makes the same ones.  ``sleep`` is how they take their time."""

    def __init__(self, live: LiveRoom, many: int, seed: int, sleep: Sleep = asyncio.sleep) -> None:
        self.live = live
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret: actors
        self.tokens = [f"{self.chance.getrandbits(64):016x}" for _ in range(many)]
        self._sleep = sleep

    async def play(self) -> None:
        """Come in, and answer whatever is asked until the room closes."""
        await asyncio.gather(*(self._play(token, self.chance.random()) for token in self.tokens))

    async def _play(self, token: str, pace: float) -> None:
        await self._sleep(6 * pace)
        watcher = Watcher(counts=False, voter=self.live.voter(token))
        self.live.watch(watcher)
        try:
            if not await self.live.join(token):
                return
            while not self.live.closing.is_set():
                watcher.changed.clear()
                while not self.live.closing.is_set() and (answer := self.answer(token)):
                    step = self.live.room.stage.step
                    await self._sleep(1 + 7 * self.chance.random())
                    if step == self.live.room.stage.step:
                        await self.live.vote(token, *answer)
                await watcher.changed.wait()
        except NotKeptError:
            return
        finally:
            self.live.unwatch(watcher)

    def answer(self, token: str) -> tuple[str, str] | None:
        """What a voter answers next, or None where nothing is left to answer."""
        room = self.live.room
        voter = room.voters.get(self.live.voter(token))
        if voter is None or not room.stage.open or room.stage.finished:
            return None
        for ballot in room.open_to(voter):
            if ballot.id in voter.votes:
                continue
            if ballot.text:
                return ballot.id, self.chance.choice(LINES)
            return ballot.id, self._choice(ballot.id, [value for value, _ in ballot.options])
        return self._way_on(voter) if room.step.kind == "endings" else None

    def _choice(self, ballot: str, values: list[str]) -> str:
        if ballot == ballots.SEAT:
            return ballots.OBSERVE if self.chance.randrange(OBSERVES) == 0 else ballots.PLAY
        if ballots.ABSTAIN in values and self.chance.randrange(PASSES):
            values = [value for value in values if value != ballots.ABSTAIN]
        return self.chance.choice(values)

    def _way_on(self, voter: Voter) -> tuple[str, str] | None:
        steps = way_on(voter.votes.get(ballots.WAY_ON, ""))
        place = self.live.room.way(voter, steps)
        if place is None or place.ending or not any(option.open for option in place.options):
            return None
        step = self.chance.choice([option.id for option in place.options if option.open])
        return ballots.WAY_ON, " ".join((*steps, step))
