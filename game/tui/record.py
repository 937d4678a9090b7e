"""The record: every finding of the stories, to be searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from game.play.debrief import Card, card_of
from game.play.words import has_words
from game.story.problems import counted
from game.tui import cards, ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.clamp import Clamp
from game.tui.widgets.line import SearchLine
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

#: Where an entry begins, since one may take two lines.
BULLET = "· "


class RecordPage(Page[None]):
    """A list that shrinks while one types, and the card under the cursor."""

    NAME: ClassVar[str] = "The record"
    ABOUT: ClassVar[str] = (
        "What was published about the test and what came after, one card a finding: what was claimed, under which "
        "conditions, what it is not, where it stands. Type after / to search; every word must occur."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "rates", "rates", id="record.rates", tooltip="One model, many rates: as bars, with conditions"),
        Binding("slash", "search", "search", key_display="/", id="record.search", tooltip="Search the record"),
    ]

    @dataclass
    class Found(Message):
        """The findings of all stories."""

        cards: dict[str, Card]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, Card] = {}
        self.input = SearchLine(hint="/ to search")
        self.split = Split(verb="", marks=len(BULLET))

    def body(self) -> Iterable[Widget]:
        """What is searched for, what was found."""
        yield self.input
        yield self.split

    def on_mount(self) -> None:
        """Read the stories while the screen is already there."""
        self.say("Reading the record …")
        self._load()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _load(self) -> None:
        found: dict[str, Card] = {}
        for loaded in self.desk.library.stories():
            if loaded.story is not None:
                for name in loaded.story.findings:
                    found.setdefault(name, card_of(loaded.story, name))
        self.post_message(self.Found(found))

    @on(Found)
    def show(self, event: Found) -> None:
        """List all of them."""
        self.say("")
        self.cards = event.cards
        self._list("")

    def _list(self, query: str) -> None:
        items = list(self._items(query))
        every = counted(len(self.cards), "finding")
        count = f"{len(items)} of {every}" if query.strip() else every
        self.masthead.show(Content.styled(self.NAME, "bold"), Content(count))
        self.split.list(items, at=self.split.menu.at)
        if not items:
            none = (
                "Nothing in the record has all of these words." if self.cards else "No story with a record was found."
            )
            self.split.read([Block(Content(none), "quiet")])

    def _items(self, query: str) -> Iterator[Item]:
        for name, card in self.cards.items():
            if has_words(card.finding, query):
                yield Item(name, Clamp(ink.line(card.finding.claim)), BULLET)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._list(event.value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.set_focus(self.split.menu)

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        self.split.read(tuple(cards.card_blocks(self.cards[event.id])))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is typed into the search is no key."""
        return super().check_action(action, parameters) if action != "search" else self.focused is not self.input

    def action_search(self) -> None:
        """Type what to search for."""
        self.set_focus(self.input)

    def action_rates(self) -> None:
        """Lay the rates beside one another."""
        from game.tui.rates import RatesPage

        self.app.push_screen(RatesPage(self.desk, self.cards))

    def action_back(self) -> None:
        """From the search to the list, from the list away."""
        if self.focused is self.input:
            self.set_focus(self.split.menu)
        else:
            self.dismiss()
