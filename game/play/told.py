"""As reported: lines in which such things are told, for the player to mark before seeing which are faithful."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from game.story.model import Finding

#: How many lines are shown at most; about a third of them is faithful.
MOST = 9


class Told(Struct, frozen=True):
    """A line, whether it is faithful to the finding it is about, and why."""

    line: str
    faithful: bool
    why: str
    finding: Finding


def told(findings: Iterable[Finding], seed: int) -> Iterator[Told]:
    """Some lines about the given findings, two unfaithful ones to each faithful one, in an order the seed settles."""
    lines = [Told(item.line, item.faithful, item.why, finding) for finding in findings for item in finding.reported]
    mixed = sorted(lines, key=lambda item: hashlib.sha256(f"{seed}:{item.line}".encode()).digest())
    faithful = [item for item in mixed if item.faithful][: MOST // 3]
    others = [item for item in mixed if not item.faithful][: 2 * len(faithful)]
    chosen = {item.line for item in (*faithful, *others)}
    return (item for item in mixed if item.line in chosen)
