"""Writing a playthrough to a file: as a transcript to be read, or whole, to be gone on with elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from game.play.library import Library
from game.play.session import Session
from game.play.shelf import SUFFIX, ShelfError
from game.play.writing import write_out
from game.tui import ink
from game.tui.once import Window
from game.tui.widgets.menu import Item, Menu
from game.tui.widgets.row import Row

#: Below the folder of the playthroughs, so that a list of them is not mixed up with what was made of them.
FOLDER = "exports"
FORMS = {
    ".md": "Markdown, to read and to edit",
    ".html": "A page for a browser",
    ".json": "JSON, for programs",
    SUFFIX: "The playthrough itself, to go on with elsewhere",
}


class ExportScreen(Window[str | None]):
    """Asks in which form; answers a sentence that says where it went, or why it did not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", id="export.leave", tooltip="Write nothing"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Menu"

    def __init__(self, library: Library, session: Session) -> None:
        super().__init__()
        self.library = library
        self.session = session
        self.kept = library.file_of(session)
        self.stem = self.kept.stem if self.kept else f"{session.story.id}-{session.role}"
        self.menu = Menu(self._items(), verb="write")

    def body(self) -> Iterable[Widget]:
        """The forms, each with the end of its file's name, and where the file will be."""
        yield Static(Content("Write this playthrough to a file"), classes="heading")
        yield self.menu
        yield Static(ink.line(f"in {self.folder}"), classes="quiet")

    def _items(self) -> Iterator[Item]:
        for suffix in (*self.library.papers, *((SUFFIX,) if self.kept else ())):
            yield Item(suffix, Row(Content(FORMS.get(suffix, suffix)), Content(suffix), stays=True))

    @property
    def folder(self) -> Path:
        """Where files are written."""
        return self.library.saves.path / FOLDER

    def _free(self, suffix: str) -> Path:
        """A name that is not taken: nothing that was written before is written over."""
        names = (f"{self.stem}{f'-{number}' if number else ''}{suffix}" for number in count())
        return next(path for name in names if not (path := self.folder / name).exists())

    @on(Menu.Picked)
    def _picked(self, event: Menu.Picked) -> None:
        to = self._free(event.id)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if event.id == SUFFIX and self.kept is not None:
                written = self.library.shelf.copy_out(self.kept, to)
            else:
                written = write_out(self.library, self.session, to)
        except ShelfError as fault:
            self.dismiss(str(fault))
        except OSError as fault:
            self.dismiss(f"{self.folder} cannot be written: {fault.strerror or fault}.")
        else:
            self.dismiss(f"Written to {written.name}, in {written.parent}")
