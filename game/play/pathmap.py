"""The path as a map: the scenes that were seen, joined by the steps taken, the others as outlines without a name."""

from __future__ import annotations

from msgspec import Struct

from game.play.history import act
from game.play.journal import START
from game.play.outline import levels, targets
from game.play.session import Session


class Stop(Struct, frozen=True):
    """A scene of the role.  One that was never seen has no title, and does not tell whether it is an ending.

    ``level`` is the fewest steps from the role's first scene, ``visits`` how often the path came by.
    """

    level: int
    seen: bool = False
    title: str = ""
    visits: int = 0
    here: bool = False
    ending: bool = False


class Leg(Struct, frozen=True):
    """A step that was taken, from stop to stop; ``back`` says that it is not on the path any more.

    ``number`` is the step's in the journal.
    """

    source: int
    to: int
    words: str
    number: int
    back: bool


class PathMap(Struct, frozen=True):
    """Stops, those seen by their first visit and then the others by level; the steps taken; the ways not taken."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    ways: tuple[tuple[int, int], ...]

    @property
    def seen(self) -> int:
        """How many scenes were seen."""
        return sum(stop.seen for stop in self.stops)

    @property
    def total(self) -> int:
        """How many scenes the role has."""
        return len(self.stops)


def path_map(session: Session) -> PathMap:
    """The map of a playthrough, finished or not; branches that were taken back are on it."""
    titles, visits = _seen(session)
    level = levels(session.story, session.role)
    unseen = sorted((name for name in level if name not in titles), key=lambda name: level[name])
    order = {name: index for index, name in enumerate([*titles, *unseen])}
    scenes = session.story.scenes
    stops = tuple(
        Stop(
            level.get(name, 0),
            name in titles,
            titles.get(name, ""),
            visits.get(name, 0),
            name == session.state.scene,
            name in titles and scenes[name].ending is not None,
        )
        for name in order
    )
    legs = tuple(_legs(session, order))
    taken = {(leg.source, leg.to) for leg in legs}
    possible = ((order[name], order[to]) for name in order for to in targets(scenes[name]))
    return PathMap(stops, legs, tuple(way for way in dict.fromkeys(possible) if way not in taken))


def _seen(session: Session) -> tuple[dict[str, str], dict[str, int]]:
    """The title of each scene that was ever entered, as it read the last time, and how often the path entered it."""
    journal, scenes = session.journal, session.story.scenes
    titles: dict[str, str] = {}
    visits: dict[str, int] = {}
    path = {START, *journal.path()}
    for number in range(START, len(journal.steps)):
        if number == START or journal.steps[number].moves:
            state = session.state_at(number)
            titles[state.scene] = scenes[state.scene].title.render(state.entered)
            visits[state.scene] = visits.get(state.scene, 0) + (number in path)
    return titles, visits


def _legs(session: Session, order: dict[str, int]) -> list[Leg]:
    path = set(session.journal.path())
    return [
        Leg(order[step.scene], order[step.to], act(session, number), number, number not in path)
        for number, step in enumerate(session.journal.steps)
        if step.moves
    ]
