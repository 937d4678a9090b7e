"""The app: themes, the palette, where things are.  Everything that happens is on the screens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from game.play.library import Library
from game.play.saves import Keeper
from game.tui import crash, themes, ways
from game.tui.desk import PAUSE, Desk
from game.tui.page import Page
from game.tui.palette import Commands
from game.tui.small import LEAST_HEIGHT, LEAST_WIDTH, SmallScreen
from game.tui.start import Start
from game.tui.title import TitlePage
from game.tui.widgets.thin import ThinBar


class RolloutApp(App[None]):
    """Rollout in a terminal."""

    TITLE = "Rollout"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-middle"), (100, "-wide")]  # noqa: RUF012 - as App declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "quit", show=False, id="app.leave", tooltip="Leave at once; each step is already kept"),
        Binding("ctrl+q", "quit", "quit", show=False, id="app.quit", tooltip="Leave at once"),
        Binding("ctrl+p", "command_palette", "everything", id="app.palette", tooltip="Everything, by name"),
        Binding("ctrl+c", "help_quit", show=False, system=True, id="app.interrupt"),
    ]

    def __init__(self, library: Library, start: Start | None = None, *, pause: float = PAUSE) -> None:
        super().__init__()
        self.desk = Desk(library, pause=pause)
        self.start = start or Start()
        self.desk.watching = self.start.watch
        self.farewell = ""
        ScrollBar.renderer = ThinBar
        for theme in themes.THEMES:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not give them."""
        return themes.stand_ins(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """Everything opens over the title."""
        return TitlePage(self.desk, self.start.problem)

    def on_mount(self) -> None:
        """Take what the player has set, and start as was asked."""
        self.desk.recall()
        self.taste()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        ways.begin(self.screen, self.desk, self.start)

    def taste(self) -> None:
        """Follow the player's settings."""
        self.animation_level = "full" if self.desk.tastes.motion else "none"
        if self.desk.tastes.theme in self.available_themes:
            self.theme = self.desk.tastes.theme

    def _keep_theme(self, theme: object) -> None:  # noqa: ARG002 - the signal's signature
        if self.theme != self.desk.tastes.theme:
            self.desk.set(replace(self.desk.tastes, theme=self.theme))

    def action_theme(self, name: str) -> None:
        """Other colours."""
        self.theme = name

    def action_go(self, place: str) -> None:
        """Open a screen by its name."""
        ways.go(self, self.desk, place)

    def action_help_quit(self) -> None:
        """Ctrl+C may be meant for copying; it says how to leave."""
        if isinstance(self.screen, Page):
            self.screen.say("ctrl+q leaves at once; each step is already kept.")

    def on_resize(self, event: events.Resize) -> None:
        """Ask for room where there is too little, and go on where there is enough."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        if small and not isinstance(self.screen, SmallScreen):
            self.push_screen(SmallScreen())
        elif not small and isinstance(self.screen, SmallScreen):
            self.pop_screen()

    def goodbye(self) -> str:
        """One line for the shell: where the playthrough is and how to go on."""
        session = self.desk.session
        if self.farewell or session is None or not session.journal.steps:
            return self.farewell
        where = session.keep.file if isinstance(session.keep, Keeper) else self.desk.library.saves.path
        return f"Kept in {where}. To go on: rollout play --resume"

    def _handle_exception(self, error: Exception) -> None:
        """Apologise instead of showing a traceback; the report says the rest."""
        file = crash.report(error, self.desk.library.saves.path, self.desk.library.clock())
        self.farewell = crash.apology(error, file)
        super()._handle_exception(error)
        self._exit_renderables.clear()


def run(library: Library, start: Start) -> tuple[int, str]:
    """Run the app; its exit status, and a line for the shell."""
    app = RolloutApp(library, start)
    app.run()
    sys.stdout.flush()
    return app.return_code or 0, app.goodbye()
