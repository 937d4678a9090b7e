"""What a player has set, read from and written to what is remembered of them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from game.tui import themes

#: Text widths by name, in columns.
WIDTHS = {"narrow": 60, "middle": 66, "wide": 72}


class Tastes(Struct, frozen=True):
    """The settings of the app.

    ``motion`` allows short animations; ``prompts`` lets choices invite a note; ``confirm`` asks before what
    cannot be undone in the story.
    """

    theme: str = themes.DEFAULT
    width: str = "middle"
    motion: bool = False
    prompts: bool = True
    confirm: bool = True

    @property
    def measure(self) -> int:
        """How wide a line of text may be."""
        return WIDTHS[self.width]

    @classmethod
    def from_settings(cls, settings: Mapping[str, str]) -> Tastes:
        """From remembered settings; what is unknown or missing takes its default."""
        default = cls()
        width = settings.get("width", default.width)
        return cls(
            theme=settings.get("theme", default.theme),
            width=width if width in WIDTHS else default.width,
            motion=_switch(settings, "motion", default.motion),
            prompts=_switch(settings, "prompts", default.prompts),
            confirm=_switch(settings, "confirm", default.confirm),
        )

    def settings(self) -> dict[str, str]:
        """As settings to remember."""
        return {
            "theme": self.theme,
            "width": self.width,
            "motion": "on" if self.motion else "off",
            "prompts": "on" if self.prompts else "off",
            "confirm": "on" if self.confirm else "off",
        }


def _switch(settings: Mapping[str, str], name: str, default: bool) -> bool:
    value = settings.get(name)
    return value == "on" if value in ("on", "off") else default
