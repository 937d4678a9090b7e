"""A list beside what it lists; one above the other where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Container

from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block


class Split(Container):
    """A menu and a page.  What the page shows is the business of whoever holds them."""

    def __init__(
        self,
        *,
        marks: int = 0,
        verb: str = "choose",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.menu = Menu(marks=marks, verb=verb)
        self.paper = Paper()

    def compose(self) -> ComposeResult:
        """The list first."""
        yield self.menu
        yield self.paper

    def list(self, items: Iterable[Item], *, at: str = "") -> None:
        """List other things."""
        self.menu.show(items, at=at)

    def read(self, blocks: Sequence[Block]) -> None:
        """Show one of them."""
        self.paper.show(blocks)
