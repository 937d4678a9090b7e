"""The stories: what each is, what was found of it, what can be added to it, and why one cannot be played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.story.loader import Loaded
from game.story.model import Story
from game.story.problems import counted, listed
from game.tui import ink
from game.tui.desk import Desk
from game.tui.faults import first_faults
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

NONE = (
    "There is no story yet.\n\nA story is a folder with a file story.yaml in it. Put it under “scenes” where you are, or "
    "name its place with --packs. “rollout new” makes one to begin with."
)
#: Before an extension that is added, and before one that is not.
ADDED, NOT_ADDED = "[x] ", "[ ] "


class StoriesPage(Page[None]):
    """Every pack found; ``at_once`` goes on to the set-up of the first one that can be played."""

    NAME: ClassVar[str] = "Stories"
    ABOUT: ClassVar[str] = (
        "Each story is a folder of text files. Enter sets one up. What adds to a story stands below it, and enter adds "
        "it or leaves it out. A story with faults cannot be played; enter shows them all, each with its place and cure."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "faults", "faults", id="stories.faults", tooltip="Every fault and warning of this story"),
    ]

    @dataclass
    class Found(Message):
        """The stories were loaded."""

        stories: list[Loaded]

    def __init__(self, desk: Desk, *, at_once: bool = False) -> None:
        super().__init__(desk)
        self.at_once = at_once
        self.stories: list[Loaded] = []
        self.added: dict[str, list[str]] = {}
        self.split = Split(verb="set up")

    def body(self) -> Iterable[Widget]:
        """The list, and what is to be said of one."""
        yield self.split

    def on_mount(self) -> None:
        """Load them while the screen is already there."""
        self.say("Reading the stories …")
        self._load()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _load(self) -> None:
        self.post_message(self.Found(self.desk.library.stories()))

    @on(Found)
    def show(self, event: Found) -> None:
        """List them: those that can be played first, what adds to one below it."""
        self.say("")
        self.stories = list(_ordered(event.stories))
        adding = sum(bool(loaded.extends) for loaded in self.stories)
        more = f" · {counted(adding, 'addition')}" if adding else ""
        count = counted(len(self.stories) - adding, "story", "stories") + more
        self.masthead.show(Content.styled(self.NAME, "bold"), Content(count))
        self.split.list(self._items(), at=self.split.menu.at)
        playable = [loaded.story for loaded in self.stories if loaded.story is not None and not loaded.extends]
        if self.at_once and playable:
            self.at_once = False
            self._set_up(playable[0])
        elif not self.stories:
            self.split.read(tuple(ink.prose(NONE)))

    def on_screen_resume(self) -> None:
        """An ending may have been found meanwhile."""
        if self.stories:
            self._read()

    def _items(self) -> Iterator[Item]:
        for number, loaded in enumerate(self.stories):
            if loaded.story is None:
                face = Row(ink.line(loaded.id), Content("has faults"))
            elif loaded.extends:
                sign = ADDED if loaded.id in self.added.get(loaded.extends, ()) else NOT_ADDED
                face = Row(Content(sign) + ink.line(loaded.story.title), stays=True)
            else:
                minutes = f"{loaded.story.minutes} min" if loaded.story.minutes else ""
                face = Row(ink.line(loaded.story.title), Content(minutes))
            yield Item(str(number), face)

    @property
    def loaded(self) -> Loaded | None:
        """The pack the cursor is on."""
        at = self.split.menu.at
        return self.stories[int(at)] if at else None

    @on(Menu.Moved)
    def _moved(self) -> None:
        self._read()

    def _read(self) -> None:
        loaded = self.loaded
        if loaded is not None:
            self.split.menu.verb = self._verb(loaded)
            blocks = first_faults(loaded) if loaded.story is None else self._about(loaded, loaded.story)
            self.split.read(tuple(blocks))
        self.refresh_bindings()

    def _verb(self, loaded: Loaded) -> str:
        """What enter does with a pack."""
        if loaded.story is None:
            return "show faults"
        if loaded.extends:
            return "leave out" if loaded.id in self.added.get(loaded.extends, ()) else "add"
        return "set up"

    def _about(self, loaded: Loaded, story: Story) -> Iterator[Block]:
        yield Block(ink.line(story.title), "head")
        yield from ink.prose(story.summary)
        if story.content_notes:
            yield Block(ink.line(f"It contains {listed(story.content_notes, 'and')}."))
        found = self.desk.library.found_endings(story)
        endings = sorted((scene.id in found for scene in story.endings), reverse=True)
        facts = [
            ("adds to", loaded.extends),
            ("time", f"about {counted(story.minutes, 'minute')}" if story.minutes else ""),
            ("roles", listed([role.name for role in story.roles.values()], "and") if story.roles else ""),
            ("endings", f"{sum(endings)} of {len(endings)} found"),
            ("", ink.dots(endings).plain),
            ("by", ", ".join(dict.fromkeys(story.authors))),
            ("version", story.version),
            ("from", str(loaded.path)),
        ]
        shown = [(name, words) for name, words in facts if words]
        for number, (name, words) in enumerate(shown):
            yield Block(ink.line(words), "text", 10, name.ljust(10), gap=0 if number else 1, lead_tone="quiet")
        if loaded.problems:
            yield Block(Content(f"{counted(len(loaded.problems), 'warning')}: f shows them."), "quiet")

    @on(Menu.Picked)
    def _picked(self) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        if loaded.story is None:
            self.action_faults()
        elif loaded.extends:
            self._add(loaded)
        else:
            self._set_up(loaded.story)

    def _add(self, extension: Loaded) -> None:
        """Add an extension to its story, or leave it out again."""
        base = next((loaded for loaded in self.stories if loaded.id == extension.extends), None)
        if base is None:
            self.say(ink.line(f"The story that this adds to, {extension.extends}, is not here."))
            return
        chosen = self.added.setdefault(extension.extends, [])
        (chosen.remove if extension.id in chosen else chosen.append)(extension.id)
        paths = [str(loaded.path) for loaded in self.stories if loaded.id in chosen]
        self.desk.library.add(str(base.path), paths)
        self._load()

    def _set_up(self, story: Story) -> None:
        from game.tui.setup import SetupPage

        self.app.push_screen(SetupPage(self.desk, story))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Faults are shown where there are any."""
        if action == "faults":
            return self.loaded is not None and bool(self.loaded.problems)
        return super().check_action(action, parameters)

    def action_faults(self) -> None:
        """Show every fault."""
        from game.tui.faults import FaultsPage

        if self.loaded is not None:
            self.app.push_screen(FaultsPage(self.desk, self.loaded))


def _ordered(stories: Iterable[Loaded]) -> Iterator[Loaded]:
    """Stories that can be played, each with what adds to it behind it, then those with faults."""
    every = list(stories)
    sound = [loaded for loaded in every if loaded.story is not None]
    bases = [loaded for loaded in sound if not loaded.extends]
    for base in bases:
        yield base
        yield from (loaded for loaded in sound if loaded.extends == base.id)
    known = {base.id for base in bases}
    yield from (loaded for loaded in sound if loaded.extends and loaded.extends not in known)
    yield from (loaded for loaded in every if loaded not in sound)
