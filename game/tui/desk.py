"""The desk: what every screen is given to work with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from msgspec import Struct, field

from game.play.library import Library
from game.play.session import Session
from game.tui.tastes import Tastes

#: How long choosing rests after a scene has changed, in seconds, so that a held Enter does not race.
PAUSE = 0.15


class Desk(Struct):
    """The library, the player's tastes, and the session played last.

    ``pause`` and ``now`` govern the rest after a scene has changed; tests give their own.  ``watching`` says that
    the files of a story are read again as they change.
    """

    library: Library
    tastes: Tastes = field(default_factory=Tastes)
    pause: float = PAUSE
    now: Callable[[], float] = monotonic
    session: Session | None = None
    watching: bool = False

    def recall(self) -> None:
        """Take the tastes from what is remembered of the player."""
        self.tastes = Tastes.from_settings(self.library.saves.memory().settings)

    def set(self, tastes: Tastes) -> str:
        """Take and remember new tastes; a sentence where they could not be kept."""
        self.tastes = tastes
        try:
            self.library.saves.remember(lambda memory: memory.settings.update(tastes.settings()))
        except OSError as fault:
            return f"This holds for now, but could not be kept ({fault.strerror})."
        return ""

    def light(self) -> None:
        """Remember that the player has guessed and seen the record."""
        with suppress(OSError):  # the dots stay unlit on the title; nothing else depends on it
            self.library.saves.remember(lambda memory: setattr(memory, "lit", True))

    @property
    def lit(self) -> bool:
        """Whether the player has guessed and seen the record."""
        return self.library.saves.memory().lit
