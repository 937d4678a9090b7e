"""Every reachable state of a story, a whole set at a time.

A level of the search takes, scene by scene, the states that are new there, and runs each step of the scene over all
of them at once.  The levels are kept, so that ways are found afterwards, backwards, and only for what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from msgspec.structs import replace

from game.play.state import State
from game.proof.classes import Classes, classes, merged
from game.proof.codegen import Compiler
from game.proof.live import Liveness
from game.proof.part import AtEndings, Part
from game.proof.places import Asked, Found, Passage, Place
from game.proof.queries import ENTRY, MAIL, Query
from game.proof.space import Blocks, Live, Space, add, count, function, without
from game.proof.spread import domains, packed
from game.proof.starts import Start, started
from game.proof.steps import Edge
from game.proof.watch import LimitError, Watch
from game.proof.ways import Ways
from game.story.expressions import Value

#: How many combinations of values are packed at most: more make larger blocks, and more of a block empty.
MOST_BITS = 8192
#: Where more than so many blocks hold fewer than so many states each, nothing is packed.
MANY_BLOCKS, FEW_STATES = 100_000, 3


class SparseError(Exception):
    """Most bits of most blocks are empty."""


class Exploration:
    """The reachable states of one part of a story, as far as some queries need them told apart.

    Queries that are ``free`` are asked where that needs no more states; ``covered`` has all that are settled.
    With ``until_found`` the search ends when all that is ``wanted`` was answered with yes.  ``complete`` is false
    while the search runs, and stays so where a limit or the user stopped it.
    """

    def __init__(
        self,
        part: Part,
        asked: Iterable[Query],
        endings: AtEndings,
        watch: Watch,
        free: Iterable[Query] = (),
        *,
        until_found: bool = False,
    ) -> None:
        self.part, self.watch, self.until_found = part, watch, until_found
        asked = tuple(asked)
        self.wanted = frozenset(asked)
        self.covered = set(self.wanted)
        wanted = [query for query in asked if query.scene in part.steps.stops]
        self.begins, self.concerned = part.start in part.steps.stops, bool(wanted)
        self.classes: Classes = classes(part.story, part.steps, wanted, endings.handed)
        self.steps = merged(part.steps, self.classes)
        self.liveness = Liveness(self.steps, wanted, endings.wanted)
        self.layouts = self.liveness.layouts()
        self.queries: dict[str, list[Query]] = {}
        for query in (*wanted, *(query for query in free if self._is_free(query))):
            self.queries.setdefault(query.scene, []).append(query)
        self.starts: list[Start] = []
        self.complete = False
        self._clear()

    def _clear(self) -> None:
        """Begin with nothing found."""
        self.places = {name: Place(stop, self.layouts[name]) for name, stop in self.steps.stops.items()}
        self.found: dict[Query, Found] = {}
        self.visited: list[tuple[int, Place]] = []
        self.states = self.edges = self.blocks = self.frontier = 0
        self.space = Space({}, ())
        self.compiler = Compiler(self.space)
        self.ways = Ways(self.part.start, (), (), self.places)

    def _is_free(self, query: Query) -> bool:
        """Whether a query needs nothing told apart which is not told apart anyway; it is covered then."""
        layout = self.layouts.get(query.scene)
        if layout is None:
            self.covered.add(query)
            return False
        slots = query.folded(self.steps.constants)[1]
        # what is asked of an arrival may be set again by the time a state is at rest
        told_apart = frozenset(() if query.moment == MAIL else layout) - self.classes.keys()
        if slots <= told_apart:
            self.covered.add(query)
        return slots <= told_apart

    @property
    def entering(self) -> int:
        """The mask of the slots that are live just before the first scene is entered."""
        return self.liveness.entering(self.part.start) if self.begins else 0

    def run(self, starts: Iterable[Start]) -> None:
        """Explore from some starts."""
        self.starts = list(starts)
        with suppress(LimitError, KeyboardInterrupt):
            try:
                self._explore(MOST_BITS)
            except SparseError:
                self.watch.states -= self.states
                self._clear()
                self._explore(1)
            self.complete = True

    def ends(self) -> Iterable[tuple[Live, Iterable[dict[int, Value]]]]:
        """The states of all endings, with the slots they hold."""
        for place in self.places.values():
            if place.stop.scene.ending is not None:
                yield place.layout, self.space.states(place.reached, place.layout)

    def _explore(self, most_bits: int) -> None:
        arrivals = self._begin(most_bits)
        readings: dict[str, Blocks] = {}
        level = 0
        while (arrivals or readings) and not (self.until_found and self.wanted <= self.found.keys()):
            fresh = self._settle(arrivals, readings, level)
            arrivals, readings = {}, {}
            for place, states in fresh:
                self._step(place, states, level, arrivals, readings)
                self.watch.look(self.frontier)
            level += 1
            if most_bits > 1 and self.blocks > MANY_BLOCKS and self.states < self.blocks * FEW_STATES:
                raise SparseError

    def _begin(self, most_bits: int) -> dict[str, Blocks]:
        """The states that the starts put a player in."""
        states = [started(self.part.machine, start) for start in self.starts]
        facts = [self._facts(state) for state in states]
        values = domains(self.part.story, self.steps, self.classes, facts)
        self.space = Space(values, packed(self.part.story, values, self.layouts.values(), most_bits))
        self.compiler = Compiler(self.space)
        if not self.begins:
            return {}
        layout = self.layouts[self.part.start]
        begun = [self.space.place(known, layout) for known in facts]
        self.ways = Ways(self.part.start, self.starts, begun, self.places)
        for number, state in enumerate(states):
            self._first_mail(state, number)
        blocks: Blocks = {}
        add(blocks, begun)
        return {self.part.start: blocks} if blocks else {}

    def _facts(self, state: State) -> list[Value]:
        """All facts of a state, words that are alike merged, and how far each mail that matters has come."""
        facts = self.steps.facts(state, state.facts)
        for slot, stands in self.classes.items():
            facts[slot] = stands[facts[slot]]
        return facts

    def _first_mail(self, state: State, number: int) -> None:
        """Ask about the mail that a start brings."""
        facts = self.steps.before(state.entered)
        for query in self.queries.get(state.scene, ()):
            if query.moment == MAIL and query not in self.found and function(query.condition)(facts):
                self.found[query] = Found(self.places[state.scene], 0, {}, start=number)

    def _ready(self, place: Place) -> None:
        """Compile what is asked in a scene, and the steps out of it."""
        place.ready = True
        for query in self.queries.get(place.name, ()):
            if query.moment != MAIL:
                condition, _ = query.folded(self.steps.constants)
                asked = Asked(query, self.compiler.keep(place.layout, condition))
                (place.on_entry if query.moment == ENTRY else place.at_rest).append(asked)
        for edge in place.stop.edges:
            if edge.reading and edge.sets[-1].slot not in place.layout:
                continue
            self._connect(place, edge)

    def _connect(self, place: Place, edge: Edge) -> None:
        target = self.steps.stops[edge.to]
        entry = () if edge.reading else (*target.do, *target.mail)
        opened = self.compiler.keep(place.layout, edge.guard)
        move = self.compiler.move(place.layout, (*edge.sets, *entry), self.layouts[edge.to])
        passage = Passage(edge, place, len(place.passages), opened, move)
        for query in () if edge.reading else self.queries.get(edge.to, ()):
            if query.moment == MAIL and query not in self.found:
                condition, _ = query.folded(self.steps.constants)
                keep = self.compiler.keep(place.layout, condition, (*edge.sets, *target.do))
                passage.mail.append(Asked(query, keep))
        place.passages.append(passage)
        self.places[edge.to].incoming.append(passage)
        place.reads = place.reads or edge.reading

    def _settle(
        self, arrivals: dict[str, Blocks], readings: dict[str, Blocks], level: int
    ) -> list[tuple[Place, Blocks]]:
        """Keep what is new on a level, and ask about what was just entered."""
        kept = []
        self.frontier = 0
        for name in dict.fromkeys((*arrivals, *readings)):
            place = self.places[name]
            if not place.ready:
                self._ready(place)
            entered = arrivals.get(name, {})
            if place.on_entry and entered:
                self._entered(place, entered, level)
            come = dict(entered)
            add(come, readings.get(name, {}).items())
            fresh = without(come, place.reached)
            if fresh:
                add(place.reached, fresh.items())
                place.levels[level] = fresh
                self.visited.append((level, place))
                self.frontier += count(fresh)
                self.blocks += len(fresh)
                kept.append((place, fresh))
        self.states += self.frontier
        self.watch.states += self.frontier
        return kept

    def _entered(self, place: Place, entered: Blocks, level: int) -> None:
        """Ask what is fixed on entering; where mail can be read, a state may be known without having been entered."""
        fresh = without(entered, place.arrived if place.reads else place.reached)
        place.on_entry = self._ask(place.on_entry, Found(place, level, fresh, entered=True))
        if place.reads:
            add(place.arrived, entered.items())

    def _ask(self, asked: list[Asked], where: Found) -> list[Asked]:
        """Ask some queries of some states, and answer which of them are still open."""
        left = []
        for one in asked:
            kept = one.keep(where.states.items())
            if kept:
                self.found.setdefault(one.query, replace(where, states=dict(kept)))
            elif one.query not in self.found:
                left.append(one)
        return left

    def _step(
        self, place: Place, states: Blocks, level: int, arrivals: dict[str, Blocks], readings: dict[str, Blocks]
    ) -> None:
        """Ask about the new states of a scene, and take every step from all of them."""
        place.at_rest = self._ask(place.at_rest, Found(place, level, states))
        blocks = states.items()
        for passage in place.passages:
            opened = passage.opened(blocks)
            if not opened:
                continue
            self.edges += sum(bits.bit_count() for _, bits in opened)
            if passage.found is None:
                passage.found = Found(place, level, dict(opened), passage.digit)
            if passage.mail:
                passage.mail = self._ask(passage.mail, Found(place, level, dict(opened), passage.digit))
            into = readings if passage.edge.reading else arrivals
            add(into.setdefault(passage.edge.to, {}), passage.move.lead(opened))
