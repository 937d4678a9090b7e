"""What was read and done before, as blocks that are made once a step."""

from __future__ import annotations

from game.play import history
from game.play.session import Session
from game.story.model import CONTINUE
from game.tui import facing
from game.tui.widgets.sheet import Block


class Pages:
    """Remembers the blocks of steps: a step of the journal never changes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._entries: dict[int, tuple[Block, ...]] = {}
        self._acts: dict[int, Block] = {}

    def _same(self, session: Session) -> None:
        """Another session has other steps."""
        if session is not self.session:
            self.session = session
            self._entries.clear()
            self._acts.clear()

    def past(self, session: Session, last: int) -> tuple[Block, ...]:
        """The text of the last steps, each with what was done at it."""
        self._same(session)
        return tuple(block for number in session.journal.path()[-last:] for block in self._entry(number))

    def _entry(self, number: int) -> tuple[Block, ...]:
        if number not in self._entries:
            self._entries[number] = tuple(facing.past(history.entry(self.session, number)))
        return self._entries[number]

    def path(self, session: Session, last: int) -> tuple[Block, ...]:
        """What the last steps did; to have gone on is nothing that has to be told."""
        self._same(session)
        steps = session.journal.steps
        acts = tuple(self._act(number) for number in session.journal.path()[-last:] if steps[number].id != CONTINUE)
        return (facing.SO_FAR, *acts) if acts else ()

    def _act(self, number: int) -> Block:
        if number not in self._acts:
            self._acts[number] = facing.act(history.act(self.session, number))
        return self._acts[number]
