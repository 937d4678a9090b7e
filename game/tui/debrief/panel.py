"""A tab of the debrief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from game.play.debrief import Debrief, card_of
from game.story.model import Finding, Story
from game.tui import cards
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block


class Guesses(Struct):
    """What the player has guessed, by finding; None where they would not guess."""

    asked: tuple[Finding, ...]
    made: dict[str, int | None] = {}

    @property
    def waiting(self) -> list[Finding]:
        """What is still to be guessed."""
        return [finding for finding in self.asked if finding.id not in self.made]


class Panel(Container):
    """One tab: made from a debrief and the story it is of, its ``NAME`` in the line of tabs."""

    NAME: ClassVar[str] = ""

    @dataclass
    class Say(Message):
        """Something for the line of feedback."""

        words: str

    class Lit(Message):
        """The player has guessed and seen the field lit."""

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        super().__init__()
        self.guesses = guesses
        self.debrief = debrief
        self.story = story

    def cards(self, findings: Iterable[Finding]) -> Iterator[Block]:
        """The cards of some findings; one that would give a figure away waits for the guess."""
        waiting = {finding.id for finding in self.guesses.waiting}
        for finding in findings:
            card = card_of(self.story, finding.id)
            if cards.veiled(card, waiting):
                yield cards.veil()
            else:
                yield from cards.card_blocks(card)

    def enter(self) -> None:
        """The tab was opened: put the keys where one acts."""
        first = next((widget for widget in self.query("*") if widget.focusable), None)
        self.screen.set_focus(first)


class TextPanel(Panel):
    """A tab that is one page of text."""

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        super().__init__(debrief, story, guesses)
        self.paper = Paper(tuple(self.blocks()))

    def compose(self) -> ComposeResult:
        """The text."""
        yield self.paper

    def blocks(self) -> Iterator[Block]:
        """What stands on the page."""
        raise NotImplementedError
