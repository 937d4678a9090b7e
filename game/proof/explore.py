"""Every reachable state of a story, a whole set at a time.

For each scene the states that reach it are kept as a set of tuples.  A level of the search takes, scene by
scene, the states that are new there, and runs each step of the scene over all of them at once.

A state's *rank* is a number that spells its way: the number of its start, then a digit for each step.  Of the
ways of one length the lowest rank is the first in the order that ties are broken by (starts with defaults first,
choices in file order, readings last), so a witness is read off the rank alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter

from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.play.state import State
from game.proof.classes import Classes, Handed, classes, merged
from game.proof.codegen import Compiler, First, Frontier, Live, Move, StateTuple
from game.proof.live import Liveness
from game.proof.queries import ENTRY, MAIL, Query
from game.proof.starts import Start
from game.proof.steps import Edge, Steps, Stop
from game.story.expressions import Value
from game.story.model import Story

#: Where something was found first: a rank, and how many steps its way has.
Found = tuple[int, int]


def first_of(known: Found | None, found: Found) -> Found:
    """Of two ways the shorter, of two of one length the first; the lower rank of the same exploration is first."""
    return found if known is None or (found[1], found[0]) < (known[1], known[0]) else known


#: States new on a level of the search, each with its rank.
Fresh = dict[StateTuple, int]


class LimitError(Exception):
    """A limit was passed."""


@dataclass(slots=True)
class Watch:
    """Stops a search after so many states, or so many seconds by ``clock`` in all, and tells how far it is."""

    most_states: int = 20_000_000
    most_seconds: float = float("inf")
    clock: Callable[[], float] = time.monotonic
    tell: Callable[[Watch], None] | None = None
    states: int = 0
    frontier: int = 0
    began: float = -1.0

    @property
    def seconds(self) -> float:
        """How long the search has been running."""
        return self.clock() - self.began if self.began >= 0 else 0.0

    def look(self, frontier: int) -> None:
        """Note the size of the frontier.  Raises LimitError where a limit is passed."""
        self.frontier = frontier
        if self.began < 0:
            self.began = self.clock()
        if self.states > self.most_states or self.seconds > self.most_seconds:
            raise LimitError
        if self.tell is not None:
            self.tell(self)


@dataclass(frozen=True, slots=True)
class Part:
    """What one role does in a story, from fresh starts or from those another role's run carries over."""

    story: Story
    machine: StoryMachine
    steps: Steps
    start: str


@dataclass(frozen=True, slots=True)
class Way:
    """How something is reached: a start, and the steps from it as a walkthrough writes them.

    ``rank`` tells which of two ways of one length, found by the same exploration, is the first.
    """

    start: Start
    steps: tuple[str, ...]
    rank: int = field(default=0, compare=False)


@dataclass(slots=True)
class Asked:
    """A query made ready to be asked of sets of states, and the way to the first that says yes."""

    query: Query
    find: First
    found: Found | None = None

    def look(self, frontier: Frontier, level: int) -> None:
        """Search the states of a level, unless it was found before."""
        if self.found is None:
            rank = self.find(frontier)
            if rank >= 0:
                self.found = (rank, level)


@dataclass(slots=True)
class Passage:
    """An edge made ready to run over sets of states, with what is asked about the mail that its entry brings."""

    edge: Edge
    move: Move
    mail: list[Asked] = field(default_factory=list)
    found: Found | None = None


@dataclass(slots=True)
class Place:
    """A scene made ready to be explored, and what was found there."""

    stop: Stop
    layout: Live
    at_rest: list[Asked] = field(default_factory=list)
    on_entry: list[Asked] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    reached: set[StateTuple] = field(default_factory=set)
    arrived: set[StateTuple] = field(default_factory=set)
    found: Found | None = None
    reads: bool = False

    def taken(self) -> dict[str, Found]:
        """Where each choice was found first; several ways on are one choice."""
        known: dict[str, Found] = {}
        for passage in self.passages:
            found, edge = passage.found, passage.edge
            if found is not None and not edge.reading and first_of(known.get(edge.id), found) is found:
                known[edge.id] = found
        return known


@dataclass(frozen=True, slots=True)
class AtEndings:
    """What roles that follow take over from the endings of a part: the slots they need, and what they do with them."""

    wanted: int = 0
    handed: tuple[Handed, ...] = ()


class Exploration:
    """The reachable states of one part of a story, as far as some queries need them told apart.

    Queries that are ``free`` are asked where that needs no more states; ``covered`` has all that are settled.
    ``complete`` is false while the search runs, and stays so where a limit or the user stopped it.
    """

    def __init__(
        self, part: Part, asked: Iterable[Query], endings: AtEndings, watch: Watch, free: Iterable[Query] = ()
    ) -> None:
        self.part, self.watch = part, watch
        every = list(asked)
        self.covered = set(every)
        wanted = [query for query in every if query.scene in part.steps.stops]
        self.classes: Classes = classes(part.story, part.steps, wanted, endings.handed)
        self.steps = merged(part.steps, self.classes)
        self.compiler = Compiler()
        self.liveness = Liveness(self.steps, wanted, endings.wanted)
        self.layouts = self.liveness.layouts()
        self.asked: dict[Query, Asked] = {}
        self.places = {name: Place(stop, self.layouts[name]) for name, stop in self.steps.stops.items()}
        self._arriving: dict[str, list[Query]] = {}
        for query in wanted:
            self._ready(query)
        for query in free:
            self._ask_if_free(query)
        for place in self.places.values():
            self._connect(place)
        self.base = max((len(place.passages) for place in self.places.values()), default=0) + 1
        self.starts: list[Start] = []
        self.states = self.edges = self.frontier = 0
        self.complete = False
        self.observe: Callable[[Place, Frontier, int], None] | None = None

    def _ask_if_free(self, query: Query) -> None:
        """Ask a query that needs nothing told apart which is not told apart anyway."""
        if query.scene not in self.places:
            self.covered.add(query)
            return
        slots = query.folded(self.steps.constants)[1]
        if slots.isdisjoint(self.classes) and slots <= set(() if query.moment == MAIL else self.layouts[query.scene]):
            self.covered.add(query)
            self._ready(query)

    def _ready(self, query: Query) -> None:
        if query.moment == MAIL:
            self._arriving.setdefault(query.scene, []).append(query)
            return
        place = self.places[query.scene]
        condition, _ = query.folded(self.steps.constants)
        asked = self.asked[query] = Asked(query, self.compiler.first(place.layout, condition))
        (place.on_entry if query.moment == ENTRY else place.at_rest).append(asked)

    def _connect(self, place: Place) -> None:
        for edge in place.stop.edges:
            if edge.reading and edge.sets[-1].slot not in place.layout:
                continue
            target = self.steps.stops[edge.to]
            entry = () if edge.reading else (*target.do, *target.mail)
            move = self.compiler.move(place.layout, edge.guard, (*edge.sets, *entry), self.layouts[edge.to])
            passage = Passage(edge, move)
            for query in () if edge.reading else self._arriving.get(edge.to, ()):
                sets, (condition, _) = (*edge.sets, *target.do), query.folded(self.steps.constants)
                passage.mail.append(Asked(query, self.compiler.first(place.layout, condition, sets, edge.guard)))
            place.passages.append(passage)
            place.reads = place.reads or edge.reading

    def run(self, starts: Iterable[Start]) -> None:
        """Explore from some starts."""
        try:
            self._explore(starts)
            self.complete = True
        except (LimitError, KeyboardInterrupt):
            pass

    def ends(self) -> Iterable[tuple[Live, set[StateTuple]]]:
        """The states of all endings, with the slots they hold."""
        for place in self.places.values():
            if place.stop.scene.ending is not None:
                yield place.layout, place.reached

    def _explore(self, starts: Iterable[Start]) -> None:
        arrivals = self._begin(starts)
        level = 0
        readings: dict[str, Fresh] = {}
        while arrivals or readings:
            frontiers = self._settle(arrivals, readings, level)
            arrivals, readings = {}, {}
            for name, frontier in frontiers.items():
                self._step(self.places[name], frontier, level, arrivals, readings)
                self.watch.look(self.frontier)
            level += 1

    def _begin(self, starts: Iterable[Start]) -> dict[str, Fresh]:
        """The states that the starts put a player in."""
        arrivals: dict[str, Fresh] = {}
        for start in starts:
            rank = len(self.starts)
            self.starts.append(start)
            facts = first_facts(self.part.story, start.role, start.conditions, start.carried)
            state = self.part.machine.start(facts, self.part.start)
            self._first_mail(state, rank)
            arrivals.setdefault(state.scene, {}).setdefault(self._project(state), rank)
        return arrivals

    def _first_mail(self, state: State, rank: int) -> None:
        """Ask about the mail that a start brings."""
        everything = tuple(range(self.steps.size))
        frontier = [((*state.facts, *(0 for _ in self.steps.mail_slots)), rank)]
        for query in self._arriving.get(state.scene, ()):
            asked = Asked(query, self.compiler.first(everything, query.condition))
            asked.look(frontier, 0)
            if asked.found is not None:
                self.asked.setdefault(query, asked)

    def _project(self, state: State) -> StateTuple:
        """The part of a state that is live where it stands."""
        come = {mail_id for mail_id, _ in state.delivered}
        facts: list[Value] = [*state.facts, *(int(mail_id in come) for mail_id in self.steps.mail_slots)]
        for slot, stands in self.classes.items():
            facts[slot] = stands[facts[slot]]
        return tuple(facts[slot] for slot in self.layouts[state.scene])

    def _settle(self, arrivals: dict[str, Fresh], readings: dict[str, Fresh], level: int) -> dict[str, Frontier]:
        """Keep what is new on a level, and ask about what was just entered."""
        frontiers: dict[str, Frontier] = {}
        for name in dict.fromkeys((*arrivals, *readings)):
            place = self.places[name]
            entered, read = arrivals.get(name, {}), readings.get(name, {})
            if entered and place.on_entry:
                self._entered(place, entered, level)
            fresh = _without(_merged(entered, read), place.reached)
            if fresh:
                place.reached.update(fresh)
                self.states += len(fresh)
                self.watch.states += len(fresh)
                frontiers[name] = _ordered(fresh)
        self.frontier = sum(map(len, frontiers.values()))
        return frontiers

    def _entered(self, place: Place, entered: Fresh, level: int) -> None:
        """Ask what is fixed on entering; where mail can be read, a state may be known without having been entered."""
        frontier = _ordered(_without(entered, place.arrived if place.reads else place.reached))
        for asked in place.on_entry:
            asked.look(frontier, level)
        if place.reads:
            place.arrived.update(entered)

    def _step(
        self, place: Place, frontier: Frontier, level: int, arrivals: dict[str, Fresh], readings: dict[str, Fresh]
    ) -> None:
        """Ask about the new states of a scene, and take every step from all of them."""
        if place.found is None:
            place.found = (frontier[-1][1], level)
        if self.observe is not None:
            self.observe(place, frontier, level)
        for asked in place.at_rest:
            asked.look(frontier, level)
        for digit, passage in enumerate(place.passages):
            led = passage.move(frontier, self.base, digit)
            if not led:
                continue
            self.edges += len(led)
            if passage.found is None:
                passage.found = (min(led.values()), level + 1)
            if passage.mail:
                self._delivered(passage, frontier, level, digit)
            into = readings if passage.edge.reading else arrivals
            known = into.get(passage.edge.to)
            into[passage.edge.to] = led if known is None else _merged(known, led)

    def _delivered(self, passage: Passage, frontier: Frontier, level: int, digit: int) -> None:
        """Ask about the mail that a step brings."""
        for asked in passage.mail:
            if asked.query not in self.asked:
                asked.look(frontier, level)
                if asked.found is not None:
                    asked.found = (asked.found[0] * self.base + digit, level + 1)
                    self.asked[asked.query] = asked

    def found(self, query: Query) -> Found | None:
        """Where a query was answered first, if it was."""
        asked = self.asked.get(query)
        return asked.found if asked else None

    def way(self, found: Found) -> Way:
        """The way that a rank spells."""
        rank, level = found
        digits = []
        for _ in range(level):
            rank, digit = divmod(rank, self.base)
            digits.append(digit)
        start = self.starts[rank]
        scene_id = self.part.start
        shown = []
        for digit in reversed(digits):
            edge = self.places[scene_id].passages[digit].edge
            shown.append(edge.shown)
            scene_id = edge.to
        return Way(start, tuple(shown), found[0])


def _without(fresh: Fresh, known: set[StateTuple]) -> Fresh:
    """The states that are not known yet."""
    if not known or known.isdisjoint(fresh):
        return fresh
    return {state: rank for state, rank in fresh.items() if state not in known}


def _merged(one: Fresh, other: Fresh) -> Fresh:
    """Both, each state with the lower of its ranks."""
    if not one or not other:
        return one or other
    low = {state: min(one[state], other[state]) for state in one.keys() & other.keys()}
    return {**one, **other, **low}


def _ordered(fresh: Fresh) -> Frontier:
    """The states from the highest rank to the lowest, so that of two equal ones the lowest is written last."""
    return sorted(fresh.items(), key=itemgetter(1), reverse=True)
