"""The faults of a pack: each with its place, the line that holds it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from game.story.loader import Loaded
from game.story.problems import Problem, counted
from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

#: How many faults are shown beside the list of stories, and how many on a page of their own.
FIRST, MOST = 3, 200


class FaultsPage(Page[None]):
    """All problems of a pack, errors first."""

    NAME: ClassVar[str] = "Faults"
    ABOUT: ClassVar[str] = (
        "What is wrong with this story, in the order of its files. Codes with E stop play, those with W do not. "
        "“rollout check --explain” and a code says more about it, with an example."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "back", show=False, id="faults.back")]

    def __init__(self, desk: Desk, loaded: Loaded) -> None:
        super().__init__(desk)
        errors = len(loaded.errors)
        warnings = len(loaded.problems) - errors
        counts = (counted(number, noun) for number, noun in ((errors, "fault"), (warnings, "warning")) if number)
        self.masthead.show(Content.styled("Faults", "bold"), Content(" · ".join(counts)), ink.line(f" · {loaded.id}"))
        self.paper = Paper(tuple(_all(loaded)))
        self.paper.measure = max(desk.tastes.measure, 76)

    def body(self) -> Iterable[Widget]:
        """One page of text."""
        yield self.paper


def _all(loaded: Loaded) -> Iterator[Block]:
    for problem in loaded.problems[:MOST]:
        yield from _whole(problem)
    if len(loaded.problems) > MOST:
        yield Block(ink.line(f"And {len(loaded.problems) - MOST} more: rollout check {loaded.path}"), "quiet")


def _whole(problem: Problem) -> Iterator[Block]:
    """A fault as the checker shows it: the line below it underlined."""
    file, line, column, width = problem.place
    yield Block(ink.line(problem.message), "text", 6, problem.code.ljust(6), lead_tone="head")
    yield Block(ink.line(f"{file}, line {line}, column {column}"), "quiet", 6, gap=0)
    if problem.source:
        start = len(problem.source) - len(problem.source.lstrip())
        under = " " * (column - 1 - start) + "^" * max(1, min(width, len(problem.source) - column + 1))
        yield Block(ink.plain(problem.source.strip()), "log", 6, bar="│ ", gap=0)
        yield Block(Content(under), "log", 6, bar="│ ", gap=0)
    if problem.hint:
        yield Block(ink.line(problem.hint), "text", 6, gap=0)


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
