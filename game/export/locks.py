"""What locked choices wait for: their guards taken apart, each part with its words, for a page to tell of."""

from __future__ import annotations

from typing import Any

from game.export.tables import Tables, dense
from game.play.guards import Asked, Senses, Several, apart
from game.play.naming import Naming
from game.story.expressions import BOOL, ROLE_SLOT, Expression
from game.story.model import Choice, Story


class Locks:
    """Takes the guards of one story apart, where it lets them be told; ``slots`` says what the parts look at is called."""

    def __init__(self, story: Story, tables: Tables) -> None:
        self.tables = tables
        self._told = story.locks == "full"
        self._senses = Senses(story)
        self._naming = Naming(story, self._senses)
        self._settled = {ROLE_SLOT, *(condition.slot for condition in story.conditions.values())}
        self.slots: dict[int, dict[str, Any]] = {}

    def of(self, choice: Choice) -> dict[str, Any] | None:
        """What a choice that can be seen locked waits for; None where that is not told."""
        if not self._told or choice.locked is None or choice.guard is None:
            return None
        return self._part(apart(choice.guard))

    def _part(self, asked: Asked | Several) -> dict[str, Any]:
        if isinstance(asked, Several):
            return {"every": asked.every, "parts": [self._part(part) for part in asked.parts]}
        found = self._senses.of(asked.node)
        code = found.code if asked.wanted else f"(not {found.code})"
        for slot in sorted(found.slots):
            self.slots[slot] = self._slot(slot)
        return {
            "words": self.tables.wording(self._naming.asked(asked)),
            "met": self.tables.guard(Expression(found.text, BOOL, code, found.slots)),
            "slots": sorted(found.slots),
        }

    def _slot(self, slot: int) -> dict[str, Any]:
        return dense(
            name=self.tables.wording(self._naming.slot(slot)),
            settled=slot in self._settled,
            fact=slot in self._naming.facts,
        )
