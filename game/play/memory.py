"""What is remembered of a player across playthroughs."""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, Struct, field, json

from game.play.fields import Damage
from game.story.text import clean


class Memory(Struct):
    """Endings found by story id; whether the dots are lit (a guess was made and the record seen); settings."""

    endings: dict[str, set[str]] = field(default_factory=dict)
    lit: bool = False
    settings: dict[str, str] = field(default_factory=dict)

    def encode(self) -> str:
        """As JSON text."""
        found = {story: sorted(endings) for story, endings in sorted(self.endings.items())}
        told = {"format": 1, "endings": found, "lit": self.lit, "settings": self.settings}
        return json.format(json.encode(told), indent=1).decode()

    @classmethod
    def decode(cls, text: str) -> Memory:
        """From JSON text; what is not understood is left out.  Raises Damage where it is no JSON object."""
        try:
            data: Any = json.decode(text)
        except (DecodeError, RecursionError):
            raise Damage("it is not JSON") from None
        if not isinstance(data, dict):
            raise Damage("it is not a JSON object")
        endings = data.get("endings")
        settings = data.get("settings")
        return cls(
            endings={
                clean(story): {clean(name) for name in names if isinstance(name, str)}
                for story, names in (endings.items() if isinstance(endings, dict) else ())
                if isinstance(names, list)
            },
            lit=data.get("lit") is True,
            settings={
                clean(name): clean(value)
                for name, value in (settings.items() if isinstance(settings, dict) else ())
                if isinstance(value, str)
            },
        )
