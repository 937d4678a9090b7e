"""The mutable state of one playthrough."""

from __future__ import annotations

from game.story.expressions import Value

#: The facts a text was fixed with, by slot.
Snapshot = tuple[Value, ...]


class State:
    """Where a playthrough stands; the model that the machine moves.

    ``scene`` is the machine's state, written by its triggers alone (or by restoring a save).  ``facts`` holds
    the role, conditions, variables and asked facts by slot; ``entered`` is what they were when the scene's text
    was fixed.  ``delivered`` lists the mail that has come, oldest first, each with the facts its words were
    fixed with; the first ``earlier`` of it came before this scene was entered.  ``opened`` holds the ids of the
    mail that was read.  ``draws`` counts the draws so far, and
    ``landing`` is where the draw of the step under way falls.
    """

    __slots__ = (
        "delivered",
        "draws",
        "earlier",
        "entered",
        "facts",
        "landing",
        "opened",
        "scene",
    )

    def __init__(self, facts: list[Value]) -> None:
        self.scene = ""
        self.facts = facts
        self.entered: Snapshot = ()
        self.delivered: tuple[tuple[str, Snapshot], ...] = ()
        self.earlier = 0
        self.opened: frozenset[str] = frozenset()
        self.draws = 0
        self.landing = ""

    def draft(self) -> State:
        """A copy to try a step on: what it shares with this one is never changed in place."""
        copy = State.__new__(State)
        copy.facts = self.facts.copy()
        copy.scene = self.scene
        copy.entered = self.entered
        copy.delivered = self.delivered
        copy.earlier = self.earlier
        copy.opened = self.opened
        copy.draws = self.draws
        copy.landing = ""
        return copy

    def holds(self, mail_id: str) -> bool:
        """Whether a mail has been delivered."""
        return any(mail_id == delivered for delivered, _ in self.delivered)

    def __eq__(self, other: object) -> bool:
        """Whether two states cannot be told apart by anything that may follow."""
        if not isinstance(other, State):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__ if name != "landing")

    __hash__ = None  # type: ignore[assignment]  # it changes
