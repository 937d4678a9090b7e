"""A scroll bar of one thin stroke."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

STROKE = "┃"


class ThinBar(ScrollBarRender):
    """Draws the whole lines of the usual bar as strokes, and nothing else."""

    BLANK_GLYPH = " "
    VERTICAL_BARS = [" "]  # noqa: RUF012 - as declared by Textual; no parts of lines

    @classmethod
    def render_bar(cls, *arguments: object, **options: object) -> Segments:
        """The usual bar with strokes in place of blocks."""
        usual = super().render_bar(*arguments, **options)  # type: ignore[arg-type]  # handed on as they came
        return Segments([_stroke(segment) for segment in usual.segments], new_lines=usual.new_lines)


def _stroke(segment: Segment) -> Segment:
    style = segment.style
    if style is None or not style.reverse:
        return segment
    return Segment(STROKE, _lit(style))


@lru_cache(64)
def _lit(style: Style) -> Style:
    """The style of a stroke: it has the colour that the usual bar is reversed to show."""
    return style + Style(reverse=False)
