"""Cards of the record: whole on each phone, and on the wall in parts that can be read from the last row."""

from __future__ import annotations

from html import unescape

import pytest

from game.seminar import cards, reveals, views
from game.seminar.address import Address
from game.seminar.cards import CardPlace, place_of
from game.seminar.console.leading import Leading
from game.seminar.events import Event
from game.seminar.keeping import Rooms
from game.seminar.live import LiveRoom
from game.seminar.model import Room
from game.seminar.plot import Plot
from game.seminar.web.pages import Pages
from game.story.model import Finding
from tests.seminar.rooms import at, filled, going, opened, shipped


def revealed(room: Room, place: CardPlace) -> tuple[str, str]:
    """The wall and a phone where that is revealed."""
    assert room.apply(Event("show", "", "", place.shown))
    told = reveals.shown(room, 5)
    pages = Pages("The Cutover", "en", Address("http://10.0.0.5:8000", "K7QF"))
    return pages.wall_main(views.wall(room, told)), pages.phone(views.phone(room, room.voters["v0"], told))


def said(later: Finding) -> str:
    """The claim of a finding as it stands in a card."""
    return f"<dd>{later.claim} "


def places(plot: Plot) -> list[list[CardPlace]]:
    """The parts of each card."""
    return [
        [CardPlace(number, part) for part in range(len(cards.parts(plot.card(number))))]
        for number in range(len(plot.cards))
    ]


@pytest.mark.parametrize("name", ["the-cutover", "the-exam", "the-gate", "the-ledger", "the-merge"])
def test_the_parts_of_a_card_are_all_that_came_later_each_once(name: str) -> None:
    plot = shipped(name)
    for number in range(len(plot.cards)):
        card = plot.card(number)
        found = cards.parts(card)
        assert tuple(later for part in found for later in part) == card.later
        assert all(found[1:])


def test_a_long_card_is_shown_in_parts_on_the_wall_and_whole_on_a_phone(cutover: Plot) -> None:
    room = filled(cutover, 1)
    room.apply(going(cutover, "prompt"))
    number, several = max(enumerate(places(cutover)), key=lambda each: len(each[1]))
    card = cutover.card(number)
    seen = [revealed(room, place) for place in several]
    assert len({phone for _, phone in seen}) == 1
    assert "this card, part" not in seen[0][1]
    for part, (wall, _) in enumerate(seen):
        assert f"part {part + 1} of {len(several)}" in wall
        assert ("What it is not" in wall) == (part == 0)
        assert tuple(later for later in card.later if said(later) in unescape(wall)) == cards.parts(card)[part]
        assert all(said(later) in unescape(seen[0][1]) for later in card.later)


async def test_f_goes_through_the_parts_of_each_card_and_then_to_the_next(cutover: Plot, place: Rooms) -> None:
    live: LiveRoom = opened(cutover, place)
    await live.go(at(cutover, "prompt"))
    leading, shown, said = Leading(live), [], []
    while (words := await leading.card()) != "That was the last card.":
        said.append(words)
        shown.append(place_of(live.room.stage.shown))
    assert shown == [place for each in places(cutover) for place in each]
    assert said[0].startswith(f"Card 1 of {len(cutover.cards)}, part 1 of")
    assert "F shows what came later" in said[0]
    await live.go(live.room.stage.step + 1)
    await live.act(Event("show", "", "", "cards:2"))
    await leading.reveal()
    await leading.card()
    assert live.room.stage.shown == "cards:3"
    live.store.close()


@pytest.mark.parametrize("shown", ["votes:0", "paths:", "cards", "cards:", "cards:x", "cards:0.9", "cards:0.0", "cards:00", "cards:9999", "cards:0.1.1", "cards:-1", "cards:²"])  # fmt: skip
def test_what_is_not_there_is_not_shown(cutover: Plot, shown: str) -> None:
    room = filled(cutover, 1)
    room.apply(going(cutover, "prompt"))
    assert not room.apply(Event("show", "", "", shown))
