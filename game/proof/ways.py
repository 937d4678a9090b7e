"""How something is reached: the first of all shortest ways, or any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from game.proof.places import Found, Passage, Place
from game.proof.space import Blocks, Key, add
from game.proof.starts import Start

#: The states of one level, by scene.
Level = dict[str, Blocks]


class Way:
    """A start and the steps from it as a walkthrough writes them, kept as a chain: the last step and what is before.

    ``digits`` tells which of two ways of one length, found by the same exploration, is the first: the number of the
    start, then the place of each step among those of its scene.
    """

    __slots__ = ("before", "digit", "length", "start", "step")

    def __init__(self, start: Start, before: Way | None = None, step: str = "", digit: int = 0) -> None:
        self.start = start
        self.before = before
        self.step = step
        self.digit = digit
        self.length: int = before.length + 1 if before is not None else 0

    @classmethod
    def of(cls, start: Start, steps: Sequence[str]) -> Way:
        """The way of some steps."""
        way = cls(start)
        for step in steps:
            way = cls(start, way, step)
        return way

    def chain(self) -> Iterator[Way]:
        """This way and all that it begins with, the longest first."""
        way: Way | None = self
        while way is not None:
            yield way
            way = way.before

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps from the start."""
        return tuple(way.step for way in self.chain() if way.before is not None)[::-1]

    @property
    def digits(self) -> tuple[int, ...]:
        """What the order of ways goes by."""
        return tuple(way.digit for way in self.chain())[::-1]


class Known(Struct, frozen=True):
    """A single state of a level, and a way to it."""

    key: Key
    bit: int
    way: Way

    @property
    def states(self) -> Blocks:
        """The state as a set."""
        return {self.key: self.bit}

    def within(self, states: Blocks) -> bool:
        """Whether the state is in a set."""
        return states.get(self.key, 0) & self.bit != 0


class Ways:
    """Finds ways back from what an exploration has found.

    ``begun`` has the state of each start, in their order; all of them are in the scene ``scene``.
    """

    def __init__(
        self, scene: str, starts: Sequence[Start], begun: Sequence[tuple[Key, int]], places: dict[str, Place]
    ) -> None:
        self.scene = scene
        self.starts = starts
        self.begun = begun
        self.places = places
        self._known: dict[tuple[str, int], list[Known]] = defaultdict(list)

    def first(self, found: Found) -> Way:
        """Of all shortest ways the first, by the order of the starts and then of each step."""
        if found.start >= 0:
            return Way(self.starts[found.start], digit=found.start)
        levels = self._levels(found)
        here, place = self._begin(levels[0][self.scene]), self.places[self.scene]
        for wanted in levels[1:]:
            last = wanted is levels[-1]
            place, here = self._onward(place, here, wanted, entering=found.entered and last)
        return _through(here.way, place, found.digit)

    def _levels(self, found: Found) -> list[Level]:
        """For each level up to where something is found, the states from which shortest ways lead there."""
        levels: list[Level] = [{found.place.name: found.states}]
        for level in reversed(range(found.level)):
            entering = found.entered and len(levels) == 1
            levels.append(self._level_before(level, levels[-1], entering=entering))
        return levels[::-1]

    def _level_before(self, level: int, wanted: Level, *, entering: bool) -> Level:
        """The states of a level from which steps lead into some states of the next."""
        before: Level = {}
        for name, states in wanted.items():
            for passage in _incoming(self.places[name], level, entering=entering):
                back = passage.back(passage.source.levels[level], states)
                if back:
                    add(before.setdefault(passage.source.name, {}), back.items())
        return before

    def _begin(self, wanted: Blocks) -> Known:
        """The first start among some states."""
        for number, (key, bit) in enumerate(self.begun):
            if wanted.get(key, 0) & bit:
                return Known(key, bit, Way(self.starts[number], digit=number))
        raise AssertionError("a way begins at a start")

    def _onward(self, place: Place, here: Known, wanted: Level, *, entering: bool) -> tuple[Place, Known]:
        """The first step that leads from a state into some others."""
        for passage in place.passages:
            into = wanted.get(passage.edge.to)
            if into and not (entering and passage.edge.reading):
                there = _after(here, passage)
                if there is not None and there.within(into):
                    return self.places[passage.edge.to], there
        raise AssertionError("a way leads on")

    def some(self, found: Found) -> Way:
        """Any of the shortest ways; such ways begin alike where they can."""
        if found.start >= 0:
            return Way(self.starts[found.start], digit=found.start)
        place, level, states, entering = found.place, found.level, found.states, found.entered
        passages: list[Passage] = []
        here = None if entering else self._of(place, level, states)
        while here is None:
            if level == 0:
                here = self._begin(states)
                self._known[place.name, 0].append(here)
                break
            level -= 1
            passage, here, states = self._before(place, level, states, entering=entering)
            passages.append(passage)
            place, entering = passage.source, False
        for passage in reversed(passages):
            after = _after(here, passage)
            if after is None:
                raise AssertionError("a way leads on")
            here, level = after, level + 1
            self._known[passage.edge.to, level].append(here)
        return _through(here.way, found.place, found.digit)

    def _of(self, place: Place, level: int, states: Blocks) -> Known | None:
        """A state among some that a way is known to."""
        return next((known for known in self._known.get((place.name, level), ()) if known.within(states)), None)

    def _before(
        self, place: Place, level: int, states: Blocks, *, entering: bool
    ) -> tuple[Passage, Known | None, Blocks]:
        """A step into a set from the level before, and from where; if possible from a state that a way is known to."""
        incoming = _incoming(place, level, entering=entering)
        for passage in incoming:
            for known in self._known.get((passage.source.name, level), ()):
                after = _after(known, passage)
                if after is not None and after.within(states):
                    return passage, known, {}
        for passage in incoming:
            back = passage.back(passage.source.levels[level], states)
            if back:
                return passage, None, back
        raise AssertionError("a way comes from somewhere")


def _incoming(place: Place, level: int, *, entering: bool) -> list[Passage]:
    """The steps into a scene from where something was new on a level; a reading does not enter it."""
    return [
        passage
        for passage in place.incoming
        if level in passage.source.levels and not (entering and passage.edge.reading)
    ]


def _after(here: Known, passage: Passage) -> Known | None:
    """The state that a step leads to, if it is open."""
    for key, bit in passage.lead(here.states).items():
        return Known(key, bit, Way(here.way.start, here.way, passage.edge.shown, passage.digit))
    return None


def _through(way: Way, place: Place, digit: int) -> Way:
    """A way with one step more, if there is one to be taken."""
    if digit < 0:
        return way
    return Way(way.start, way, place.passages[digit].edge.shown, digit)
