"""The palette: everything that can be done, by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from game.tui import themes
from game.tui.commands import Command
from game.tui.page import Page
from game.tui.widgets.keys import keys_of

#: What can be gone to from anywhere.
PLACES = {
    "stories": "Go to the stories",
    "record": "Go to the record",
    "saves": "Go to the saves",
    "settings": "Go to the settings",
    "title": "Go to the title",
}
#: Keys that say nothing as a command.
_SILENT = ("menu.", "radio.", "pad.", "page.up", "page.down", "page.line", "play.pick", "play.part", "app.")
#: Where the name of the key stands.
KEY_COLUMN = 60


class Commands(Provider):
    """What the open screen offers, then what is always there."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.words), command.run, command.words)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.words)
            if score > 0:
                yield Hit(score, Content(command.words), command.run, command.words)

    def _commands(self) -> Iterator[Command]:
        screen, app = self.screen, self.app
        if isinstance(screen, Page):
            yield from screen.commands()
            for key in keys_of(screen):
                if key.id and not key.id.startswith(_SILENT):
                    words = key.tooltip or key.words
                    yield Command(f"{words:<{KEY_COLUMN}}{key.name}", partial(app.simulate_key, key.key))
        for place, words in PLACES.items():
            yield Command(words, partial(app.run_action, f"app.go('{place}')"))
        for name in themes.NAMES:
            yield Command(f"Theme: {name}", partial(app.run_action, f"app.theme('{name}')"))
        yield Command(f"{'Quit; each step is already kept':<{KEY_COLUMN}}ctrl+q", app.exit)
