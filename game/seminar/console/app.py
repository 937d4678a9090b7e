"""The console: one screen, a key for each act, one line of what came of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content, Span
from textual.widgets import Static

from game.seminar import ballots, export
from game.seminar.address import Address
from game.seminar.console import panels
from game.seminar.console.asking import HandCount, HeadCount, Help, Leaving, Lines
from game.seminar.console.ink import plain
from game.seminar.console.keys import BAR, DARK, KEYS, LIGHT
from game.seminar.console.leading import Leading
from game.seminar.events import Event
from game.seminar.live import LiveRoom, NotKeptError
from game.seminar.model import Voter, ballot_of
from game.seminar.order import GUESSES, LINES, PATHS
from game.seminar.watching import Watcher
from game.seminar.web.limits import Limits

#: The group of workers that do what keys ask for.
ACTS = "acts"


class Console(App[str]):
    """The console of a room; it answers ``close`` or ``delete``."""

    TITLE = "Rollout seminar"
    CSS_PATH = "console.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (92, "-wide")]  # noqa: RUF012 - as App declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"do('{short}')", short, show=False, id=f"room.{short}") for key, short, _ in KEYS),
        Binding("question_mark", "do('help')", "help", show=False, id="room.help"),
        Binding("ctrl+t", "do('light')", "colours", show=False, id="room.light"),
        Binding("ctrl+q", "do('leave')", "leave", show=False, priority=True, id="room.quit"),
    ]

    def __init__(
        self,
        live: LiveRoom,
        address: Address,
        limits: Limits,
        exports: Path,
        browse: Callable[[str], object],
        *,
        until: str = "",
        note: str = "",
    ) -> None:
        super().__init__()
        self.live = live
        self.leading = Leading(live)
        self.address = address
        self.limits = limits
        self.exports = exports
        self.browse = browse
        self.until = until
        self.note = note
        self.peeking = False
        self.scanning = live.room.stage.step == 0
        self.watcher = Watcher(counts=True)
        self.drawn = asyncio.Event()
        self._drawn: dict[str, tuple[str, tuple[Span, ...]]] = {}
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = "ink"

    def compose(self) -> ComposeResult:
        """Header, two panels, one line of feedback, the keys."""
        yield Static(id="header", markup=False)
        with Horizontal(id="panels"):
            with VerticalScroll(id="left", can_focus=False):
                yield Static(id="step", markup=False)
            with VerticalScroll(id="right", can_focus=False):
                yield Static(id="next", markup=False)
        yield Static(self.note, id="said", markup=False)
        yield Static(BAR, id="keys", markup=False)

    def on_mount(self) -> None:
        """Follow the room."""
        self.live.watch(self.watcher)
        self.follow()
        self.set_interval(1, self.draw)
        self.draw()
        self.call_after_refresh(self.drawn.set)

    @work(exit_on_error=False)
    async def follow(self) -> None:
        """Draw whenever something has changed."""
        while not self.live.closing.is_set():
            await self.watcher.changed.wait()
            self.watcher.changed.clear()
            self.draw()

    def draw(self) -> None:
        """Show the room as it is."""
        shown = panels.joining(self.address) if self.scanning else panels.step(self.live, peeking=self.peeking)
        self._put("#header", panels.header(self.live, self.address, self.limits.held_back))
        self._put("#step", shown)
        self._put("#next", panels.coming(self.live.room))

    def _put(self, name: str, words: Content) -> None:
        """Draw a part where it has changed: votes come all the time, and most of the screen stays as it is."""
        drawn = words.plain, tuple(words.spans)
        if self._drawn.get(name) != drawn:
            self._drawn[name] = drawn
            self.query_one(name, Static).update(words)

    def say(self, words: str) -> None:
        """One line of feedback."""
        self.query_one("#said", Static).update(plain(words))

    def action_do(self, short: str) -> None:
        """Do what a key is for."""
        self.run_worker(self._do(short), group=ACTS, exit_on_error=False)

    async def _do(self, short: str) -> None:
        """Do it, and say what came of it; a room that cannot be written says so and goes on."""
        try:
            said = await self._acts()[short]()
        except NotKeptError as fault:
            said = f"This could not be kept ({fault}). Try again."
        except OSError as fault:
            said = f"This could not be written: {fault.strerror or fault}."
        if said:
            self.say(said)
        self.draw()

    def _acts(self) -> dict[str, Callable[[], Awaitable[str]]]:
        lead = self.leading
        return {
            "next": self._next, "back": self._back, "open": lead.open, "reveal": lead.reveal, "split": lead.split,
            "card": lead.card, "paths": lambda: lead.show(PATHS), "guesses": lambda: lead.show(GUESSES),
            "time": lead.time, "blank": lead.blank, "undo": lead.undo,
            "hands": self._hands, "counts": self._counts, "heads": self._heads,
            "lines": self._lines, "join": self._join, "admit": self._admit, "wall": self._wall,
            "export": self._export, "leave": self._leave, "help": self._help, "light": self._light,
        }  # fmt: skip

    async def _next(self) -> str:
        before = self.live.room.stage
        said = await self.leading.next()
        if self.live.room.stage is not before:
            self.scanning = self.peeking = False
        return said

    async def _back(self) -> str:
        self.peeking = False
        return await self.leading.back()

    async def _hands(self) -> str:
        room = self.live.room
        ballot = next(room.open_to(Voter(0)), None)
        if ballot is None or ballot.text:
            return "There is nothing to count at this step."
        name = ballot_of(room.step) if room.step.scene else ballot.id
        known = dict(room.stage.hands.get(name, {}))
        counts = await self.push_screen_wait(HandCount(room.step.name, ballot.options, known))
        if counts is None:
            return "Nothing was changed."
        return await self.leading.act(Event("hand", "", name, json.dumps(counts)), "Counted by hand. U takes it back.")

    async def _counts(self) -> str:
        self.peeking = not self.peeking
        return "Counts are shown in this window: is it on the projector?" if self.peeking else "Counts are hidden."

    async def _heads(self) -> str:
        heads = await self.push_screen_wait(HeadCount())
        return (
            await self.leading.act(Event("heads", "", "", str(heads)), f"{heads} heads.") if heads is not None else ""
        )

    async def _lines(self) -> str:
        room = self.live.room
        ticked = await self.push_screen_wait(
            Lines([(name, f"{'Keep' if ballot == ballots.KEEP else 'Change'}: {words}") for name, ballot, words in room.lines()],
                  room.stage.approved)
        )  # fmt: skip
        for name in set(ticked or ()) ^ room.stage.approved:
            await self.live.act(Event("approve", "", "", name))
        return f"The wall may show {len(ticked or ())}; R shows them." if room.step.shows == LINES else ""

    async def _join(self) -> str:
        self.scanning = not self.scanning
        return ""

    async def _admit(self) -> str:
        await self.live.act(Event("admit"))  # kept: every server of the room lets them in, also one that comes back
        self.limits.lifted, self.limits.held_back = True, 0
        return "Phones that share one address are let in."

    async def _wall(self) -> str:
        url = f"{self.address.base}/{self.address.code}/WALL"
        self.browse(url)
        return f"The projector's page: {url}"

    async def _export(self) -> str:
        told = export.summary(self.live.room, self.live.k)
        written = export.write(told, self.exports, f"room-{self.live.code}")
        return f"Written: {', '.join(path.name for path in written)} in {self.exports}"

    async def _leave(self) -> str:
        if isinstance(self.screen, Leaving):
            return ""
        answer = await self.push_screen_wait(Leaving(self.until))
        if answer == "delete":
            await self.live.act(Event("finish"))
        if answer:
            self.exit(answer)
        return ""

    async def _help(self) -> str:
        await self.push_screen_wait(Help([(key.upper(), words) for key, _, words in KEYS]))
        return ""

    async def _light(self) -> str:
        self.theme = "paper" if self.theme == "ink" else "ink"
        return ""
