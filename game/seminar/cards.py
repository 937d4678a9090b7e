"""The cards of the record as a room shows them: which one, and on the wall which part of it.

A card with much that came later is shown on the wall in parts, so that each can be read from the last row.  A phone
shows the whole card whatever part is on the wall.
"""

from __future__ import annotations

from msgspec import Struct

from game.play.debrief import Card
from game.seminar.order import CARDS
from game.story.model import Finding

#: So many letters stand on a narrow wall (4 by 3) in letters of 28 of its 1,080 lines.
MOST_LETTERS = 1_040
#: What a finding takes besides its words: names of lines, the kind of evidence, spaces between.
BESIDE = 120


class CardPlace(Struct, frozen=True):
    """A card by its number, and a part of it, both counted from 0."""

    number: int
    part: int = 0

    @property
    def shown(self) -> str:
        """What stands in a room's log where that is revealed: ``cards:3``, or ``cards:3.1`` for its second part."""
        return f"{CARDS}:{self.number}{f'.{self.part}' if self.part else ''}"


def place_of(shown: str) -> CardPlace | None:
    """The card that is revealed, or None where it is something else, or nothing."""
    kind, _, which = shown.partition(":")
    number, _, part = which.partition(".")
    if kind != CARDS or not all(each.isdecimal() and len(each) < 4 for each in (number, part or "0")):
        return None
    place = CardPlace(int(number), int(part or 0))
    return place if place.shown == shown else None


def parts(card: Card) -> tuple[tuple[Finding, ...], ...]:
    """What came later than a card, by the part that shows it; the first part has the card's own words as well."""
    finding = card.finding
    own = _letters(finding) + len(finding.caveat) + len(finding.source.publisher) + BESIDE
    if own + sum(map(_letters, card.later)) <= MOST_LETTERS:
        return (card.later,)
    found: list[list[Finding]] = [[]]
    left = 0
    for later in card.later:
        if _letters(later) > left:
            found.append([])
            left = MOST_LETTERS - len(finding.claim)
        found[-1].append(later)
        left -= _letters(later)
    return tuple(map(tuple, found))


def _letters(finding: Finding) -> int:
    return len(finding.claim) + len(finding.conditions) + len(finding.source.title) + len(finding.source.date)
