"""The server's process is killed at random moments while phones vote: all that it acknowledged is kept, once."""

from __future__ import annotations

import asyncio
import random

from benchmarks.seminar_places import Tally, judged
from benchmarks.seminar_served import Server
from benchmarks.seminar_voters import Voter
from tests.support.search import SIEGE

RUNS, MANY = (50, 300) if SIEGE else (2, 30)
#: Longer than any vote takes; only a fault waits for it.
LONG = 60


async def test_no_acknowledged_vote_is_lost_changed_or_counted_twice(where: str) -> None:
    chance = random.Random(11)
    tally = Tally()
    server = Server(where)
    try:
        voters = [Voter(server, number) for number in range(MANY)]
        await asyncio.gather(*(voter.join(stream=False) for voter in voters))
        for run in range(RUNS):
            choices = {voter.token: chance.choice(("tea", "coffee", "@pass")) for voter in voters}
            voting = [asyncio.create_task(voter.vote("@practice", choices[voter.token])) for voter in voters]
            acknowledged = chance.randrange(1, MANY)
            async with asyncio.timeout(LONG):
                while sum(task.done() for task in voting) < acknowledged:
                    await asyncio.sleep(0.001)
                server.kill()
                told = {
                    voter.token: choices[voter.token] for voter, task in zip(voters, voting, strict=True) if task.done()
                }
                judged(where, server.code, told, tally, everybody=choices)
                await asyncio.to_thread(server.start)
                await asyncio.gather(*voting)
            judged(where, server.code, choices, tally)
            assert (tally.lost, tally.doubled) == (0, 0), run
    finally:
        server.close()
        for voter in voters:
            voter.hang_up()
