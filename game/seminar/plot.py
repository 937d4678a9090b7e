"""What a room plays: the steps of its plan, the class cut of a story, and the cards of its record."""

from __future__ import annotations

from msgspec import Struct

from game.play.debrief import Card, card_of
from game.seminar import cards
from game.seminar.cards import CardPlace
from game.seminar.cut import Cut
from game.seminar.order import RoomStep
from game.story.model import Finding


class Plot(Struct, frozen=True):
    """What a room plays: the running order, the class cut, and the cards that can be opened.

    ``guess`` is the finding whose figure is predicted, where one asks for a guess; ``variant`` is the cut with a
    condition changed.
    """

    order: tuple[RoomStep, ...]
    cut: Cut
    cards: tuple[Finding, ...] = ()
    guess: Finding | None = None
    variant: Cut | None = None

    def card(self, number: int) -> Card:
        """A card by its number, with what came later than it."""
        return card_of(self.cut.story, self.cards[number].id)

    def shows(self, place: CardPlace) -> bool:
        """Whether there is that part of that card."""
        return place.number < len(self.cards) and place.part < len(cards.parts(self.card(place.number)))
