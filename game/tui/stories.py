"""The stories: what each is, what was found of it, and why one cannot be played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.story.loader import Loaded
from game.story.model import Story
from game.story.problems import counted, listed
from game.tui import ink
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

#: How many problems of a pack are shown here; `rollout check` shows all.
PROBLEMS = 3
NONE = (
    "There is no story yet.\n\nA story is a folder with a file story.yaml in it. Put it under “scenes” where you are, or "
    "name its place with --packs. “rollout new” makes one to begin with."
)


class StoriesPage(Page[None]):
    """Every pack found; ``at_once`` goes on to the set-up of the first one that can be played."""

    NAME: ClassVar[str] = "Stories"
    ABOUT: ClassVar[str] = (
        "Each story is a folder of text files. One with faults cannot be played; its first faults are shown, and "
        "“rollout check” shows them all."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    @dataclass
    class Loading(Message):
        """The stories were loaded."""

        stories: list[Loaded]

    def __init__(self, desk: Desk, *, at_once: bool = False) -> None:
        super().__init__(desk)
        self.at_once = at_once
        self.stories: list[Loaded] = []
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
        self.post_message(self.Loading(self.desk.library.stories()))

    @on(Loading)
    def show(self, event: Loading) -> None:
        """List them, those that can be played first."""
        self.say("")
        self.stories = sorted(event.stories, key=lambda loaded: loaded.story is None)
        self.split.list(self._items())
        playable = [loaded.story for loaded in self.stories if loaded.story is not None and loaded.story.roles]
        if self.at_once and playable:
            self.at_once = False
            self._set_up(playable[0])
        elif not self.stories:
            self.split.read(tuple(ink.prose(NONE)))

    def on_screen_resume(self) -> None:
        """An ending may have been found meanwhile."""
        if self.stories:
            self._read(self.split.menu.at)

    def _items(self) -> Iterator[Item]:
        for number, loaded in enumerate(self.stories):
            if loaded.story is None:
                yield Item(str(number), Row(ink.line(loaded.id), Content("has faults")))
            else:
                minutes = f"{loaded.story.minutes} min" if loaded.story.minutes else ""
                yield Item(str(number), Row(ink.line(loaded.story.title), Content(minutes)))

    @on(Menu.Moved)
    def _moved(self, event: Menu.Moved) -> None:
        self._read(event.id)

    def _read(self, at: str) -> None:
        if at:
            loaded = self.stories[int(at)]
            blocks = faults(loaded) if loaded.story is None else self._about(loaded, loaded.story)
            self.split.read(tuple(blocks))

    def _about(self, loaded: Loaded, story: Story) -> Iterator[Block]:
        yield Block(ink.line(story.title), "head")
        yield from ink.prose(story.summary)
        if story.content_notes:
            yield Block(ink.line(f"It contains {listed(story.content_notes, 'and')}."))
        found, known = self.desk.library.found_endings(story), {scene.id for scene in story.endings}
        facts = [
            ("time", f"about {counted(story.minutes, 'minute')}" if story.minutes else ""),
            ("roles", listed([role.name for role in story.roles.values()], "and") if story.roles else ""),
            ("endings", f"{len(found & known)} of {len(known)} found"),
            ("by", ", ".join(story.authors)),
            ("version", story.version),
            ("from", str(loaded.path)),
        ]
        for number, (name, words) in enumerate((name, words) for name, words in facts if words):
            yield Block(ink.line(words), "text", 10, name.ljust(10), gap=0 if number else 1, lead_tone="quiet")

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        story = self.stories[int(event.id)].story
        if story is None:
            self.say("This story has faults and cannot be played.")
        else:
            self._set_up(story)

    def _set_up(self, story: Story) -> None:
        from game.tui.setup import SetupPage

        self.app.push_screen(SetupPage(self.desk, story))


def faults(loaded: Loaded) -> Iterator[Block]:
    """The first faults of a pack that cannot be played."""
    errors = loaded.errors
    yield Block(ink.line(loaded.id), "head")
    yield Block(Content(f"This story cannot be played: it has {counted(len(errors), 'fault')}."))
    for problem in errors[:PROBLEMS]:
        where = f"{problem.place.file}, line {problem.place.line}"
        yield Block(ink.line(f"{problem.code}  {problem.message}"))
        yield Block(ink.line(where), "quiet", 2, gap=0)
        if problem.hint:
            yield Block(ink.line(problem.hint), "quiet", 2, gap=0)
    if len(errors) > PROBLEMS:
        yield Block(ink.line(f"“rollout check {loaded.path}” shows all of them."), "quiet")
