"""Shapes of single values: text, ids, numbers, words.

A shape checks a node in place, reports each fault, marks faulty nodes ``bad`` and answers whether the node is
sound; its ``schema`` says the same to an editor, as far as a JSON Schema can.
"""

from __future__ import annotations

import keyword
import re
from typing import Protocol

from msgspec import Struct

from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import QUOTE_THIS, Report, listed

PLAIN_ID = re.compile(r"[a-z][a-z0-9_]*")
DASHED_ID = re.compile(r"[a-z][a-z0-9_-]*")
RESERVED = frozenset(keyword.kwlist) | frozenset(
    ("true", "false", "min", "max", "abs", "seen", "read", "chose", "role", "continue", "patch")
)

#: What an editor may take text for: a YAML parser of its own reads 1.0 as a number, ours as text.
TEXT_TYPES = ["string", "number"]


class Shape(Protocol):
    """What a node must look like."""

    def check(self, node: Node, report: Report) -> bool:
        """Report what is wrong with ``node``; true where nothing is."""

    def schema(self) -> dict[str, object]:
        """The shape as a JSON Schema: whatever the check lets pass, that lets pass too."""

    def __str__(self) -> str:
        """The shape in a few words, as a message names it."""


def refuse(node: Node, report: Report, wanted: object, hint: str = "") -> bool:
    """Report that ``node`` is not what was ``wanted``."""
    if not node.bad:
        report.add("E010", node.place, hint, wanted=wanted, found=describe(node))
    node.bad = True
    return False


def describe(node: Node) -> str:
    """What a node is, in the words of a message."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    value = node.value if isinstance(node, Scalar) else None
    if value is None:
        return "nothing"
    return str(value).lower() if isinstance(value, bool) else f"“{value}”"


class Text(Struct, frozen=True):
    """Text; a whole number is taken as its digits.

    ``prose`` is text that somebody reads: where it ends at `` #`` with one space it was cut; a comment stands further off.
    """

    prose: bool = False
    longest: int = 40_000
    noun: str = "text"

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar:
            return refuse(node, report, self, QUOTE_THIS)
        value = node.value
        if type(value) is int:
            node.value = value = node.raw
        if type(value) is not str:
            return refuse(node, report, self, QUOTE_THIS if value is not None or node.cut else "")
        if not value.strip():
            report.add("E011", node.place)
            node.bad = True
            return False
        if len(value) > self.longest:
            report.add("E004", node.place, limit=self.longest)
            node.bad = True
            return False
        if self.prose and node.cut:
            report.add("W002", node.place, QUOTE_THIS)
        return True

    def schema(self) -> dict[str, object]:
        return {"type": TEXT_TYPES, "maxLength": self.longest, "pattern": r"\S"}


class Single(Struct, frozen=True):
    """Any single value; what it means depends on the keys beside it."""

    noun: str

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        return (type(node) is Scalar and node.value is not None) or refuse(node, report, self)

    def schema(self) -> dict[str, object]:
        return {"type": [*TEXT_TYPES, "boolean"]}


class Id(Struct, frozen=True):
    """A name that expressions, links and saves use; ``own`` where it is given rather than used."""

    dashes: bool = False
    noun: str = "an id"
    own: bool = False

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or type(node.value) is not str:
            return refuse(node, report, self)
        if not self.sound(node.value):
            report.refuse_id(node.place, self.rule(node.value), node.value, own=self.own)
            node.bad = True
            return False
        return True

    def sound(self, name: str) -> bool:
        """Whether ``name`` may be an id of this kind."""
        return bool((DASHED_ID if self.dashes else PLAIN_ID).fullmatch(name)) and name not in RESERVED

    def rule(self, name: str) -> str:
        """What an id looks like, as a hint."""
        if name in RESERVED:
            return "this word has a meaning of its own; choose another"
        return f"lower-case letters, digits, _{' and -' if self.dashes else ''}, a letter first"

    def schema(self) -> dict[str, object]:
        return {"$ref": f"#/$defs/{'dashed_id' if self.dashes else 'id'}"}

    def definition(self) -> dict[str, object]:
        """What the reference of :meth:`schema` stands for."""
        form = DASHED_ID if self.dashes else PLAIN_ID
        return {"type": "string", "pattern": f"^{form.pattern}$", "not": {"enum": sorted(RESERVED)}}


class Integer(Struct, frozen=True):
    """A whole number between two bounds."""

    least: int = -999_999_999
    most: int = 999_999_999

    def __str__(self) -> str:
        if self.most == 999_999_999:
            return "a whole number" if self.least == -self.most else f"a whole number, {self.least} or more"
        return f"a whole number from {self.least} to {self.most}"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or type(node.value) is not int or not self.least <= node.value <= self.most:
            return refuse(node, report, self)
        return True

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Flag(Struct, frozen=True):
    """``true`` or ``false``."""

    def __str__(self) -> str:
        return "true or false"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Scalar and type(node.value) is bool:
            return True
        near = type(node) is Scalar and str(node.value).lower() in (
            "yes",
            "no",
            "on",
            "off",
            "true",
            "false",
        )
        return refuse(node, report, self, "in lower case, without quotation marks" if near else "")

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}


class OneOf(Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return listed(self.words)

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Scalar and node.value in self.words and type(node.value) is str:
            return True
        near = report.suggest(str(node.value), self.words) if type(node) is Scalar else ""
        return refuse(node, report, self, near)

    def schema(self) -> dict[str, object]:
        return {"enum": list(self.words)}


class Exactly(Struct, frozen=True):
    """One whole number and no other."""

    number: int

    def __str__(self) -> str:
        return str(self.number)

    def check(self, node: Node, report: Report) -> bool:
        if type(node) is Scalar and type(node.value) is int and node.value == self.number:
            return True
        return refuse(node, report, self)

    def schema(self) -> dict[str, object]:
        return {"const": self.number}


class Pattern(Struct, frozen=True):
    """Text of a fixed form."""

    pattern: str
    noun: str

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Scalar or node.value is None or type(node.value) is bool:
            return refuse(node, report, self)
        node.value = node.raw
        return bool(re.fullmatch(self.pattern, node.raw, re.ASCII)) or refuse(node, report, self)

    def schema(self) -> dict[str, object]:
        return {"type": TEXT_TYPES, "pattern": f"^(?:{self.pattern})$"}


class Barred(Struct, frozen=True):
    """A key that this kind of file does not have, though another does; ``code`` says why."""

    key: str
    code: str

    def __str__(self) -> str:
        return "nothing"

    def check(self, node: Node, report: Report) -> bool:
        report.add(self.code, node.place, key=self.key)
        node.bad = True
        return False

    def schema(self) -> dict[str, object]:
        return {"not": {}}
