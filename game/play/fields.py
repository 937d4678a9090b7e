"""The keys of a save, each checked for what it holds: a save may come from anywhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any

from msgspec import Meta, Struct

from game.play.words import LABELS
from game.story.expressions import Value
from game.story.text import clean

NUMBER_LIMIT = 2**63
#: A longer text is cut.
LONGEST = 10_000
Text = Annotated[str, Meta(max_length=LONGEST)]
#: The label of a draw, or nothing.
Label = Annotated[str, Meta(pattern=rf"\A(?:{'|'.join(LABELS)})?\Z")]


class Damage(Exception):  # noqa: N818 - a state of the file, as the player is told
    """Why a save cannot be used, as the end of a sentence: “it is …”."""


class Fields(Struct):
    """The keys of a JSON object, each checked for its type; raises Damage."""

    data: dict[str, Any]
    where: str

    def get(self, key: str, default: Any, kind: type, noun: str) -> Any:
        """A value of a kind; ``noun`` is what that is called."""
        value = self.data.get(key, default)
        if value is None or not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Damage(f"“{key}” of {self.where} is not {noun}")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text, cleaned and cut where it is long."""
        value = self.data.get(key, default)
        return clean(value if type(value) is str else self.get(key, default, str, "text"), limit=LONGEST)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number that is not too large."""
        number = self.data.get(key, default)
        if type(number) is not int:
            number = self.get(key, default, int, "a whole number")
        if abs(number) >= NUMBER_LIMIT:
            raise Damage(f"“{key}” of {self.where} is too large")
        return number

    def list(self, key: str, default: list[Any] | None = None) -> list[Any]:
        """A list."""
        found: list[Any] = self.get(key, default, list, "a list")
        return found

    def mapping(self, key: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """A mapping."""
        found: dict[str, Any] = self.get(key, default, dict, "a mapping")
        return found

    def one_of(self, key: str, known: Collection[str]) -> str:
        """One of the known words, or nothing where it is none of them."""
        found = self.text(key, "") if key in self.data else ""
        return found if found in known else ""


def fact(value: object) -> Value:
    """A value that a variable can have.  Raises Damage."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, int) and abs(value) < NUMBER_LIMIT:
        return value
    raise Damage("a carried value is no fact")
