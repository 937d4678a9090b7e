"""A phone in a real browser, led by keys alone: whatever happens to it or to the room, it is the same voter who chose the same."""

from __future__ import annotations

import asyncio

from game.seminar import ballots
from game.seminar.events import Event
from game.seminar.keeping import Rooms
from game.seminar.plot import Plot
from tests.seminar.browsing import drawn, phone
from tests.seminar.hosted import Hosted, hosted
from tests.support.chromium import Tab, chromium

#: Longer than a choice takes to be in once the way to the room is open again; only a fault waits for it.
LONG = 30.0
#: What has the focus: the ballot it belongs to and what it would answer.
FOCUS = "((one) => [one.closest('form')?.dataset.ballot || '', one.value || '', one.tagName])(document.activeElement)"
RING = "getComputedStyle(document.activeElement).outlineStyle"
PRESSED = "[...document.querySelectorAll('main [aria-pressed=true]')].map((one) => one.value)"
SENDING = "document.getElementById('say').textContent.startsWith('Saved on this phone')"
#: From now on, what a page waits by itself until it tries again, in milliseconds, whatever the machine adds to it.
WAITS = """window.waits ??= (() => {
  const over = [], real = window.setTimeout;
  window.setTimeout = (act, ms, ...more) => real(() => { if (ms > 100) over.push(ms); act(...more); }, ms);
  return over; })()"""
#: A choice is in so soon after the room is back.
MOST_WAITS = 2_000
MOST_TABS = 60


class Hand:
    """Somebody at a phone who has keys and nothing else."""

    def __init__(self, room: Hosted, tab: Tab, token: str) -> None:
        self.room, self.tab, self.token = room, tab, token

    async def to(self, ballot: str, value: str, tag: str = "BUTTON") -> None:
        """Go on with Tab until that has the focus, and see that it shows it."""
        await self.tab.ask("document.activeElement.blur()")
        for _ in range(MOST_TABS):
            await self.tab.press("Tab")
            if await self.tab.ask(FOCUS) == [ballot, value, tag]:
                assert await self.tab.ask(RING) != "none"
                return
        raise AssertionError(f"no key leads to {value!r} of {ballot}")

    async def choose(self, ballot: str, value: str, key: str = "Enter") -> None:
        """Choose, or write and send."""
        if ballot in (ballots.KEEP, ballots.CHANGE):
            area = f"document.querySelector(`main form[data-ballot='{ballot}'] textarea`)"
            await self.tab.ask(f"{area}.value = ''")
            await self.to(ballot, "", "TEXTAREA")
            await self.tab.press(*value, "Tab")
            await self.tab.press("Enter")
        else:
            await self.to(ballot, value)
            await self.tab.press(key)

    async def is_in(self, ballot: str, value: str) -> None:
        """Wait until the room has it and the page says so."""
        async with asyncio.timeout(LONG):
            while self.room.votes(self.token).get(ballot, "") != value:
                await asyncio.sleep(0.01)
        await drawn(self.room, self.tab, self.token)

    async def is_in_soon(self, ballot: str, value: str) -> None:
        """The way is open again: see that it is in, and that the page waited no longer than it may."""
        await self.tab.ask("window.waits.length = 0")
        await self.is_in(ballot, value)
        assert await self.tab.ask("window.waits.reduce((one, other) => one + other, 0)") <= MOST_WAITS

    def other(self, ballot: str) -> str:
        """An answer that was not given yet."""
        if ballot in (ballots.KEEP, ballots.CHANGE):
            return {"one": "two", "two": "three"}.get(self.room.votes(self.token).get(ballot, ""), "one")
        known = next(one for one in self.asked() if one.id == ballot)
        values = [value for value, _ in known.options if value != ballots.ABSTAIN]
        now = self.room.votes(self.token).get(ballot, "")
        return values[(values.index(now) + 1) % len(values)] if now in values else values[0]

    def asked(self) -> list[ballots.Ballot]:
        """What the phone is asked at this step."""
        room = self.room.live.room
        return list(room.open_to(room.voters[self.room.live.voter(self.token)]))


async def reloaded(hand: Hand) -> None:
    await hand.tab.reload()
    await hand.tab.until("document.querySelector('main header')")
    await drawn(hand.room, hand.tab, hand.token)


async def out_of_reach(hand: Hand, ballot: str) -> None:
    """Airplane mode: what is chosen stays on the phone, says so, and is in soon after."""
    value = hand.other(ballot)
    await hand.tab.ask(WAITS)
    await hand.tab.offline(True)
    await hand.choose(ballot, value, "Space")
    await hand.tab.until(SENDING)
    assert hand.room.votes(hand.token).get(ballot) != value
    await hand.tab.offline(False)
    await hand.is_in_soon(ballot, value)


async def locked(hand: Hand) -> None:
    """A locked phone shows, once it is unlocked, what happened meanwhile."""
    await hand.tab.lifecycle("frozen")
    await hand.room.live.act(Event("close"))
    await hand.tab.lifecycle("active")
    async with asyncio.timeout(LONG):
        await drawn(hand.room, hand.tab, hand.token)
    await hand.room.live.act(Event("open"))
    await drawn(hand.room, hand.tab, hand.token)


async def crashed(hand: Hand, ballot: str) -> None:
    """The room's computer breaks off: what is chosen meanwhile is kept, and is in soon after it is back."""
    value = hand.other(ballot) if ballot else ""
    await hand.tab.ask(WAITS)
    await hand.room.break_off()
    if ballot:
        await hand.choose(ballot, value)
        await hand.tab.until(SENDING)
    hand.room.come_back()
    if ballot:
        await hand.is_in_soon(ballot, value)
    else:
        await drawn(hand.room, hand.tab, hand.token)


async def test_at_every_step_a_phone_stays_the_same_voter_with_the_same_choice(plot: Plot, place: Rooms) -> None:
    async with chromium() as browser, hosted(plot, place) as room:
        tab, token = await phone(browser, room)
        hand = Hand(room, tab, token)
        chosen: dict[str, str] = {}
        for step in range(len(plot.order)):
            before = len(tab.requests)
            if step:
                await room.live.go(step)
            await drawn(room, tab, token)
            assert not [
                url for url in tab.requests[before:] if "/LIVE" not in url
            ]  # a step is pushed, and nothing fetched
            asked = [ballot.id for ballot in hand.asked()]
            for ballot in asked:
                value = hand.other(ballot)
                await hand.choose(ballot, value)
                await hand.is_in(ballot, value)
            if asked:
                await out_of_reach(hand, asked[0])
                await locked(hand)
            await reloaded(hand)
            await crashed(hand, asked[0] if asked else "")
            assert len(room.live.room.voters) == 1
            votes = room.votes(token)
            assert chosen.items() <= votes.items()
            chosen = dict(votes)
            open_now = {ballot: votes[ballot] for ballot in asked if ballot not in (ballots.KEEP, ballots.CHANGE)}
            assert sorted(await tab.ask(PRESSED)) == sorted(open_now.values())
        assert tab.faults == []
        assert not [url for url in tab.requests if f"127.0.0.1:{room.port}" not in url and "data:," not in url]


async def test_a_way_to_an_ending_is_found_by_keys_alone(plot: Plot, place: Rooms) -> None:
    async with chromium() as browser, hosted(plot, place) as room:
        tab, token = await phone(browser, room)
        hand = Hand(room, tab, token)
        for kind in ("first", "endings"):
            await room.live.go(next(at for at, step in enumerate(plot.order) if step.kind == kind))
            await drawn(room, tab, token)
            if kind == "first":
                await hand.choose(ballots.FIRST, hand.other(ballots.FIRST))
        voter = room.live.room.voters[room.live.voter(token)]
        while room.live.room.ending(voter) is None:
            steps = voter.votes.get(ballots.WAY_ON, "")
            place = room.live.room.place(voter)
            assert place is not None
            value = f"{steps} {next(option.id for option in place.options if option.open)}".strip()
            await hand.choose(ballots.WAY_ON, value)
            await hand.is_in(ballots.WAY_ON, value)
        way = voter.votes[ballots.WAY_ON]
        await reloaded(hand)
        await hand.choose(ballots.WAY_ON, " ".join(way.split()[:-1]))
        await hand.is_in(ballots.WAY_ON, " ".join(way.split()[:-1]))
        assert tab.faults == []


async def test_a_phone_that_leaves_and_one_whose_room_is_over_keep_nothing(plot: Plot, place: Rooms) -> None:
    async with chromium() as browser, hosted(plot, place) as room:
        (one, token), (two, _) = await phone(browser, room), await phone(browser, room)
        await one.ask("document.querySelector('summary').focus()")
        await one.press("Enter", "Tab", "Enter")
        await one.until("document.querySelector('h1').textContent === 'You have left.'")
        assert room.live.voter(token) not in room.live.room.voters
        await room.live.act(Event("finish"))
        room.live.close()
        await two.until("document.querySelector('h1').textContent === 'The room is over.'")
        assert [await tab.ask("localStorage.length") for tab in (one, two)] == [0, 0]
