"""What a replay comes past: queries answered on the way, so that fewer are left to be searched for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.play.state import State
from game.proof.codegen import Compiler, First
from game.proof.explore import Way
from game.proof.queries import ENTRY, MAIL, Query
from game.proof.starts import Start
from game.proof.steps import Steps
from game.story.expressions import Value


class Eyes:
    """Asks open queries of the states that are come past; ``shown`` has those that were answered with yes."""

    def __init__(self, steps: Steps, asked: Iterable[Query]) -> None:
        self.steps = steps
        self.shown: dict[Query, Way] = {}
        compiler, everything = Compiler(), tuple(range(steps.size))
        self._open: dict[str, dict[Query, First]] = {}
        for query in asked:
            found = compiler.first(everything, query.condition)
            self._open.setdefault(query.scene, {})[query] = found

    def see(self, state: State, start: Start, steps: Sequence[str]) -> None:
        """Ask what is still open about the scene a state is in."""
        waiting = self._open.get(state.scene)
        if not waiting:
            return
        now = self._facts(state.facts, state)
        fixed = self._facts(state.entered, state)
        came = {mail_id for mail_id, _ in state.delivered[state.earlier :]}
        for query, find in list(waiting.items()):
            facts = now
            if query.moment == ENTRY:
                facts = fixed
            elif query.moment == MAIL:
                if query.name not in came:
                    continue
                facts = self._before(fixed, query.name)
            if find([(facts, 0)]) == 0:
                self.shown[query] = Way(start, tuple(steps))
                del waiting[query]

    def _facts(self, facts: Iterable[Value], state: State) -> tuple[Value, ...]:
        """All facts, and how far each mail that matters has come."""
        come = {mail_id for mail_id, _ in state.delivered}
        opened = state.opened
        return (*facts, *((mail_id in come) + (mail_id in opened) for mail_id in self.steps.mail_slots))

    def _before(self, facts: tuple[Value, ...], mail_id: str) -> tuple[Value, ...]:
        """The facts as they were before a mail came."""
        slot = self.steps.mail_slots.get(mail_id)
        return facts if slot is None else (*facts[:slot], 0, *facts[slot + 1 :])

    @property
    def waiting(self) -> int:
        """How many queries are still open."""
        return sum(map(len, self._open.values()))

    def left(self) -> list[Query]:
        """The queries that nothing has answered."""
        return [query for waiting in self._open.values() for query in waiting]
