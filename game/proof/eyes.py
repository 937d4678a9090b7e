"""What a replay comes past: queries answered on the way, so that fewer are left to be searched for."""

from __future__ import annotations

from collections.abc import Iterable

from game.play.state import State
from game.proof.queries import ENTRY, MAIL, Query
from game.proof.space import function
from game.proof.steps import Steps
from game.proof.ways import Way


class Eyes:
    """Asks open queries of the states that are come past; ``shown`` has those that were answered with yes."""

    def __init__(self, steps: Steps, asked: Iterable[Query]) -> None:
        self.steps = steps
        self.shown: dict[Query, Way] = {}
        self.waiting = 0
        self._open: dict[str, list[Query]] = {}
        for query in asked:
            self._open.setdefault(query.scene, []).append(query)
            self.waiting += 1

    def see(self, state: State, way: Way) -> None:
        """Ask what is still open about the scene a state is in."""
        asked = self._open.get(state.scene)
        if asked:
            left = [query for query in asked if not self._holds(query, state)]
            if len(left) < len(asked):
                self.shown.update(dict.fromkeys((query for query in asked if query not in left), way))
                self.waiting -= len(asked) - len(left)
                self._open[state.scene] = left

    def _holds(self, query: Query, state: State) -> bool:
        """Whether a state answers a query with yes."""
        if query.moment == MAIL:
            if all(mail_id != query.name for mail_id, _ in state.delivered[state.earlier :]):
                return False
            facts = self.steps.facts(state, state.entered)
            slot = self.steps.mail_slots.get(query.name)
            if slot is not None:
                facts[slot] = 0
        else:
            facts = self.steps.facts(state, state.entered if query.moment == ENTRY else state.facts)
        return bool(function(query.condition)(facts))

    def left(self) -> list[Query]:
        """The queries that nothing has answered."""
        return [query for waiting in self._open.values() for query in waiting]
