"""A room on this machine over real sockets, beside what it is promised to do: ``python -m benchmarks.seminar [WORD…]``.

The server is a process of its own; phones are bare sockets in this one, each from an address of its own where the system
lets 127.0.0.0/8 be used so.  A whole run writes ``seminar.md``; words choose the benches whose names hold one of them.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from results import Results, chosen  # noqa: E402 - the folders have to be known first

from benchmarks import seminar_terminal  # noqa: E402
from benchmarks.figures import HEAD, Figure, middle, p95, quietest, worst  # noqa: E402
from benchmarks.seminar_places import Tally, judged  # noqa: E402
from benchmarks.seminar_served import Server, busy, served  # noqa: E402
from benchmarks.seminar_voters import Voter  # noqa: E402

RESULTS = Path(__file__).parent / "seminar.md"
#: So many steps are gone through: the last six of them are scenes that are voted on.
STEPS = 9


async def filled(server: Server, many: int) -> list[Voter]:
    """Phones that have come in and listen."""
    voters = [Voter(server, number) for number in range(many)]
    await asyncio.gather(*(voter.join() for voter in voters))
    return voters


async def burst(voters: list[Voter], ballot: str, window: float) -> list[tuple[float, float]]:
    """All vote within a window; when each was acknowledged, and when it was pressed."""
    sent: list[tuple[float, float]] = []

    async def one(voter: Voter) -> None:
        await asyncio.sleep(random.uniform(0, window))
        began = time.monotonic()
        await voter.vote(ballot, "@pass")
        sent.append((time.monotonic(), began))

    await asyncio.gather(*(one(voter) for voter in voters))
    return sorted(sent)


def shown(sent: list[tuple[float, float]], seen: list[tuple[float, int]]) -> list[float]:
    """The seconds from each press to the projector's page that was made with it and with all acknowledged before it."""
    return [
        min((moment for moment, count in seen if count >= rank), default=float("inf")) - began
        for rank, (_, began) in enumerate(sent, 1)
    ]


async def votes(many: int, window: float) -> AsyncIterator[Figure]:
    """Phones come in, go from scene to scene, and all vote at each of them."""
    whom, few = f"{many:,} phones", many <= 300
    rounds: dict[int, list[tuple[float, float]]] = {}
    pushes, worked = [], []
    with served() as server:
        began = time.monotonic()
        voters = await filled(server, many)
        yield Figure(f"{whom}, all in after", time.monotonic() - began, "s", 3.0 if few else None)
        held = [asyncio.create_task(each.listen()) for each in voters] + [asyncio.create_task(server.wall.follow())]
        for step in range(1, STEPS + 1):
            before = [voter.pages for voter in voters]
            ballot = await server.on()
            await asyncio.sleep(1.0)
            pushes.append(max(voter.pages - old for voter, old in zip(voters, before, strict=True)))
            if ballot:
                spent, pages = busy(server.process.pid), sum(voter.pages for voter in voters)
                rounds[step] = await burst(voters, ballot, window)
                await asyncio.sleep(0.5)
                worked.append(1000 * (busy(server.process.pid) - spent) / many)
                pushes.append(sum(voter.pages for voter in voters) - pages)
        memory = server.memory()
        began = time.monotonic()
        report = await asyncio.to_thread(server.end)
        ended = time.monotonic() - began
        await asyncio.sleep(0.3)
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)
    acks = [1000 * p95([acked - began for acked, began in sent]) for sent in rounds.values()]
    waits = [
        shown(sent, [(moment, count) for moment, at, count in report["seen"] if at == step])
        for step, sent in rounds.items()
    ]
    what = f"{whom}, votes within {window} s"
    yield quietest(f"{what}: vote to acknowledgement, p95", "ms", acks, 50.0 if few else None)
    yield quietest(
        f"{what}: vote to the projector, p95", "ms", [1000 * p95(each) for each in waits], 250.0 if few else 300.0
    )
    yield quietest(f"{what}: vote to the projector, the slowest", "s", [max(each) for each in waits], 1.0)
    yield quietest(f"{what}: processor time a vote", "ms", worked)
    yield worst(f"{whom}: pages pushed to one phone at a step, and to any by the votes of others", "", pushes, 1.0)
    yield Figure(f"{whom}: memory of the server", memory, "MB", 120.0)
    yield Figure(f"{whom}: from SIGTERM to its end", ended, "s", 1.5)
    yield Figure(f"{whom}: not told that the room is closed", sum(not voter.closed for voter in voters), "", 0.0)


async def killed(runs: int, many: int) -> AsyncIterator[Figure]:
    """The server is killed at a random moment while all vote, and started again; what it acknowledged is in its file."""
    back: list[float] = []
    waits: list[float] = []
    worked: list[float] = []
    tally = Tally()
    with served() as server:
        voters = await filled(server, many)
        for run in range(runs):
            choice = ("tea", "coffee")[run % 2]
            voting = [asyncio.create_task(voter.vote("@practice", choice)) for voter in voters]
            await asyncio.sleep(random.uniform(0.0, 0.5))
            server.process.kill()
            server.process.wait()
            began = time.monotonic()
            await asyncio.to_thread(server.start)
            back.append(time.monotonic() - began)
            worked.append(busy(server.process.pid))
            waits += await asyncio.gather(*voting)
            judged(server.where, server.code, {voter.token: choice for voter in voters}, tally)
    what = f"kill -9 at a random moment, {runs} times, {many} phones voting"
    yield Figure(f"{what}: acknowledged votes lost or changed", tally.lost, "", 0.0)
    yield Figure(f"{what}: votes or phones counted twice", tally.doubled, "", 0.0)
    yield middle(f"{what}: until it serves again", "s", back, 1.0)
    yield middle(f"{what}: processor time until it serves again", "s", worked)
    yield Figure(f"{what}: the longest that a vote took", max(waits), "s", 3.0)


async def flooded(rounds: int, many: int) -> AsyncIterator[Figure]:
    """People vote as people do, alone and then beside one client that tries for a thousand tokens a second."""
    with served(limited=True) as server:
        voters = [Voter(server, number) for number in range(many)]
        await asyncio.gather(*(voter.join(stream=False) for voter in voters))

        async def pressed() -> float:
            async def person(voter: Voter) -> list[float]:
                found = []
                for turn in range(4):
                    await asyncio.sleep(random.uniform(0.4, 0.8))
                    found.append(await voter.vote("@practice", ("tea", "coffee")[turn % 2]))
                return found

            every = await asyncio.gather(*(person(voter) for voter in voters))
            return 1000 * p95([wait for each in every for wait in each])

        alone, beside, let_in, voted, tried = [], [], 0, 0, 0
        for _ in range(rounds):
            alone.append(await pressed())
            with seminar_terminal.flood(server.port, server.code) as ended:
                await asyncio.sleep(0.7)
                beside.append(await pressed())
            counts = ended()
            let_in, voted, tried = (
                let_in + counts.get("let in", 0),
                voted + counts.get("votes", 0),
                tried + counts["tries"],
            )
        yield Figure(
            f"{tried:,} tries of one client in {rounds} rounds, votes changed in a round", voted / rounds, "", 20.0
        )
        yield Figure("others' votes, p95, beside it to alone (medians)", sorted(beside)[rounds // 2] / sorted(alone)[rounds // 2], "", 2.0,
                     [one / other for one, other in zip(beside, alone, strict=True)])  # fmt: skip
        yield quietest("others' votes alone, p95", "ms", alone)
        yield quietest("others' votes beside it, p95", "ms", beside)


async def console(many: int, keys: int) -> AsyncIterator[Figure]:
    """Keys are pressed in the console while phones vote all the time."""
    with seminar_terminal.console() as terminal:
        voters = [Voter(terminal, number) for number in range(many)]
        await asyncio.gather(*(voter.join() for voter in voters))
        heard = [asyncio.create_task(voter.listen()) for voter in voters]

        async def person(voter: Voter) -> None:
            for turn in range(1_000):
                await asyncio.sleep(random.uniform(1.0, 5.0))
                await voter.vote("@practice", ("tea", "coffee")[turn % 2])

        voting = [asyncio.create_task(person(voter)) for voter in voters]
        waits = [await terminal.pressed("v", b"Counts are") for _ in range(keys)]
        for task in (*voting, *heard):
            task.cancel()
        await asyncio.gather(*voting, *heard, return_exceptions=True)
        late = terminal.end()
    yield Figure(
        f"console, {many} phones, each voting every three seconds: key to screen, p95", 1000 * p95(waits), "ms", 100.0
    )
    yield Figure("console: how late a tick of its loop comes, p95", 1000 * p95(late), "ms", 50.0)


async def first_code(rounds: int) -> AsyncIterator[Figure]:
    """``rollout host`` from the shell to the code that can be scanned."""
    found = [await asyncio.to_thread(seminar_terminal.first_code) for _ in range(rounds)]
    yield quietest("rollout host, from the shell to the first code to scan", "s", [clock for clock, _ in found], 1.5)
    yield quietest("the same, processor time", "s", [spent for _, spent in found])


def benches(kills: int) -> dict[str, Callable[[], AsyncIterator[Figure]]]:
    """By name."""
    return {
        "burst": lambda: votes(300, 0.2),
        "seconds": lambda: votes(300, 3.0),
        "thousand": lambda: votes(1_000, 3.0),
        "killed": lambda: killed(kills, 300),
        "flooded": lambda: flooded(9, 40),
        "console": lambda: console(300, 60),
        "code": lambda: first_code(9),
    }


async def main() -> int:
    """Run what was asked for; 1 where a promise was not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50, help="how often the server is killed")
    parser.add_argument("words", nargs="*", metavar="WORD", help="run the benches whose names hold it")
    asked = parser.parse_args()
    runs = chosen(benches(asked.kills), asked.words)
    how = "How, and what is inside each figure: [README.md](README.md). Of several rounds the quietest counts."
    results = Results("A room, measured", HEAD, how)
    kept = True
    for run in runs:
        async for figure in run():
            kept = kept and figure.kept
            results.add(figure.cells())
    if not asked.words:
        results.write(RESULTS)
    return 0 if kept else 1


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    raise SystemExit(asyncio.run(main()))
