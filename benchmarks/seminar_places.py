"""Where the rooms of benchmarks and tests are kept, and what became of votes there."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from game.seminar.ballots import PRACTICE
from game.seminar.keeping import Folder, Rooms


def place(where: str) -> Rooms:
    """The rooms of a folder, or of a database by its address."""
    if not where.startswith("postgresql:"):
        return Folder(Path(where))
    from game.seminar.store_database import Database

    return Database(where)


@dataclass
class Tally:
    """How many acknowledged votes were lost or changed, and what was counted twice."""

    lost: int = 0
    doubled: int = 0


def judged(
    where: str | Path,
    code: str,
    choices: Mapping[str, str],
    tally: Tally,
    *,
    ballot: str = PRACTICE,
    everybody: Mapping[str, str] | None = None,
) -> None:
    """Compare what phones were told with what is kept: ``choices`` has the last answer of each by its token.

    ``everybody`` names the phones of the room where some of them wait for an answer still.
    """
    store = place(str(where)).open(code)
    secret, events = bytes.fromhex(store.about()["secret"]), store.events()
    store.close()
    last: dict[str, str] = {}
    joins: list[str] = []
    for event in events:
        if event.kind == "join":
            joins.append(event.voter)
        elif event.kind == "vote" and event.key == ballot:
            tally.doubled += last.get(event.voter) == event.value
            last[event.voter] = event.value
    names = {token: hmac.digest(secret, token.encode(), "sha256").hex()[:16] for token in everybody or choices}
    tally.lost += sum(last.get(names[token]) != value for token, value in choices.items())
    tally.doubled += len(joins) - len(set(joins)) + len(set(last) - set(names.values()))
