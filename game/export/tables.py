"""The parts of a story that its page looks up by number: guards, effects, and words for values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.export.javascript import Printer, Range
from game.play.naming import Wording, Worth
from game.story.expressions import INT, Effects, Expression, Value
from game.story.model import Block, Story
from game.story.templates import Insert, Template


class Tables:
    """Collects what the scenes of one story refer to; each distinct guard, effect and set of words once."""

    def __init__(self, story: Story) -> None:
        self.printer = Printer(_ranges(story))
        self.words: list[dict[str, str]] = []
        self._guards: dict[str, int] = {}
        self._effects: dict[str, int] = {}
        self._words: dict[int, int] = {}

    def guard(self, expression: Expression | None) -> int | None:
        """The number of a guard, or of any other expression; None where there is none."""
        if expression is None:
            return None
        printed = self.printer.value(expression.code)
        return self._guards.setdefault(printed, len(self._guards))

    def effects(self, effects: Effects | None) -> int | None:
        """The number of a list of effects; None where there is none."""
        if effects is None:
            return None
        printed = self.printer.effects(effects.steps)
        return self._effects.setdefault(printed, len(self._effects))

    def template(self, template: Template) -> Any:
        """Words with braces: text, or a list of texts, inserts and choices of words."""
        if template.literal:
            return "".join(str(part) for part in template.parts)
        return [self._part(part) for part in template.parts]

    def wording(self, wording: Wording) -> list[Any]:
        """Words about a guard."""
        return [self._worth(piece) if isinstance(piece, Worth) else self._part(piece) for piece in wording.pieces]

    def _worth(self, worth: Worth) -> dict[str, Any]:
        table = {} if worth.words is None else {"by": self._table(worth.words)}
        return {"is": self.guard(worth.expression), **table}

    def _part(self, part: Any) -> Any:
        if isinstance(part, str):
            return part
        if isinstance(part, Insert):
            return [part.slot] if part.words is None else [part.slot, self._table(part.words)]
        return {"if": self.guard(part.guard), "then": self.template(part.then), "or": self.template(part.otherwise)}

    def _table(self, words: Mapping[Value, str]) -> int:
        number = self._words.get(id(words))
        if number is None:
            number = self._words[id(words)] = len(self.words)
            self.words.append({_key(value): said for value, said in sorted(words.items(), key=str)})
        return number

    def blocks(self, story: Story, blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
        """Pieces of text."""
        return [
            dense(
                kind=block.kind,
                words=self.template(block.words),
                by=story.person(block.by),
                guard=self.guard(block.guard),
            )
            for block in blocks
        ]

    def script(self) -> str:
        """The guards and the effects as two arrays of functions."""
        guards = ",\n".join(f"f=>{printed}" for printed in self._guards)
        effects = ",\n".join(f"f=>{{{printed}}}" for printed in self._effects)
        return f"const GUARDS=[\n{guards}\n];\nconst EFFECTS=[\n{effects}\n];\n"


def _key(value: Value) -> str:
    """A value as JavaScript makes a key of it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def dense(**entries: Any) -> dict[str, Any]:
    """Entries without those that say nothing; a zero says something."""
    return {key: value for key, value in entries.items() if value or (value == 0 and value is not False)}


def _ranges(story: Story) -> dict[int, Range]:
    """What each number can be."""
    return {
        variable.slot: (variable.least, variable.most) for variable in story.variables.values() if variable.type == INT
    }
