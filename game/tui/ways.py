"""The ways between screens; each is imported when it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from game.play.library import CannotOpenError
from game.play.session import Session
from game.play.wish import Wish
from game.tui.desk import Desk
from game.tui.page import Page

if TYPE_CHECKING:
    from game.tui.known import Known

NOTHING = "There is no playthrough to go on with; Begin starts one."


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


def first(desk: Desk, wish: Wish) -> Page[None]:
    """The screen to open with: the playthrough that was asked for, or the title, which says why it is not that."""
    from game.tui.title import TitlePage

    problem = wish.problem
    try:
        session = _asked_for(desk, wish)
    except CannotOpenError as reason:
        problem, session = str(reason), None
    else:
        if session is None and wish.resume:
            problem = NOTHING
    return TitlePage(desk, problem) if session is None else play(desk, session)


def _asked_for(desk: Desk, wish: Wish) -> Session | None:
    """The playthrough that the command line asked for, if it did.  Raises CannotOpenError."""
    library = desk.library
    if wish.resume:
        latest = library.latest(library.open(wish.story).id if wish.story else "")
        return library.resume(latest) if latest is not None else None
    if wish.story and wish.role:
        settled = (wish.role, wish.settings, wish.seed, wish.after)
        return library.begin(library.open(wish.story), *settled)
    return None


def play(desk: Desk, session: Session, known: Known | None = None) -> Page[None]:
    """The page that plays a session."""
    if desk.watching:
        from game.tui.watching import WatchedPage

        return WatchedPage(desk, session, known)
    from game.tui.play import PlayPage

    return PlayPage(desk, session, known)


def begin(screen: Screen[Any], desk: Desk, wish: Wish) -> None:
    """Over the title, ask what is to be settled for a story that was named alone."""
    if wish.story and not wish.role and not wish.resume:
        from game.tui.setup import SetupPage

        screen.app.push_screen(SetupPage(desk, desk.library.open(wish.story), wish.settings, wish.seed))
