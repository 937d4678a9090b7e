"""The console as whoever leads uses it: keys, what they do, and what they never show by themselves."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from game.seminar import ballots
from game.seminar.address import Address
from game.seminar.console.app import ACTS, Console
from game.seminar.console.asking import Leaving
from game.seminar.console.keys import KEYS
from game.seminar.host import Hosting, _answer, _became, _until_the_end
from game.seminar.live import LiveRoom
from game.seminar.web.limits import Limits
from tests.seminar.rooms import HOSTILE, at, token


class Led:
    """A console under a pilot."""

    def __init__(self, console: Console, pilot: Pilot[str]) -> None:
        self.console = console
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        """Press keys, and answer the line of feedback."""
        for key in keys:
            await self.pilot.press(key)
            async with asyncio.timeout(20):
                while any(worker.group == ACTS and not worker.is_finished for worker in self.console.workers):
                    await self.pilot.pause()
            await self.pilot.pause()
        return self.text("#said")

    def text(self, name: str) -> str:
        return self.console.query_one(name, Static).visual.plain  # type: ignore[attr-defined]

    @property
    def all(self) -> str:
        return "\n".join(map(self.text, ("#header", "#step", "#next", "#said", "#keys")))


@asynccontextmanager
async def leading(live: LiveRoom, exports: Path, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Led]:
    opened: list[str] = []
    address = Address("http://192.168.1.23:8000", live.code)
    console = Console(live, address, Limits(lambda: 0.0), exports, opened.append)
    console.opened = opened  # type: ignore[attr-defined]
    async with console.run_test(size=size) as pilot:
        await pilot.pause()
        yield Led(console, pilot)


async def voted(live: LiveRoom, ballot: str, *values: str) -> None:
    for number, value in enumerate(values):
        assert await live.join(token(number))
        assert await live.vote(token(number), ballot, value)


async def test_the_code_and_the_address_fit_a_small_terminal(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path, (80, 24)) as led:
        rows = led.text("#step").splitlines()
        assert len(rows) <= 19
        assert max(map(len, rows)) <= 46
        assert rows[-1] == f"192.168.1.23:8000/{live.code}"
        assert live.code in led.text("#header")


async def test_counts_are_hidden_until_they_are_asked_for_and_again_at_the_next_step(
    live: LiveRoom, tmp_path: Path
) -> None:
    async with leading(live, tmp_path) as led:
        await live.go(at(live.room.plot, "scene"))
        await voted(live, "quay", "wait", "wait", "board")
        await led.press("j")
        assert "decided 3/3" in led.text("#step")
        assert "Wait" not in led.text("#step")
        assert "projector" in await led.press("v")
        assert "2 Wait" in led.text("#step")
        await led.press("n")
        assert "Wait" not in led.text("#step")


async def test_n_goes_on_b_goes_back_and_u_undoes(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await led.press("n", "n")
        assert live.room.step.kind == "predict"
        assert "Back to" in await led.press("b")
        assert live.room.step.kind == "note"
        await led.press("u", "u")
        assert live.room.step.kind == "note"
        await led.press("u")
        assert live.room.step.kind == "join"
        assert await led.press("u") == "There is nothing to undo."
        assert await led.press("b") == "This is the first step."


async def test_nothing_can_be_revealed_before_the_roles_are_off(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        for kind in ("predict", "first", "derole"):
            await live.go(at(live.room.plot, kind))
            for key in "rpmfg":
                said = await led.press(key)
                assert not live.room.stage.shown, (live.room.step.id, key)
                assert "debrief" in said or "first" in said


async def test_taking_the_roles_off_is_not_skipped_by_a_slip(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await live.go(at(live.room.plot, "derole"))
        assert "roles are still on" in await led.press("n")
        assert live.room.step.kind == "derole"
        await led.press("n")
        assert live.room.step.kind == "prompt"


async def test_cards_open_one_by_one_and_r_hides_them(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await live.go(at(live.room.plot, "prompt"))
        assert "Card 1 of 1" in await led.press("f")
        assert await led.press("f") == "That was the last card."
        assert await led.press("r") == "Hidden."
        await led.press("p")
        assert live.room.stage.shown == "paths"
        await led.press("g")
        assert live.room.stage.split


async def test_hands_are_counted_without_any_phone(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await live.go(at(live.room.plot, "first"))
        await led.pilot.press("h")
        await led.pilot.pause()
        fields = list(led.console.screen.query(Input))
        for number, field in enumerate(fields):
            field.focus()
            field.value = str(7 + number)
            await led.pilot.press("enter")
        await led.pilot.pause()
        counts = live.room.stage.hands[ballots.FIRST]
        assert list(counts.values()) == list(range(7, 7 + len(fields)))
        await led.press("u")
        assert not live.room.stage.hands


async def test_more_phones_than_heads_is_said(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await voted(live, ballots.PRACTICE, "tea", "tea", "tea")
        await led.pilot.press("c", "2", "enter")
        await led.pilot.pause()
        assert live.room.stage.heads == 2
        assert "more phones than heads" in led.text("#header")


async def test_e_writes_three_files_and_says_where(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path / "out") as led:
        said = await led.press("e")
        assert f"room-{live.code}.csv" in said
        assert len(list((tmp_path / "out").iterdir())) == 3


async def test_w_opens_the_wall_in_this_machines_browser(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await led.press("w")
        assert led.console.opened == [f"http://192.168.1.23:8000/{live.code}/WALL"]  # type: ignore[attr-defined]


async def test_a_class_behind_one_address_is_let_in_by_a_key(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        led.console.limits.held_back = 12
        led.console.draw()
        assert "12 held back" in led.text("#header")
        await led.press("a")
        assert led.console.limits.lifted
        assert "held back" not in led.text("#header")


@pytest.mark.parametrize(("button", "answer"), [("close", "close"), ("delete", "delete"), ("stay", None)])
async def test_leaving_asks_what_becomes_of_the_room(
    live: LiveRoom, tmp_path: Path, button: str, answer: str | None
) -> None:
    async with leading(live, tmp_path) as led:
        await led.pilot.press("q")
        await led.pilot.pause()
        assert isinstance(led.console.screen, Leaving)
        await led.pilot.click(f"#{button}")
        await led.pilot.pause()
        assert led.console.return_value == answer
        assert live.room.stage.finished == (answer == "delete")


async def test_words_of_phones_and_packs_are_no_markup_in_the_terminal(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        await live.go(at(live.room.plot, "exit"))
        await live.join(token(1))
        assert await live.vote(token(1), ballots.KEEP, ballots.tidy(HOSTILE))
        await led.pilot.press("l")
        await led.pilot.pause()
        await led.pilot.press("space", "escape")
        await led.pilot.pause()
        assert len(live.room.stage.approved) == 1
        assert "\x1b" not in led.all


async def test_a_room_that_cannot_be_written_says_so_and_stays_as_it_was(
    live: LiveRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with leading(live, tmp_path) as led:
        monkeypatch.setattr(live.store, "append", lambda events, done: done(OSError("disk full")))
        assert "could not be kept (disk full)" in await led.press("n")
        assert live.room.stage.step == 0


async def test_every_key_has_a_line_of_help(live: LiveRoom, tmp_path: Path) -> None:
    async with leading(live, tmp_path) as led:
        bound = {binding.key for bindings in led.console._bindings.key_to_bindings.values() for binding in bindings}
        assert {key for key, _, _ in KEYS} <= bound
        await led.pilot.press("question_mark")
        await led.pilot.pause()
        assert len(led.console.screen.query("Label")) == len(KEYS)


async def test_the_plan_says_how_far_behind_the_room_is(live: LiveRoom) -> None:
    from game.seminar.console.panels import lag

    order = live.room.plot.order
    assert lag(live.room, order[0].seconds) == 0
    assert lag(live.room, order[0].seconds + 70) == 70
    await live.go(1)
    assert lag(live.room, 5) == -order[0].seconds


@pytest.mark.parametrize("goes", [True, False])
async def test_a_process_is_only_cut_off_where_its_terminal_never_comes_back(
    monkeypatch: pytest.MonkeyPatch, goes: bool
) -> None:
    cut_off: list[str] = []

    class Timer:
        daemon = False

        def __init__(self, *_: object) -> None:
            pass

        def start(self) -> None:
            cut_off.append("soon")

        def cancel(self) -> None:
            cut_off.clear()

    async def shown() -> str:
        while True:
            try:
                return await asyncio.shield(answer)
            except asyncio.CancelledError:  # a terminal that takes nothing
                stuck.set()

    class Screen:
        def exit(self, said: str) -> None:
            if goes:
                answer.set_result(said)

    monkeypatch.setattr("threading.Timer", Timer)
    monkeypatch.setattr("game.seminar.host.PATIENCE", 0.01)
    answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stuck = asyncio.Event()
    screen = asyncio.create_task(shown())
    await asyncio.sleep(0)
    assert await _answer(Screen(), screen) == "close"  # type: ignore[arg-type]
    assert cut_off == ([] if goes else ["soon"])
    assert goes or stuck.is_set()
    if not goes:
        answer.set_result("")
        await screen


async def test_a_room_whose_time_is_over_is_finished_and_deleted(live: LiveRoom, tmp_path: Path) -> None:
    deleted: list[str] = []
    address = Address("http://10.0.0.5:8000", live.code)
    with socket.socket() as sock:
        hosting = Hosting(
            address, sock, lambda: deleted.append(live.code), tmp_path, 0.0, "", "It can be taken up again."
        )
        assert await _until_the_end(live, hosting, Limits(lambda: 0.0), asyncio.Event())
    assert live.room.stage.finished
    assert "deleted" in _became(live, hosting, over=True)
    assert deleted == [live.code]
    assert _became(live, hosting, over=False) == "It can be taken up again."
