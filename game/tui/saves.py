"""The playthroughs that are kept: going on, naming, writing out, putting aside and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from game.play.saves import Damaged, SaveInfo
from game.play.shelf import LONGEST_NAME, ShelfError
from game.story.problems import counted
from game.tui import ink
from game.tui.asking import AskScreen
from game.tui.confirm import ConfirmScreen
from game.tui.desk import Desk
from game.tui.page import Page
from game.tui.saved import Entry, about, face
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.sheet import Block
from game.tui.widgets.split import Split

NONE = "Nothing is kept yet. A playthrough is kept from its first step on, without being asked. Begin one on the title."


class SavesPage(Page[None]):
    """Every playthrough, the last played first, then damaged files with their reason, then what was put aside."""

    NAME: ClassVar[str] = "Saves"
    ABOUT: ClassVar[str] = (
        "Each playthrough is one file, written after every step. Enter goes on with one. A file that cannot be read is "
        "listed with the reason and never overwritten; enter goes on from the copy before it, if that is sound. d puts "
        "a file aside, at the end of the list, and u puts the last one back; only what was put aside can be deleted."
    )
    AUTO_FOCUS: ClassVar[str | None] = "Menu"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rename", "rename", id="saves.rename", tooltip="Give this playthrough a name"),
        Binding("e", "export", "export", id="saves.export", tooltip="Write this playthrough to a file"),
        Binding("d", "delete", "delete", id="saves.delete", tooltip="Put this file aside; u takes that back"),
        Binding("u", "undo", "undo", id="saves.undo", tooltip="Put back what was put aside last"),
    ]

    @dataclass
    class Found(Message):
        """The folder was read."""

        entries: list[Entry]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.entries: list[Entry] = []
        self.aside: list[Path] = []
        self.split = Split(verb="go on")

    def body(self) -> Iterable[Widget]:
        """The list and what is to be said of one."""
        yield self.split

    def on_screen_resume(self) -> None:
        """Read the folder, which a playthrough opened from here may have changed."""
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self) -> None:
        library = self.desk.library
        kept, damaged = library.kept()
        kept_aside, damaged_aside = library.shelf.aside()
        here: list[SaveInfo | Damaged] = [*kept, *damaged]
        away: list[SaveInfo | Damaged] = [*kept_aside, *damaged_aside]
        self.post_message(self.Found([*map(Entry, here), *(Entry(item, aside=True) for item in away)]))

    @on(Found)
    def show(self, event: Found) -> None:
        """List them; the cursor stays on its file, or at its place where that is gone."""
        at, place = self.split.menu.at, self.split.menu.highlighted or 0
        self.entries = event.entries
        playable = sum(entry.kept is not None for entry in self.entries)
        away = sum(entry.aside for entry in self.entries)
        count = counted(playable, "playthrough") + (f" · {away} put aside" if away else "")
        self.masthead.show(Content.styled("Saves", "bold"), Content(count))
        names = [str(entry.file) for entry in self.entries]
        self.split.list(self._items(), at=at if at in names else names[min(place, len(names) - 1)] if names else "")
        if not self.entries:
            where = ink.line(f"in {self.desk.library.saves.path}")
            self.split.read([Block(Content(NONE)), Block(where, "quiet")])
        self.refresh_bindings()

    def _items(self) -> Iterator[Item]:
        for entry in self.entries:
            yield Item(str(entry.file), face(entry))

    @property
    def entry(self) -> Entry | None:
        """The file the cursor is on."""
        at = self.split.menu.at
        return next((entry for entry in self.entries if str(entry.file) == at), None)

    @on(Menu.Moved)
    def _moved(self) -> None:
        if self.entry is not None:
            self.split.menu.verb = "put back" if self.entry.aside else "go on"
            self.split.read(tuple(about(self.entry)))
        self.refresh_bindings()

    @on(Menu.Picked)
    def _picked(self) -> None:
        """Go on with it, from the copy before it, or put it back into the list."""
        entry, library = self.entry, self.desk.library
        if entry is None:
            return
        if entry.aside:
            self._restore(entry.file)
        elif entry.kept is not None:
            self.say("Opening …")
            self.open(partial(library.resume, entry.kept))
        elif entry.damaged is not None and entry.damaged.backup is not None:
            self.say("Opening …")
            self.open(partial(library.recover, entry.damaged))
        else:
            self.say("This file cannot be read, and there is no sound copy of it.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be played on can be renamed and written out."""
        if action in ("rename", "export"):
            return self.entry is not None and self.entry.kept is not None
        if action == "delete":
            return self.entry is not None
        return bool(self.aside) if action == "undo" else super().check_action(action, parameters)

    def action_rename(self) -> None:
        """Ask for a name."""
        info = self.entry and self.entry.kept
        if info:
            asked = AskScreen("What shall this playthrough be called?", info.name, longest=LONGEST_NAME)
            self.app.push_screen(asked, partial(self._renamed, info.file))

    def _renamed(self, file: Path, name: str | None) -> None:
        if name is not None:
            self._do(lambda: self.desk.library.shelf.rename(file, name), "Its name is kept.")

    def action_export(self) -> None:
        """Make the session of a file, and write that out."""
        info = self.entry and self.entry.kept
        if info:
            self.fetch(partial(self.desk.library.resume, info), self.export)

    def action_delete(self) -> None:
        """Put a file aside; what was put aside is deleted for good, after a question."""
        entry, shelf = self.entry, self.desk.library.shelf
        if entry is None:
            return
        if entry.aside:
            words = "It is deleted for good, and nothing brings it back."
            asked = ConfirmScreen(ink.line(entry.called), words, "Delete it", "Leave it")
            self.app.push_screen(asked, lambda yes: self._delete(entry) if yes else None)
        else:
            self._do(
                lambda: self.aside.append(shelf.put_aside(entry.file)), f"Put aside: {entry.called}. u takes that back."
            )

    def _delete(self, entry: Entry) -> None:
        self.aside = [file for file in self.aside if file != entry.file]
        self._do(lambda: self.desk.library.shelf.delete(entry.file), f"Deleted: {entry.called}.")

    def action_undo(self) -> None:
        """Put back what was put aside last."""
        self._restore(self.aside[-1])

    def _restore(self, file: Path) -> None:
        self.aside = [other for other in self.aside if other != file]
        self._do(lambda: self.desk.library.shelf.restore(file), "It is back in the list.")

    def _do(self, deed: Callable[[], object], said: str) -> None:
        """Do something to a file, say so or why not, and read the folder again."""
        try:
            deed()
        except ShelfError as fault:
            said = str(fault)
        self.say(ink.line(said))
        self._read()
