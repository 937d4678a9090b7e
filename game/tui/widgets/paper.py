"""Paper: a page of blocks that scrolls, as wide as can be read well."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from game.tui.widgets.sheet import Block, Sheet, gap_above

TONES = ("text", "quiet", "head", "speaker", "thought", "log", "past", "lit")


class Paper(ScrollView, can_focus=False):
    """Shows blocks; the keys that scroll it belong to its screen, so that focus stays where one acts.

    Only blocks that can be seen are drawn, so that what was read before costs nothing.

    With a ``mark`` the block of that number starts near the top, ``peek`` lines below it, however short the
    rest is: what is new stands at its own top, and what was before is above it.  At its ``foot`` the end is seen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"paper--{tone}" for tone in TONES}
    measure: reactive[int] = reactive(66, init=False)

    class Moved(Message):
        """Other words can be seen."""

    def __init__(self, blocks: Sequence[Block] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.blocks = tuple(blocks)
        self.mark = 0
        self.peek = 0
        self.foot = False
        self._tops: list[int] = []
        self._sources: list[int] = []
        self._drawn: dict[int, list[Strip]] = {}
        self._tones: dict[str, Style] = {}
        self._blank = Strip([])

    def show(
        self, blocks: Sequence[Block], *, mark: int = 0, peek: int = 0, foot: bool = False, stay: bool = False
    ) -> None:
        """Show other blocks, from the mark on or down to the ``foot``, or where one was if one is to ``stay``."""
        self.blocks, self.mark, self.peek, self.foot = tuple(blocks), mark, peek, foot
        self._lay(stay=stay)

    @property
    def room(self) -> int:
        """The width of the lines."""
        return min(self.measure, self.scrollable_content_region.width - 1)

    @property
    def more(self) -> bool:
        """Whether there are words below what can be seen."""
        return self.room > 0 and self.scroll_offset.y + self.scrollable_content_region.height < self._written

    @property
    def _written(self) -> int:
        return self._tops[-1] if self._tops else 0

    def _lay(self, *, stay: bool = False) -> None:
        """Work out where each block begins, and go to the mark."""
        self._drawn.clear()
        room = self.room
        if room < 1:
            self._tops = []
            return
        heights = (gap_above(index, block) + block.height(room) for index, block in enumerate(self.blocks))
        self._tops = list(accumulate(heights, initial=0))
        self._sources = list(accumulate((block.content.plain.count("\n") + 1 for block in self.blocks), initial=0))
        high = self.scrollable_content_region.height
        top = self._top(high)
        self.virtual_size = Size(room, max(self._written, top + high if self.mark else 0))
        self.scroll_to(y=self.scroll_offset.y if stay else top, animate=False, immediate=True, force=True)
        self.refresh()
        self.post_message(self.Moved())

    def _top(self, high: int) -> int:
        """The line that is seen first."""
        if self.foot:
            return max(0, self._written - high)
        if not self.mark:
            return 0
        return max(0, self._tops[self.mark] + gap_above(self.mark, self.blocks[self.mark]) - self.peek)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled, by key or by wheel."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Where the bar comes after the text was scrolled, Textual leaves it at the top."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

    def watch_measure(self) -> None:
        """Another width."""
        self._lay()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - the handler's signature
        """Another size."""
        self._lay()

    def notify_style_update(self) -> None:
        """Another theme."""
        self._drawn.clear()
        self._tones.clear()
        super().notify_style_update()

    def selection_updated(self, selection: Selection | None) -> None:
        """Words are being selected with the mouse."""
        self._drawn.clear()
        super().selection_updated(selection)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The words selected."""
        return selection.extract(Sheet(self.blocks).plain), "\n"

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of what can be seen; what all of them need is worked out once."""
        self._blank = Strip.blank(self.scrollable_content_region.width, self.rich_style)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of what can be seen."""
        at = self.scroll_offset.y + y
        if at >= self._written:
            return self._blank
        index = bisect_right(self._tops, at) - 1
        line = at - self._tops[index] - gap_above(index, self.blocks[index])
        drawn = self._block(index)
        return drawn[line] if 0 <= line < len(drawn) else self._blank

    def _block(self, index: int) -> list[Strip]:
        """The lines of a block, drawn once."""
        if index not in self._drawn:
            self._tones = self._tones or {tone: self.get_visual_style(f"paper--{tone}", partial=True) for tone in TONES}
            sheet = Sheet(self.blocks[index : index + 1], self._tones, source=self._sources[index])
            strips = Visual.to_strips(self, sheet, self.room, None, self.visual_style)
            width, style = self._blank.cell_length, self.rich_style
            self._drawn[index] = [strip.adjust_cell_length(width, style) for strip in strips]
        return self._drawn[index]
