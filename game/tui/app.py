"""The app: themes, the palette, where things are.  Everything that happens is on the screens."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from game.play.library import Library
from game.play.wish import Wish
from game.play.words import kept
from game.tui import crash, themes, ways, window
from game.tui.desk import PAUSE, Desk
from game.tui.once import Palette
from game.tui.page import Page
from game.tui.palette import Commands
from game.tui.small import LEAST_HEIGHT, LEAST_WIDTH, SmallScreen
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
        Binding("ctrl+z", "suspend_process", show=False, system=True, id="app.suspend"),
    ]

    def __init__(self, library: Library, wish: Wish | None = None, *, pause: float = PAUSE) -> None:
        super().__init__()
        self.desk = Desk(library, pause=pause)
        self.wish = wish or Wish()
        self.desk.watching = self.wish.watch
        self.farewell = ""
        ScrollBar.renderer = ThinBar
        for theme in themes.THEMES:
            self.register_theme(theme)
        self._dress()

    def _dress(self) -> None:
        """Take the player's colours before anything is drawn, so that no style is worked out twice."""
        self.desk.recall()
        if self.desk.tastes.theme in self.available_themes:
            self.set_reactive(App.theme, self.desk.tastes.theme)
            self.stylesheet.set_variables(self.get_css_variables())

    def watch_title(self, title: str) -> None:
        """Name the window, so that it can be told from others."""
        window.name(self._driver, title)

    def on_unmount(self) -> None:
        """Leave the window with the name it had."""
        window.restore(self._driver)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that do not give them."""
        return themes.stand_ins(self.current_theme)

    def get_default_screen(self) -> Screen[None]:
        """The title, or at once the story that was asked for."""
        return ways.first(self.desk, self.wish)

    def on_mount(self) -> None:
        """Follow what the player has set, and start as was asked."""
        window.remember(self._driver)
        window.name(self._driver, self.title)
        self.animation_level = "full" if self.desk.tastes.motion else "none"
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.app_resume_signal.subscribe(self, self._draw_anew)
        ways.begin(self.screen, self.desk, self.wish)

    def on_ready(self) -> None:
        """From the first screen on, garbage is collected; what is there by then stays, and is never looked through."""
        gc.freeze()
        gc.enable()

    def _draw_anew(self, _: object) -> None:
        """Draw all of the screen after a stop: what the terminal showed before is gone."""
        self.refresh(layout=True)

    def _keep_theme(self, theme: object) -> None:  # noqa: ARG002 - the signal's signature
        if self.theme != self.desk.tastes.theme:
            self.desk.set(replace(self.desk.tastes, theme=self.theme))

    def action_theme(self, name: str) -> None:
        """Other colours."""
        self.theme = name

    def action_command_palette(self) -> None:
        """Open the palette, once."""
        if not isinstance(self.screen, (Palette, SmallScreen)):
            self.push_screen(Palette())

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
        """Lines for the shell: what failed, if anything, and where the playthrough is and how to go on."""
        session = self.desk.session
        if session is None or not session.journal.steps:
            return self.farewell
        return "\n".join(filter(None, (self.farewell, kept(self.desk.library, session, self.wish.again))))

    def _handle_exception(self, error: Exception) -> None:
        """Apologise instead of showing a traceback; the report says the rest."""
        file = crash.report(error, self.desk.library.saves.path, self.desk.library.clock())
        self.farewell = crash.apology(error, file)
        super()._handle_exception(error)
        self._exit_renderables.clear()


def run(library: Library, wish: Wish) -> tuple[int, str]:
    """Run the app; its exit status, and a line for the shell."""
    app = RolloutApp(library, wish)
    app.run()
    sys.stdout.flush()
    return app.return_code or 0, app.goodbye()
