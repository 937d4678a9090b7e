"""What whoever leads can do to the room by a key: each an act that is kept, answered in a sentence."""

from __future__ import annotations

from game.seminar import cards
from game.seminar.cards import CardPlace
from game.seminar.events import Event
from game.seminar.live import LiveRoom
from game.seminar.order import CARDS
from game.seminar.plot import Plot

#: What R, P, M and F show, as it is called.
NAMES = {
    "practice": "the practice vote", "votes": "the votes", "paths": "the paths", "guesses": "the predictions",
    "cards": "the cards", "lines": "the lines on leaving", "variant": "the vote with one door open",
}  # fmt: skip
#: Taking the roles off takes longer than this, so going on sooner is asked about once.
LEAST_DEROLE = 20


def card_name(plot: Plot, place: CardPlace) -> str:
    """Which card that is, and which part of it where it has several."""
    parts = len(cards.parts(plot.card(place.number)))
    which = f", part {place.part + 1} of {parts}" if parts > 1 else ""
    return f"card {place.number + 1} of {len(plot.cards)}{which}"


class Leading:
    """The acts of one console.  Each raises NotKeptError where it cannot be kept."""

    def __init__(self, live: LiveRoom) -> None:
        self.live = live
        self._hurried = False

    async def act(self, event: Event, done: str, refused: str = "That is not possible now.") -> str:
        """Do it, and say so, or that it cannot be done."""
        return done if await self.live.act(event) else refused

    async def next(self) -> str:
        """To the next step."""
        room = self.live.room
        if room.step.kind == "derole" and self.live.now() - room.stage.began < LEAST_DEROLE and not self._hurried:
            self._hurried = True
            return "The roles are still on: ask it aloud first. N once more goes on all the same."
        moved = await self.live.go(room.stage.step + 1)
        return f"{self.live.room.step.name}." if moved else "This is the last step. Q closes the room."

    async def back(self) -> str:
        """To the step before."""
        moved = await self.live.go(self.live.room.stage.step - 1)
        return f"Back to {self.live.room.step.name}." if moved else "This is the first step."

    async def open(self) -> str:
        """Open what is asked, or close it."""
        if self.live.room.stage.open:
            return await self.act(Event("close"), "Closed: what was chosen stands.")
        return await self.act(Event("open"), "Open: it can be chosen, and changed.")

    async def reveal(self) -> str:
        """Show what belongs to the step, or hide what is shown."""
        room = self.live.room
        if room.stage.shown:
            return await self._hide()
        if not room.step.shows:
            return "Nothing is revealed before the debrief."
        return await self.show(room.step.shows)

    async def show(self, what: str) -> str:
        """Show something of the debrief, or hide it where it is shown already."""
        if self.live.room.stage.shown == what:
            return await self._hide()
        if what == CARDS:
            return await self.card()
        refused = "That opens in the debrief, once the roles are off."
        return await self.act(Event("show", "", "", what), f"On the wall: {NAMES[what]}. R hides it.", refused)

    async def card(self) -> str:
        """Show the next part of the card that is open, or the next card."""
        plot = self.live.room.plot
        place = self._next_card()
        if not plot.shows(place):
            return "That was the last card."
        more = " F shows what came later." if plot.shows(CardPlace(place.number, place.part + 1)) else ""
        words = f"{card_name(plot, place).capitalize()}: a study of its own.{more} R hides it."
        refused = "Cards open in the debrief, once the roles are off."
        return await self.act(Event("show", "", "", place.shown), words, refused)

    def _next_card(self) -> CardPlace:
        """What follows the part of a card that is open; with none open, the card after the last that was."""
        plot, stages = self.live.room.plot, self.live.room.stages
        now = cards.place_of(stages[-1].shown)
        if now is not None:
            further = CardPlace(now.number, now.part + 1)
            return further if plot.shows(further) else CardPlace(now.number + 1)
        seen = [place.number for stage in stages if (place := cards.place_of(stage.shown)) is not None]
        return CardPlace(min(seen[-1] + 1, len(plot.cards) - 1) if seen else 0)

    async def split(self) -> str:
        """Split what is shown by role, or put it together again."""
        stage = self.live.room.stage
        if not stage.shown:
            return "Reveal something first."
        return await self.act(
            Event("split"), "All together." if stage.split else "By role, where no count gets too small."
        )

    async def blank(self) -> str:
        """Blank the wall, or show it again."""
        return await self.act(
            Event("blank"), "The wall is back." if self.live.room.stage.blank else "The wall is blank."
        )

    async def time(self) -> str:
        """Half a minute more."""
        return await self.act(Event("extend"), "Thirty seconds more.")

    async def undo(self) -> str:
        """Take the last act back."""
        return await self.act(Event("undo"), "Undone.", "There is nothing to undo.")

    async def _hide(self) -> str:
        return await self.act(Event("hide"), "Hidden.")
