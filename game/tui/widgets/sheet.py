"""Blocks of text laid out as a page: hanging indents, bars, gaps.  A visual, so Textual can draw and select it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Block(Struct, frozen=True):
    """A paragraph on a page.

    ``tone`` names its style; ``lead`` hangs in the ``indent`` of its first line, in ``lead_tone`` or the same; ``bar`` stands before every
    line; ``gap`` is the number of empty lines above it.
    """

    content: Content
    tone: str = "text"
    indent: int = 0
    lead: str = ""
    bar: str = ""
    gap: int = 1
    lead_tone: str = ""

    @property
    def inset(self) -> int:
        """How many columns lie before its words."""
        return self.indent + len(self.bar)

    def height(self, width: int) -> int:
        """How many lines its words take."""
        return self.content.get_height({}, max(1, width - self.inset))


class _Shifted(Selection):
    """A selection of a whole page as one block of it sees it."""

    base = 0

    def get_span(self, y: int) -> tuple[int, int] | None:
        return super().get_span(y + self.base)


class Sheet(Visual):
    """Blocks one below the other; ``tones`` gives the style of each tone, laid over that of the page.

    ``source`` is the line of the words of a larger page at which these begin, for selecting by mouse.
    """

    def __init__(self, blocks: Sequence[Block], tones: Mapping[str, Style] | None = None, *, source: int = 0) -> None:
        self.blocks = blocks
        self.tones = tones or {}
        self.source = source

    @property
    def plain(self) -> str:
        """The words alone, a block a line."""
        return "\n".join(block.content.plain for block in self.blocks)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        widths = (block.inset + block.content.get_optimal_width(rules, container_width) for block in self.blocks)
        return max(widths, default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - the protocol's signature
        """The number of lines at a width."""
        return sum(gap_above(at, block) + block.height(width) for at, block in enumerate(self.blocks))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines, drawn."""
        strips: list[Strip] = []
        source = self.source
        for index, block in enumerate(self.blocks):
            strips += [Strip.blank(width, style.rich_style)] * gap_above(index, block)
            strips += self._block(block, source, width, style, options)
            source += block.content.plain.count("\n") + 1
        return strips[:height]

    def _block(self, block: Block, source: int, width: int, style: Style, options: RenderOptions) -> Iterable[Strip]:
        toned = style + self.tones.get(block.tone, Style())
        if options.selection is not None:
            shifted = _Shifted(*options.selection)
            shifted.base = source
            options = replace(options, selection=shifted)
        lines = block.content.render_strips(max(1, width - block.inset), None, toned, options)
        rest = " " * block.indent + block.bar
        first = block.lead.rjust(block.indent)[: block.indent] + block.bar
        led = style + self.tones.get(block.lead_tone or block.tone, Style())
        for number, line in enumerate(lines):
            before = Segment(rest, toned.rich_style) if number else Segment(first, led.rich_style)
            yield Strip([before, *_located(line, source)] if before.text else _located(line, source))


def gap_above(index: int, block: Block) -> int:
    """The empty lines above a block of a page, the first of which has none."""
    return block.gap if index else 0


def _located(line: Strip, source: int) -> list[Segment]:
    """A line's segments with their place in the whole page, which selecting by mouse asks for."""
    return [
        Segment(
            text, style + RichStyle.from_meta({"offset": (style.meta["offset"][0], style.meta["offset"][1] + source)})
        )
        if style is not None and source and "offset" in style.meta
        else Segment(text, style)
        for text, style, _ in line
    ]
