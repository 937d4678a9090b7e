"""The ways between screens; each is imported when it is gone."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import App
from textual.screen import Screen

from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.start import Start


def go(app: App[Any], desk: Desk, place: str) -> None:
    """Open a screen by its name, over what is open."""
    if place == "title":
        if isinstance(app.screen, Page):
            app.screen.home()
        return
    page = _page(desk, place)
    if type(app.screen) is not type(page):
        app.push_screen(page)


def _page(desk: Desk, place: str) -> Page[None]:
    if place == "record":
        from game.tui.record import RecordPage

        return RecordPage(desk)
    if place == "saves":
        from game.tui.saves import SavesPage

        return SavesPage(desk)
    if place == "settings":
        from game.tui.settings import SettingsPage

        return SettingsPage(desk)
    from game.tui.stories import StoriesPage

    return StoriesPage(desk, at_once=place == "begin")


def begin(screen: Screen[Any], desk: Desk, start: Start) -> None:
    """Start as the command line asked: go on, play at once, set up a story, or stay on the title."""
    if not isinstance(screen, Page):
        return
    library = desk.library
    if start.resume:
        latest = library.latest(library.open(start.story).id if start.story else "")
        if latest is None:
            screen.say("There is no playthrough to go on with; Begin starts one.")
        else:
            screen.open(partial(library.resume, latest))
    elif start.story and start.role:
        settled = (start.role, start.settings, start.seed, start.after)
        screen.open(lambda: library.begin(library.open(start.story), *settled))
    elif start.story:
        from game.tui.setup import SetupPage

        screen.say(ink.line(""))
        screen.app.push_screen(SetupPage(desk, library.open(start.story), start.settings, start.seed))
