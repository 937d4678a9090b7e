"""The scenes of a story as a field of dots: a column for each step from the start, a dot for each scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual.content import Content
from textual.widget import Widget

SEEN, UNSEEN, HERE = "●", "○", "◉"


class Dot(Struct, frozen=True):
    """A scene: its column, and whether it was seen."""

    level: int
    seen: bool


class Skyline(Widget):
    """Stands on its lowest row; what was seen lies lowest.  The dot under the cursor has a sign of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"skyline--seen", "skyline--unseen"}

    def __init__(self, dots: Sequence[Dot], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.columns: dict[int, list[int]] = {level: [] for level in sorted({dot.level for dot in dots})}
        for number, dot in sorted(enumerate(dots), key=lambda pair: not pair[1].seen):
            self.columns[dot.level].append(number)
        self.dots = dots
        self.at = -1
        self.styles.width = self.columns_wide
        self.styles.height = self.high

    @property
    def columns_wide(self) -> int:
        """How wide the field is."""
        return max(0, 2 * len(self.columns) - 1)

    @property
    def high(self) -> int:
        """How many dots the highest column has."""
        return max((len(column) for column in self.columns.values()), default=0)

    def point(self, number: int) -> None:
        """Show where a scene lies."""
        self.at = number
        self.refresh()

    def render(self) -> Content:
        """Seen and unseen dots differ in their sign, and in colour besides."""
        lines = []
        for row in reversed(range(self.high)):
            numbers = (column[row] if row < len(column) else -1 for column in self.columns.values())
            lines.append(Content(" ").join(self._face(number) for number in numbers))
        return Content("\n").join(lines)

    def _face(self, number: int) -> Content:
        if number < 0:
            return Content(" ")
        seen = self.dots[number].seen
        sign = HERE if number == self.at else SEEN if seen else UNSEEN
        return Content.styled(sign, self.get_visual_style(f"skyline--{'' if seen else 'un'}seen", partial=True))
