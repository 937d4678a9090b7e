"""The title: the dots, and the ways in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from game.play.saves import SaveInfo
from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.dots import Dots
from game.tui.widgets.keys import Keys
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row

NAME = "R O L L O U T"
SAYING = "One hundred runs of one test."
GO_ON = "continue"
WAYS = {
    "begin": "Begin",
    "stories": "Stories",
    "record": "The record",
    "saves": "Saves",
    "settings": "Settings",
    "quit": "Quit",
}


class TitlePage(Page[None]):
    """The first screen; everything else is opened over it."""

    FIRST = True
    TEXT: ClassVar[bool] = False
    NAME: ClassVar[str] = "Title"
    ABOUT: ClassVar[str] = (
        "Rollout tells stories about one published test of a language model. Each playthrough is one run. The field "
        "of dots stands for a hundred runs; it is lit only once you have made a guess of your own in a debrief and "
        "seen what the record says, with its conditions."
    )
    STYLES: ClassVar[tuple[str, ...]] = ("dots.tcss", "title.tcss")
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "quit", id="title.quit", tooltip="Leave at once; each step is already kept"),
    ]

    @dataclass
    class Recalled(Message):
        """The playthrough played last, and whether the field is lit."""

        latest: SaveInfo | None
        lit: bool

    def __init__(self, desk: Desk, problem: str = "") -> None:
        super().__init__(desk)
        self.problem = problem
        self.latest: SaveInfo | None = None
        self.dots = Dots()
        self.menu = Menu()

    def compose(self) -> ComposeResult:
        """The field at the left, the ways in at the right."""
        with Container(id="middle"), Horizontal(id="title"):
            yield self.dots
            with Vertical():
                yield Static(Content(NAME), id="name")
                yield Static(Content(SAYING), id="saying")
                yield self.menu
        yield self.flash
        yield Keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go back to from here."""
        return action != "back" and super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Say what is wrong, if anything."""
        if self.problem:
            self.say(ink.line(self.problem))

    def on_screen_resume(self) -> None:
        """What was kept may have changed while another screen was open, and no story is open any more."""
        self.app.title = "Rollout"
        self._recall()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _recall(self) -> None:
        """Look for the last playthrough away from the screen; the menu comes with it, so that nothing moves."""
        self.post_message(self.Recalled(self.desk.library.latest(), self.desk.lit))

    @on(Recalled)
    def show(self, event: Recalled) -> None:
        """Show the ways in, and the field as this player has earned it."""
        at = self.menu.at if self.latest == event.latest else ""
        self.latest = event.latest
        self.dots.show(Fraction(100) if event.lit else None)
        self.menu.show(self._items(event.latest), at=at)

    def _items(self, latest: SaveInfo | None) -> Iterable[Item]:
        if latest is not None:
            place = ink.line(f"{latest.story_title} · {latest.role_name} · {latest.place}")
            yield Item(GO_ON, Row(Content("Continue  ") + place.stylize("not bold"), stays=True))
        for name, words in WAYS.items():
            yield Item(name, Content(words))

    @on(Menu.Picked)
    async def _go(self, event: Menu.Picked) -> None:
        if event.id == GO_ON and self.latest is not None:
            self.open(partial(self.desk.library.resume, self.latest))
        else:
            await self.app.run_action("app.quit" if event.id == "quit" else f"app.go('{event.id}')")
