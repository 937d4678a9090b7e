"""The dots: ten by ten, each one run of a hundred."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

LIT, PART, UNLIT = "●", "◐", "○"
SIDE = 10


def field(percent: Fraction | None) -> str:
    """The field as ten lines; a started dot is drawn half, so that little is not nothing."""
    share = percent or Fraction(0)
    full = int(share)
    signs = LIT * full + (PART if share > full else "")
    signs = signs.ljust(SIDE * SIDE, UNLIT)
    return "\n".join(" ".join(signs[row : row + SIDE]) for row in range(0, SIDE * SIDE, SIDE))


class Dots(Widget):
    """The field, lit as far as ``percent`` says."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"dots--lit", "dots--unlit"}

    def __init__(self, percent: Fraction | None = None) -> None:
        super().__init__()
        self.percent = percent

    def show(self, percent: Fraction | None) -> None:
        """Light it so far."""
        self.percent = percent
        self.refresh()

    def render(self) -> Content:
        """Lit and unlit dots differ in their sign, and in colour besides."""
        words = field(self.percent)
        unlit = words.find(UNLIT)
        unlit = len(words) if unlit < 0 else unlit
        lit_style = self.get_visual_style("dots--lit", partial=True)
        return Content.assemble(
            (words[:unlit], lit_style), (words[unlit:], self.get_visual_style("dots--unlit", partial=True))
        )
