"""What whoever leads has set: the step, what is open, what is revealed.  Each act makes a new one; undo takes it back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from game.seminar.events import Event
from game.seminar.order import RoomStep

#: A count by hand is of people in a room.
MOST_HANDS = 2_000
#: An extension is of half a minute.
EXTENSION = 30
#: No room is open for as many seconds.
MOST_SECONDS = 10**9


class Stage(Struct, frozen=True):
    """The stage of a room.

    ``shown`` is what is revealed, or empty.  ``began`` is when the step did, in seconds since the room opened; ``extra``
    the seconds that it was given besides.  ``hands`` has counts by hand for each ballot; ``heads`` how many people there
    are; ``approved`` the lines of the exit ticket that the wall may show.
    """

    step: int = 0
    open: bool = True
    shown: str = ""
    split: bool = False
    blank: bool = False
    extra: int = 0
    began: int = 0
    heads: int = 0
    hands: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    approved: frozenset[str] = frozenset()
    finished: bool = False


def after(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage | None:
    """The stage after an act, or None where the act is not possible now."""
    act = ACTS.get(event.kind)
    if act is None or stage.finished:
        return None
    try:
        made = act(stage, event, order)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return None
    return None if made == stage else made


def seconds(text: str) -> int:
    """When something was done, in seconds since the room was opened.  Raises ValueError for what is no such time."""
    at = int(text)
    if not 0 <= at <= MOST_SECONDS:
        raise ValueError(text)
    return at


def _go(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:
    step, at = int(event.value), seconds(event.key)
    if not 0 <= step < len(order):
        raise ValueError(event.value)
    return replace(stage, step=step, open=True, shown="", split=False, blank=False, extra=0, began=at)


def _open(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001 - the table's signature
    """Open the ballots, which hides what is revealed, so that nobody watches a count change; or close them."""
    if event.kind == "open":
        return replace(stage, open=True, shown="", split=False)
    return replace(stage, open=False)


def _show(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:
    if event.value.partition(":")[0] not in order[stage.step].may_show:
        raise ValueError(event.value)
    return replace(stage, shown=event.value, open=False)


def _hide(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, shown="", split=False)


def _split(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, split=not stage.split)


def _blank(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, blank=not stage.blank)


def _extend(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, extra=stage.extra + EXTENSION)


def _hand(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    counts = {str(name): int(count) for name, count in json.loads(event.value).items()}
    if any(not 0 <= count <= MOST_HANDS for count in counts.values()):
        raise ValueError(event.value)
    return replace(stage, hands={**stage.hands, event.key: counts})


def _heads(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    heads = int(event.value)
    if not 0 <= heads <= MOST_HANDS:
        raise ValueError(event.value)
    return replace(stage, heads=heads)


def _approve(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, approved=stage.approved ^ {event.value})


def _finish(stage: Stage, event: Event, order: tuple[RoomStep, ...]) -> Stage:  # noqa: ARG001
    return replace(stage, finished=True, open=False)


Act = Callable[[Stage, Event, tuple[RoomStep, ...]], Stage]
ACTS: Mapping[str, Act] = {
    "go": _go, "open": _open, "close": _open, "show": _show, "hide": _hide, "split": _split, "blank": _blank,
    "extend": _extend, "hand": _hand, "heads": _heads, "approve": _approve, "finish": _finish,
}  # fmt: skip
