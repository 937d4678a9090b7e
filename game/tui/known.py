"""What the player has read before, on other runs and at earlier visits, so that what is new stands out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from msgspec import Struct, field

from game.play import history, scenery
from game.play.codec import Damage
from game.play.journal import START
from game.play.library import Library
from game.play.session import Session
from game.play.turn import Turn

#: How many of the latest runs are looked through, and how many pieces of text are taken from them.
RUNS, PIECES = 12, 8_000


class Known(Struct):
    """The pieces of text read ``elsewhere``, and those read ``here``, in this run, by the visit they were read at."""

    elsewhere: frozenset[str] = frozenset()
    here: dict[int, frozenset[str]] = field(default_factory=dict)

    def before(self, session: Session) -> frozenset[str]:
        """What was read before the present visit: elsewhere, or earlier on this path."""
        now = history.visit(session)
        visits = (START, *(number for number in session.journal.path() if number in self.here))
        return self.elsewhere.union(*(self.here.get(number, frozenset()) for number in visits if number != now))

    def read(self, session: Session, turn: Turn) -> None:
        """Remember what is read at the present visit."""
        self.here[history.visit(session)] = frozenset(passage.words for passage in turn.passages)


def known(library: Library, session: Session) -> Known:
    """What was read on the latest runs of the same role of the same story, and on this one."""
    kept, _ = library.kept()
    own = library.file_of(session)
    alike = [info for info in kept if (info.story_id, info.role) == (session.story.id, session.role)]
    runs = (info for info in alike if info.file != own)
    pieces = (words for info in islice(runs, RUNS) for words in _of_run(library, session, info.file))
    here = {number: frozenset(_at(session, number)) for number in (START, *session.journal.path())}
    return Known(frozenset(islice(pieces, PIECES)), here)


def _of_run(library: Library, session: Session, file: Path) -> Iterator[str]:
    """What was read on one run, on branches that were left too; nothing where the save cannot be used."""
    try:
        run = library.saves.resume(file, session.machine, None)
        for number in range(START, len(run.journal.steps)):
            yield from _at(run, number)
    except (Damage, ValueError):
        return


def _at(run: Session, number: int) -> Iterator[str]:
    """The text that stood where a step led to."""
    if number == START or run.journal.steps[number].moves:
        state = run.state_at(number)
        scene = run.story.scenes[state.scene]
        yield from (passage.words for passage in scenery.passages(run.story, scene.text, state.entered))
