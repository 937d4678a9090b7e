"""Going past what was read before: on, while there is only one way and nothing new to read."""

from __future__ import annotations

from collections.abc import Collection

from game.play.session import Session
from game.tui.known import Known

#: However much is known, a key goes no further at once.
FURTHEST = 100


def step(session: Session, old: Collection[str]) -> str:
    """The one step that leads on from ``old`` text; empty where some of it is new or something is to be decided."""
    turn = session.look()
    if turn.view != "narration" or turn.ending or turn.chance is not None or len(turn.options) != 1:
        return ""
    (way,) = turn.options
    if not way.open or way.irreversible or way.note or any(passage.words not in old for passage in turn.passages):
        return ""
    return way.id


def past(session: Session, known: Known) -> int:
    """Take such steps as long as there are any; answers how many."""
    gone = 0
    while gone < FURTHEST and (way := step(session, known.before(session))):
        known.read(session, session.look())
        session.choose(way)
        gone += 1
    return gone
