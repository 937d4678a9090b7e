"""The record: the player's guesses, then the cards this path has earned."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from game.play.debrief import Card, Debrief
from game.story.model import Finding, Story
from game.tui import cards, ink
from game.tui.debrief.panel import Guesses, Panel
from game.tui.widgets.dots import Dots
from game.tui.widgets.line import NumberLine
from game.tui.widgets.paper import Paper
from game.tui.widgets.sheet import Block

ASK = "A number from 0 to 100, then enter. Enter alone shows the card, and leaves its field of dots unlit."


class Question(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Asks for a guess; where it is longer than the window it begins at its top, and arrows scroll it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "line up", show=False, id="question.up", tooltip="The question a line up"),
        Binding("down", "scroll_down", "line down", show=False, id="question.down", tooltip="The question a line down"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.ask = Static(Content(""), id="ask")
        self.input = NumberLine(hint="0 to 100", longest=3, number=True)

    def compose(self) -> ComposeResult:
        """The question, the field to type in, what it is for."""
        yield Static(Content("Before you see it, your guess"), classes="heading")
        yield self.ask
        yield self.input
        yield Static(Content(ASK), classes="quiet")

    def show(self, asked: Finding) -> None:
        """Ask for the figure of a finding."""
        self.ask.update(ink.line(asked.guess))
        self.input.clear()
        self.scroll_home(animate=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """What is typed can be seen."""
        if event.value:
            self.input.scroll_visible(animate=False)


class CardView(Horizontal, can_focus=True):
    """A card, the field of dots beside it where its figure is a percent."""

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.dots = Dots()
        self.under = Static(Content(""), classes="under")
        self.field = Vertical(self.dots, self.under, id="field")

    def compose(self) -> ComposeResult:
        """The text at the left, the field and what it shows at the right."""
        yield self.paper
        yield self.field

    def show(self, card: Card, guess: int | None) -> None:
        """Show a card; its field is lit only after a guess, and never without its condition."""
        percent = cards.percent(card.finding)
        lit = percent is not None and guess is not None
        self.paper.show(tuple(cards.card_blocks(card, guess)))
        self.field.set_class(lit, "-lit")
        self.dots.show(percent if lit else None)
        self.under.update(_under(card.finding) if lit else Content(""))


def _under(finding: Finding) -> Content:
    of = f", {finding.figure.of}" if finding.figure and finding.figure.of else ""
    return ink.line(f"{cards.value(finding)} of 100{of}")


class RecordPanel(Panel):
    """Asks for the guesses first; then one card after the other."""

    NAME: ClassVar[str] = "The record"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "card(1)", "next card", id="cards.next", tooltip="The next card"),
        Binding("up,k", "card(-1)", "card before", id="cards.previous", tooltip="The card before"),
    ]

    def __init__(self, debrief: Debrief, story: Story, guesses: Guesses) -> None:
        super().__init__(debrief, story, guesses)
        self.at = 0
        self.question = Question()
        self.view = CardView()
        self.none = Paper((Block(Content("This ending shows no card."), "quiet"),))

    def compose(self) -> ComposeResult:
        """A question or a card."""
        yield self.question
        yield self.view
        yield self.none

    @property
    def asked(self) -> Finding | None:
        """The finding whose figure is to be guessed now."""
        return next(iter(self.guesses.waiting), None)

    def on_mount(self) -> None:
        """Start with the first question, or the first card."""
        self._show()

    def enter(self) -> None:
        """The keys go to the question, or to the card."""
        if self.debrief.cards:
            target: Widget = self.question.input if self.asked is not None else self.view
            self.screen.set_focus(target)
        else:
            self.screen.set_focus(None)

    def _show(self) -> None:
        asked = self.asked
        self.question.display = asked is not None
        self.view.display = asked is None and bool(self.debrief.cards)
        self.none.display = not self.debrief.cards
        if asked is not None:
            self.question.show(asked)
        elif self.debrief.cards:
            card = self.debrief.cards[self.at]
            guess = self.guesses.made.get(card.finding.id)
            self.view.show(card, guess)
            self.post_message(self.Say(f"card {self.at + 1} of {len(self.debrief.cards)}"))
            if guess is not None and cards.percent(card.finding) is not None:
                self.post_message(self.Lit())

    @on(Input.Submitted)
    def _guessed(self, event: Input.Submitted) -> None:
        """Take the guess; none at all shows the card with its field unlit."""
        event.stop()
        asked = self.asked
        if asked is None:
            return
        text = event.value.strip()
        if text and not (text.isdecimal() and int(text) <= 100):
            self.post_message(self.Say("Please type a number from 0 to 100."))
            return
        self.guesses.made[asked.id] = int(text) if text else None
        if self.asked is None:
            self.at = next(
                place for place, card in enumerate(self.debrief.cards) if card.finding.id in self.guesses.made
            )
        self.post_message(self.Say(""))
        self._show()
        self.enter()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Cards are turned only where they can be seen."""
        return action != "card" or (self.asked is None and len(self.debrief.cards) > 1)

    def action_card(self, by: int) -> None:
        """Another card."""
        self.at = (self.at + by) % max(1, len(self.debrief.cards))
        self._show()
