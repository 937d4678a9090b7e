"""The map of a path: the scenes that were seen, joined, and the others as outlines without a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.pathmap import path_map
from game.play.session import Session
from game.story.problems import counted
from game.tui import ink, lanes
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.skyline import Dot, Skyline

#: At most so many outlines stand behind a scene; their number is said below.
OUTLINES = 8
LEGEND = "Each column is one step\nfurther from the start."


class MapPage(Page[None]):
    """The line of scenes at the left, the whole story as a field of dots at the right."""

    NAME: ClassVar[str] = "Map"
    ABOUT: ClassVar[str] = (
        "The scenes you saw, in the order of your path; side trips branch off to the right. An outline ○ behind a "
        "scene is a way from it into a scene that you did not see. The field has a dot for every scene of your role: "
        "filled ones you saw, and ◉ is the one under the cursor."
    )
    TEXT: ClassVar[bool] = False
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("m", "back", show=False, id="map.back")]

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self.map = path_map(session)
        self.rows = lanes.rows(self.map)
        self.add_class(f"-{session.role}", update=False)
        seen = Content(f"{self.map.seen} of {counted(self.map.total, 'scene')} seen")
        self.masthead.show(Content.styled("Map", "bold"), seen, Content(" · ") + ink.line(session.story.title))
        self.menu = Menu(self._items(), verb="")
        self.skyline = Skyline([Dot(stop.level, stop.seen) for stop in self.map.stops])

    def body(self) -> Iterable[Widget]:
        """The line and the field."""
        yield Container(self.menu, Vertical(self.skyline, Static(Content(LEGEND), classes="quiet")), id="map")

    def on_mount(self) -> None:
        """Begin where the path stands."""
        here = next((row.stop for row in self.rows if self.map.stops[row.stop].here), 0)
        self.menu.point(str(here))

    def _items(self) -> Iterator[Item]:
        for row in self.rows:
            stop = self.map.stops[row.stop]
            name = Content(f"{row.lines}{lanes.STOP} ") + ink.line(stop.title)
            outlines = Content(" ".join(ink.OUTLINE * min(row.untaken, OUTLINES)))
            yield Item(str(row.stop), Row(name, outlines, stays=True))

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        number = int(event.id)
        stop = self.map.stops[number]
        untaken = next(row.untaken for row in self.rows if row.stop == number)
        parts = ["an ending"] if stop.ending else []
        parts += ["seen on a way you left"] if not stop.visits else []
        parts += [f"you came by {stop.visits} times"] if stop.visits > 1 else []
        parts += [f"{counted(untaken, 'way')} into what you did not see"] if untaken else []
        self.skyline.point(number)
        said = " · ".join(parts)
        self.say(said[:1].upper() + said[1:])
