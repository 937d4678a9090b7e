"""Why not: what each shut choice waits for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from game.play.session import Session
from game.play.why import Part, Why, why
from game.story.problems import counted
from game.tui import ink
from game.tui.desk import Desk
from game.tui.textpage import TextPage
from game.tui.widgets.choices import SHUT
from game.tui.widgets.sheet import Block

#: Before a part that is so already, and before one that is not.
MET, UNMET = "✓ ", "○ "
NO_REASON = "The story gives no reason."
INSET = 2


class WhyPage(TextPage):
    """Every shut choice of the present turn, with its author's reason, and more where the story allows it."""

    NAME: ClassVar[str] = "Why not"
    ABOUT: ClassVar[str] = (
        "What each shut choice waits for. The reason is the author's. Where a story allows it, what has to be so is "
        "listed below: ✓ is so already, ○ is not, and the last step that changed it is named."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "back", show=False, id="why.back")]

    def __init__(self, desk: Desk, session: Session) -> None:
        shut = [why(session, option.id) for option in session.look().options if not option.open]
        super().__init__(desk, (block for reason in shut for block in why_blocks(reason)))
        self.add_class(f"-{session.role}", update=False)
        self.masthead.show(Content.styled("Why not", "bold"), Content(f"{counted(len(shut), 'choice')} shut"))


def why_blocks(told: Why) -> Iterator[Block]:
    """A shut choice: its words, the reason, and what it waits for."""
    yield Block(ink.rich(told.words).stylize("bold"), "text", INSET, f"{SHUT} ")
    yield Block(ink.rich(told.reason) if told.reason else Content(NO_REASON), "text", INSET, gap=0)
    for number, part in enumerate(told.parts):
        yield from _part(part, INSET, gap=0 if number else 1)


def _part(part: Part, inset: int, *, gap: int) -> Iterator[Block]:
    yield Block(ink.rich(part.words), "text", inset + len(MET), MET if part.met else UNMET, gap=gap)
    for since in part.since:
        yield Block(ink.rich(since), "quiet", inset + len(MET), gap=0)
    for inner in part.parts:
        yield from _part(inner, inset + len(MET), gap=0)
