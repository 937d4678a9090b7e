"""The settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from game.tui import themes
from game.tui.page import Page
from game.tui.tastes import WIDTHS, Tastes
from game.tui.widgets.radio import Answer, Form, Radio

SWITCHES = {
    "prompts": "May a choice invite you to write a private note?",
    "confirm": "Ask before what the story cannot take back?",
    "motion": "May things move on the screen?",
}


class SettingsPage(Page[None]):
    """Each answer holds at once and is kept for next time."""

    NAME: ClassVar[str] = "Settings"
    ABOUT: ClassVar[str] = "Each answer holds at once, and is kept for next time. Esc leaves."
    TEXT: ClassVar[bool] = False
    AUTO_FOCUS: ClassVar[str | None] = "Radio"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "next question", id="settings.next", tooltip="On to the next question"),
        Binding("shift+tab", "app.focus_previous", show=False, id="settings.previous"),
    ]

    def body(self) -> Iterable[Widget]:
        """The questions."""
        yield Form(*self._questions())

    def _questions(self) -> Iterable[Widget]:
        tastes = self.desk.tastes
        colours = [Answer(name, Content(name.replace("-", " "))) for name in themes.NAMES]
        yield Radio(Content("Which colours?"), colours, tastes.theme, id="theme")
        widths = [Answer(name, Content(f"{name}, {columns} columns")) for name, columns in WIDTHS.items()]
        yield Radio(Content("How wide may a line of text be?"), widths, tastes.width, id="width")
        for name, ask in SWITCHES.items():
            answers = [Answer("on", Content("yes")), Answer("off", Content("no"))]
            yield Radio(Content(ask), answers, tastes.settings()[name], id=name)

    @on(Radio.Changed)
    def _changed(self, event: Radio.Changed) -> None:
        name, tastes = event.radio.id, self.desk.tastes
        if name == "theme":
            new = replace(tastes, theme=event.id)
        elif name == "width":
            new = replace(tastes, width=event.id)
        else:
            new = Tastes.from_settings({**tastes.settings(), str(name): event.id})
        self.say(self.desk.set(new) or "Kept.")
        self.app.theme = new.theme
        self.app.animation_level = "full" if new.motion else "none"
