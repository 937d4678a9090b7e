"""What happens in a room, as an append-only log: the room is nothing but the fold over it."""

from __future__ import annotations

from msgspec import Struct

#: Kinds that move the stage and can be undone, by one key, the last first.
OF_STAGE = frozenset(
    {"go", "open", "close", "show", "hide", "split", "blank", "extend", "hand", "heads", "approve", "finish"}
)


class Event(Struct, frozen=True):
    """One entry of the log.

    ``voter`` is a pseudonym made from the phone's token, or empty; ``key`` says what the ``value`` is of: the ballot of
    a ``vote``, the seconds since the room opened of a ``go``.  No other event has a time.
    """

    kind: str
    voter: str = ""
    key: str = ""
    value: str = ""


def join(voter: str) -> Event:
    """A phone is in the room."""
    return Event("join", voter)


def role(voter: str, role_id: str) -> Event:
    """A role is dealt."""
    return Event("role", voter, "", role_id)


def vote(voter: str, ballot: str, value: str) -> Event:
    """A choice; the last one before the ballot closes counts."""
    return Event("vote", voter, ballot, value)


def go(step: int, at: int) -> Event:
    """The room goes to a step, so many seconds after it was opened."""
    return Event("go", "", str(at), str(step))
