"""A scene made ready to be explored: what is asked there, the steps out of it, and what was found."""

from __future__ import annotations

from msgspec import Struct, field

from game.proof.codegen import Keep, Move
from game.proof.queries import Query
from game.proof.space import Blocks, Live, add
from game.proof.steps import Edge, Stop


class Found(Struct):
    """Where something is found first: some states of a scene, all new there on one level of the search.

    ``digit`` is the number of the step that has to be taken from them, -1 for none.  States that count only where
    they are ``entered`` may have been known from a reading before.  ``start`` is the number of the start that
    brings what is looked for by itself.
    """

    place: Place
    level: int
    states: Blocks
    digit: int = -1
    entered: bool = False
    start: int = -1

    @property
    def length(self) -> int:
        """How many steps the way there has."""
        return self.level + (self.digit >= 0)


class Asked(Struct, frozen=True):
    """A query made ready to be asked of sets of states."""

    query: Query
    keep: Keep


class Passage(Struct):
    """An edge made ready to run over sets of states, with what is asked about the mail that its entry brings."""

    edge: Edge
    source: Place
    digit: int
    opened: Keep
    move: Move
    mail: list[Asked] = field(default_factory=list)
    found: Found | None = None

    def back(self, states: Blocks, into: Blocks) -> Blocks:
        """Those of some states of the source from which the step leads into a set."""
        before: Blocks = {}
        add(before, self.move.back(self.opened(states.items()), into))
        return before

    def lead(self, states: Blocks) -> Blocks:
        """The states that the step leads to from some states of the source."""
        after: Blocks = {}
        add(after, self.move.lead(self.opened(states.items())))
        return after


class Place(Struct, eq=False):
    """A scene, what is asked there, and its states: all that were reached, and those new on each level."""

    stop: Stop
    layout: Live
    at_rest: list[Asked] = field(default_factory=list)
    on_entry: list[Asked] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    incoming: list[Passage] = field(default_factory=list)
    reached: Blocks = field(default_factory=dict)
    arrived: Blocks = field(default_factory=dict)
    levels: dict[int, Blocks] = field(default_factory=dict)
    reads: bool = False
    ready: bool = False

    @property
    def name(self) -> str:
        """The scene's id."""
        return self.stop.scene.id

    @property
    def found(self) -> Found | None:
        """Where the scene is reached first."""
        return next((Found(self, level, states) for level, states in self.levels.items()), None)

    def taken(self) -> dict[str, Found]:
        """Where each choice was open first; several ways on are one choice."""
        known: dict[str, Found] = {}
        for passage in self.passages:
            found, name = passage.found, passage.edge.id
            if found is None or passage.edge.reading:
                continue
            if name not in known or found.level < known[name].level:
                known[name] = found
        return known
