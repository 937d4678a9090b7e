"""The faults of a pack: each with its place, the line that holds it, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from game.story.loader import Loaded
from game.story.problems import Problem, counted
from game.tui import ink
from game.tui.desk import Desk
from game.tui.textpage import TextPage
from game.tui.widgets.sheet import Block

#: How many faults are shown beside the list of stories, and how many on a page of their own.
FIRST, MOST = 3, 200
#: Of a long line so many letters are shown around its fault, since a mark below a line that is folded points nowhere.
EXCERPT = 58
#: What a fault needs to stand on its lines.
WIDTH = 76


class FaultsPage(TextPage):
    """All problems of a pack, errors first; ``NOTE`` stands above them."""

    NAME: ClassVar[str] = "Faults"
    ABOUT: ClassVar[str] = (
        "What is wrong with this story, in the order of its files. Codes with E stop play, those with W do not. "
        "“rollout check --explain” and a code says more about it, with an example."
    )
    NOTE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "back", show=False, id="faults.back")]

    def __init__(self, desk: Desk, loaded: Loaded) -> None:
        super().__init__(desk, self._blocks(loaded), at_least=WIDTH)
        self._count(loaded)

    def tell(self, loaded: Loaded) -> None:
        """Show the faults there are now."""
        self._count(loaded)
        self.paper.show(self._blocks(loaded))

    def _count(self, loaded: Loaded) -> None:
        """Say in the masthead how many there are."""
        errors = len(loaded.errors)
        warnings = len(loaded.problems) - errors
        counts = (counted(number, noun) for number, noun in ((errors, "fault"), (warnings, "warning")) if number)
        self.masthead.show(
            Content.styled("Faults", "bold"), Content(" · ".join(counts)), Content(" · ") + ink.line(loaded.id)
        )

    def _blocks(self, loaded: Loaded) -> tuple[Block, ...]:
        note = (Block(Content(self.NOTE)),) if self.NOTE else ()
        return (*note, *_all(loaded))


def _all(loaded: Loaded) -> Iterator[Block]:
    for problem in loaded.problems[:MOST]:
        yield from _whole(problem)
    if len(loaded.problems) > MOST:
        yield Block(ink.line(f"And {len(loaded.problems) - MOST} more: rollout check {loaded.path}"), "quiet")


def _whole(problem: Problem) -> Iterator[Block]:
    """A fault as the checker shows it: the line below it underlined."""
    file, line, column, _ = problem.place
    yield Block(ink.line(problem.message), "text", 6, problem.code.ljust(6), lead_tone="head")
    yield Block(ink.line(f"{file}, line {line}, column {column}"), "quiet", 6, gap=0)
    if problem.source:
        shown, under = _excerpt(problem)
        yield Block(ink.plain(shown), "log", 6, bar="│ ", gap=0)
        yield Block(Content(under), "log", 6, bar="│ ", gap=0)
    if problem.hint:
        yield Block(ink.line(problem.hint), "text", 6, gap=0)


def _excerpt(problem: Problem) -> tuple[str, str]:
    """The line that holds a fault, as much of it as fits, and the mark below it."""
    whole, at = problem.source.rstrip(), problem.place.column - 1
    indent = len(whole) - len(whole.lstrip())
    start = max(indent, min(at - EXCERPT // 2, len(whole) - EXCERPT))
    before, shown = "…" * (start > indent), whole[start : start + EXCERPT]
    after = "…" * (start + EXCERPT < len(whole))
    at = min(at - start, len(shown))
    mark = "^" * max(1, min(problem.place.width, len(shown) - at))
    return f"{before}{shown}{after}", " " * (len(before) + at) + mark


def first_faults(loaded: Loaded) -> Iterator[Block]:
    """The first faults of a pack that cannot be played."""
    errors = loaded.errors
    yield Block(ink.line(loaded.id), "head")
    yield Block(Content(f"This story cannot be played: it has {counted(len(errors), 'fault')}."))
    for problem in errors[:FIRST]:
        where = f"{problem.place.file}, line {problem.place.line}"
        yield Block(ink.line(f"{problem.code}  {problem.message}"))
        yield Block(ink.line(where), "quiet", 2, gap=0)
        if problem.hint:
            yield Block(ink.line(problem.hint), "quiet", 2, gap=0)
    yield Block(ink.line(f"Enter shows them all; so does “rollout check {loaded.path}”."), "quiet")
