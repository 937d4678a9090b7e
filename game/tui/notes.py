"""A private note: a few lines of the player's own, kept beside a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from game.play.session import LONGEST_NOTE
from game.story.text import clean
from game.tui.once import Window

WORDS = "Only you see this. It is kept beside this step and comes back in the debrief."


class Pad(TextArea):
    """Takes text; Enter is done with it, and a line of its own comes with ctrl+j."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "keep", id="pad.keep", tooltip="Keep what is written; an empty note is not kept"),
        Binding("ctrl+j", "line", "new line", id="pad.line", tooltip="A new line"),
    ]

    class Done(Message):
        """The text is finished."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, compact=True)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        """Enter is done with the text here, and no character of it."""
        if event.key in ("enter", "ctrl+j"):
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self.action_done()
            else:
                self.action_line()
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        """Many lines may be pasted; controls may not."""
        await super()._on_paste(events.Paste(clean(event.text, limit=LONGEST_NOTE)))
        event.prevent_default()
        event.stop()

    @property
    def written(self) -> str:
        """What was written, no longer than is kept."""
        return clean(self.text, limit=LONGEST_NOTE).strip()

    def action_done(self) -> None:
        """Say that it is finished."""
        self.post_message(self.Done())

    def action_line(self) -> None:
        """A new line."""
        self.insert("\n")


class NoteScreen(Window[str | None]):
    """Asks for a note; answers its text, empty where none was written, None where it was left with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "no note", id="note.leave", tooltip="Go on without a note"),
    ]
    AUTO_FOCUS: ClassVar[str | None] = "Pad"

    def __init__(self, prompt: Content, *, title: str = "Note") -> None:
        super().__init__()
        self.prompt = prompt
        self.heading = title
        self.pad = Pad()

    def body(self) -> Iterable[Widget]:
        """The invitation and the pad."""
        yield Static(Content(self.heading), classes="heading")
        if self.prompt:
            yield Static(self.prompt)
        yield self.pad
        yield Static(Content(WORDS), classes="quiet")

    def on_pad_done(self) -> None:
        """Keep what is written."""
        self.dismiss(self.pad.written)
