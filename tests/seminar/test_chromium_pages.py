"""Every step of a seminar in a real browser: nothing that WCAG 2.2 AA forbids, nothing cut off, nothing too small."""

from __future__ import annotations

import asyncio

from game.paper.sheets import SHEETS
from game.seminar.events import Event
from game.seminar.keeping import Rooms
from game.seminar.order import CARDS
from game.seminar.plot import Plot
from tests.seminar.browsing import LOST, SMALL, SMALLEST_LETTERS, WALLS, WIDTHS, drawn, phone
from tests.seminar.hosted import Hosted, hosted
from tests.seminar.rooms import at
from tests.support.chromium import Tab, chromium

#: So many cards are looked at, the longest; a plan with a variant has every kind of step there is.
CARDS_LOOKED_AT = 3
MANY = 23
#: The least letters of a card, of the 1,080 lines of a wall: what can be read from the last row, more or less.
LETTERS = 27.5


async def looked_at(tab: Tab, sizes: tuple[tuple[int, int], ...], faults: list[str], what: str) -> None:
    """Look at a page at each size, by day and by night."""
    for width, height in sizes:
        for dark in (False, True):
            await tab.looks(width, height, dark=dark)
            where = f"{what}, {width} wide, {'dark' if dark else 'light'}"
            faults += [f"{where}: {fault}" for fault in await tab.violations()]
        faults += [f"{what}, {width} wide: {fault}" for fault in await tab.ask(LOST)]


async def both(room: Hosted, wall: Tab, tab: Tab, token: str, faults: list[str], what: str) -> None:
    """Look at the wall and at a phone, as they are now."""
    await asyncio.gather(drawn(room, wall), drawn(room, tab, token))
    sizes = tuple((width, 800) for width in WIDTHS)
    await asyncio.gather(
        looked_at(wall, sizes, faults, f"wall, {what}"), looked_at(tab, sizes, faults, f"phone, {what}")
    )
    faults += [f"phone, {what}: {small}" for small in await tab.ask(SMALL)]
    await tab.ask("document.documentElement.style.fontSize = '225%'")  # what is set for all pages is 112.5 %
    await tab.looks(390, 800)
    faults += [f"phone, {what}, letters twice as large: {fault}" for fault in await tab.ask(LOST)]
    await tab.ask("document.documentElement.style.fontSize = ''")
    for width, height in WALLS:
        await wall.looks(width, height)
        await settled(wall)
        over = await wall.ask("document.documentElement.scrollHeight - innerHeight")
        faults += [f"wall, {what}: {over} pixels below {width} by {height}"] if over > 0 else []


async def settled(wall: Tab) -> None:
    """Wait until it has taken in its new size."""
    await wall.ask("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def longest(plot: Plot) -> list[str]:
    """The cards that take most room."""
    size = [(len(card.conditions) + sum(len(plot.cut.story.findings[name].conditions) for name in card.updated_by), at_)
            for at_, card in enumerate(plot.cards)]  # fmt: skip
    return [f"{CARDS}:{at_}" for _, at_ in sorted(size)[-CARDS_LOOKED_AT:]]


async def test_every_page_of_every_step_can_be_read_by_everybody(plot: Plot, place: Rooms) -> None:
    faults: list[str] = []
    async with chromium() as browser, hosted(plot, place) as room:
        actors = await room.actors(MANY)
        wall = await browser.tab(f"{room.url}/WALL")
        tab, token = await phone(browser, room)
        for step, known in enumerate(plot.order):
            if step:
                await room.live.go(step)
            await room.answered(actors)
            await both(room, wall, tab, token, faults, known.id)
            if known.kind in ("join", "exit"):
                for acts in room.revealing():
                    if acts[0].value.startswith(CARDS) and acts[0].value not in longest(plot):
                        continue
                    for act in acts:
                        await room.live.act(act)
                    await both(room, wall, tab, token, faults, f"{known.id}, {room.live.room.stage.shown}")
        assert wall.faults + tab.faults == []
    assert not faults, "\n".join(faults)


async def test_every_part_of_every_card_can_be_read_from_the_last_row(plot: Plot, place: Rooms) -> None:
    faults: list[str] = []
    async with chromium() as browser, hosted(plot, place) as room:
        await room.live.go(at(plot, "exit"))
        wall = await browser.tab(f"{room.url}/WALL")
        for acts in room.revealing():
            if not acts[0].value.startswith(CARDS):
                continue
            await room.live.act(acts[0])
            await drawn(room, wall)
            for width, height in WALLS:
                await wall.looks(width, height)
                await settled(wall)
                size = 1080 / height * await wall.ask(SMALLEST_LETTERS)
                faults += [f"{acts[0].value}: letters of {size:.1f} at {width} by {height}"] if size < LETTERS else []
    assert not faults, "\n".join(faults)


async def test_the_papers_of_the_room_can_be_read_by_everybody(plot: Plot, place: Rooms) -> None:
    faults: list[str] = []
    async with chromium() as browser, hosted(plot, place) as room:
        early = await browser.tab(f"{room.url}/HANDOUT")
        await looked_at(early, ((390, 800),), faults, "handout, before the end")
        await room.live.go(at(plot, "end"))
        paper = await browser.tab(f"{room.url}/HANDOUT")
        for name in ("HANDOUT", *(f"SHEETS/{name}" for name in SHEETS)):
            await paper.open(f"{room.url}/{name}")
            await looked_at(paper, tuple((width, 800) for width in WIDTHS), faults, name)
        await paper.open(f"http://127.0.0.1:{room.port}/")
        await looked_at(paper, ((320, 800),), faults, "front")
        await room.live.act(Event("finish"))
        gone = await browser.tab(room.url)
        await looked_at(gone, ((320, 800),), faults, "a room that is over")
    assert not faults, "\n".join(faults)
