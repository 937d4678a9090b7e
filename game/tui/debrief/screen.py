"""The debrief: a line of tabs, one panel a tab."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from game.play.carry import other_sides
from game.play.debrief import Debrief
from game.play.session import Session
from game.tui import facing
from game.tui.around import SessionPage
from game.tui.debrief.days import DaysPanel
from game.tui.debrief.discuss import DiscussPanel
from game.tui.debrief.doors import DoorsPanel
from game.tui.debrief.endings import EndingsPanel
from game.tui.debrief.panel import Guesses, Panel
from game.tui.debrief.path import PathPanel
from game.tui.debrief.record import RecordPanel
from game.tui.debrief.reported import ReportedPanel
from game.tui.debrief.whatif import WhatIfPanel
from game.tui.desk import Desk
from game.tui.widgets.tabline import TabLine

#: The tabs, in their order; a further one is a further module.
PANELS: tuple[type[Panel], ...] = (
    PathPanel,
    RecordPanel,
    DoorsPanel,
    ReportedPanel,
    DiscussPanel,
    WhatIfPanel,
    EndingsPanel,
)


class DebriefPage(SessionPage[None]):
    """What the path was, what the record says, which doors there were, what there is to talk about."""

    NAME: ClassVar[str] = "Debrief"
    ABOUT: ClassVar[str] = (
        "Your path with what the record says of each act, then the record itself: first your own guess, then what was "
        "found, under which conditions, and what it is not. A field of dots is lit only after a guess."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "tab(1)", "tabs", key_display="←→", id="debrief.next", tooltip="The next tab"),
        Binding("left", "tab(-1)", "tab before", show=False, id="debrief.previous", tooltip="The tab before"),
        Binding("tab", "tab(1)", show=False, id="debrief.tab"),
        Binding("shift+tab", "tab(-1)", show=False, id="debrief.tab.back"),
        Binding("p", "other", "play the other side", id="debrief.other", tooltip="The other side of this rollout"),
        Binding("m", "map", "map", id="debrief.map", tooltip="The scenes you saw, joined, and the others as outlines"),
        Binding("e", "export", "export", id="debrief.export", tooltip="Write this playthrough to a file"),
        Binding("escape", "back", "title", id="page.back", tooltip="To the title"),
    ]

    def __init__(self, desk: Desk, session: Session, debrief: Debrief) -> None:
        super().__init__(desk, session)
        self.debrief = debrief
        self.other = next(other_sides(session), None)
        self.masthead.show(*facing.ended(debrief))
        shown: tuple[type[Panel], ...] = (*PANELS, DaysPanel) if debrief.earlier is not None else PANELS
        self.tabs = TabLine([panel.NAME for panel in shown])
        guesses = Guesses(debrief.guesses)
        self.panels = [panel(debrief, session.story, guesses) for panel in shown]

    def body(self) -> Iterable[Widget]:
        """The tabs and what they open."""
        yield self.tabs
        yield from self.panels

    def on_mount(self) -> None:
        """Start with the path."""
        self._open(0)

    def _open(self, index: int) -> None:
        self.say("")
        self.tabs.show(index)
        for number, panel in enumerate(self.panels):
            panel.display = number == index
        self.panels[index].enter()
        self.refresh_bindings()
        self.call_after_refresh(self.hint)

    def action_tab(self, by: int) -> None:
        """Another tab; a key may come before the tabs are there."""
        if self.tabs.is_attached:
            self._open((self.tabs.open + by) % len(self.panels))

    @on(TabLine.Picked)
    def _picked(self, event: TabLine.Picked) -> None:
        self._open(event.index)

    @on(Panel.Say)
    def _said(self, event: Panel.Say) -> None:
        self.say(event.words)

    @on(Panel.Lit)
    def _lit(self) -> None:
        self.desk.light()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is not always another side."""
        return self.other is not None if action == "other" else super().check_action(action, parameters)

    def action_other(self) -> None:
        """Begin the other side of this rollout."""
        role = self.other
        if role is not None:
            self.open(lambda: self.desk.library.other_side(self.session, role.id))

    def action_back(self) -> None:
        """To the title."""
        self.home()
