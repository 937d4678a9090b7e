"""Guards and effects: a small, total subset of Python, typed against the declared names.

Here is what they are once they are understood, and what they are understood by: types, the names of a story, code.
A text is parsed in :mod:`game.story.syntax` and typed in :mod:`game.story.typist`, which checks every node against an
allow-list and writes the code: nothing of the author's text is ever compiled as it stands.  Each distinct text is
worked on once; all code of a story is compiled together by :func:`compile_all`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from msgspec import Struct, field

Value = int | bool | str
Facts = Sequence[Value]
Guard = Callable[[Facts], bool]
Effect = Callable[[list[Value]], None]

#: Where the role of a playthrough is kept: the first of all slots.
ROLE_SLOT = 0


class Type(Struct, frozen=True):
    """``int``, ``bool``, ``enum`` with its values, or ``words``: quoted values whose enum is not known yet.

    ``any`` is the type of a name whose declaration is at fault: it fits everywhere, so one fault is one problem.
    """

    kind: str
    values: frozenset[str] = frozenset()

    def __str__(self) -> str:
        names = {
            "int": "a number",
            "bool": "true or false",
            "enum": "a choice of words",
            "words": "quoted words",
            "any": "any",
        }
        return names[self.kind]


INT = Type("int")
BOOL = Type("bool")
ANY = Type("any")


def div(left: int, right: int) -> int:
    """Floor division; by zero it is 0."""
    return left // right if right else 0


def mod(left: int, right: int) -> int:
    """The remainder of floor division; by zero it is 0."""
    return left % right if right else 0


#: All that generated code can call.
FUNCTIONS = {"min": min, "max": max, "abs": abs, "div": div, "mod": mod}


class ExpressionFault(Exception):  # noqa: N818 - a fault of the author's text, as the format calls it
    """What is wrong with an expression: a code of the catalogue, its words, and where in the text."""

    def __init__(
        self,
        code: str,
        node: ast.AST | None = None,
        *,
        meant: Iterable[str] = (),
        hint: str = "",
        **words: object,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.words = words
        self.hint = hint
        self.meant = tuple(meant)
        self.offset = getattr(node, "col_offset", 0)
        self.width = (getattr(node, "end_col_offset", 0) - self.offset) if node is not None else 0

    def moved(self, offset: int) -> ExpressionFault:
        """The same fault, of an expression that begins at ``offset`` of a longer text."""
        other = copy(self)
        other.offset += offset
        return other


class Symbol(Struct, frozen=True):
    """A name an expression may use: where its value is kept, its type, and its bounds."""

    slot: int
    type: Type
    least: int = 0
    most: int = 0
    fixed: bool = False


class Scope(Struct):
    """The names of a story, and where its facts are kept.

    Slots are given out in order: ``role``, conditions and variables first, then each remembered fact
    (``seen``, ``read``, ``chose``) when an expression first asks for it, so nothing unasked is kept.
    ``targets`` maps ``seen``, ``read`` and ``chose`` to the names each may be asked about.
    """

    symbols: dict[str, Symbol] = field(default_factory=dict)
    targets: dict[str, Mapping[str, object]] = field(default_factory=dict)
    facts: dict[tuple[str, str], int] = field(default_factory=dict)
    _next: int = 0

    def declare(
        self,
        name: str,
        kind: Type,
        least: int = 0,
        most: int = 0,
        *,
        fixed: bool = False,
    ) -> None:
        """Add a name; its slot is the next free one."""
        self.symbols[name] = Symbol(self._next, kind, least, most, fixed)
        self._next += 1

    def fact(self, kind: str, target: str) -> int:
        """The slot of a remembered fact."""
        slot = self.facts.get((kind, target))
        if slot is None:
            slot = self.facts[kind, target] = self._next
            self._next += 1
        return slot

    @property
    def size(self) -> int:
        """How many slots there are."""
        return self._next


def _uncompiled(_: object) -> Any:
    raise RuntimeError("this story has not been compiled")


class Expression(Struct, eq=False):
    """An understood expression: its text, its type, code over the facts ``f``, and which slots it reads.

    ``holds`` is the compiled code, filled in once by :func:`compile_all`.
    """

    text: str
    type: Type
    code: str
    slots: frozenset[int]
    holds: Guard = _uncompiled

    def value(self, facts: Facts) -> Value:
        """What the expression comes to, whatever its type."""
        return self.holds(facts)


class Effects(Struct, eq=False):
    """Assignments done in order; ``apply`` is their compiled code, filled in once by :func:`compile_all`."""

    steps: tuple[Assignment, ...]
    apply: Effect = _uncompiled


class Assignment(Struct, frozen=True):
    """An understood effect: the slot it sets, code for the value over the facts ``f``, and a number's bounds."""

    text: str
    slot: int
    value: str
    slots: frozenset[int]
    bounds: tuple[int, int] | None = None

    @property
    def code(self) -> str:
        """A statement that does it; numbers are clamped."""
        if self.bounds is None:
            return f"f[{self.slot}] = {self.value}"
        least, most = self.bounds
        return f"f[{self.slot}] = {least} if (t := {self.value}) < {least} else {most} if t > {most} else t"


def compile_all(expressions: Sequence[Expression], effects: Sequence[Effects]) -> None:
    """Compile the generated code of a whole story in one go, and hand each piece its function."""
    lines = [
        "guards = [",
        *(f"lambda f: {expression.code}," for expression in expressions),
        "]",
        "effects = []",
    ]
    for block in effects:
        lines += [
            "def effect(f):",
            *(f"    {step.code}" for step in block.steps),
            "effects.append(effect)",
        ]
    names: dict[str, Any] = {"__builtins__": FUNCTIONS}
    exec(compile("\n".join(lines), "<story>", "exec"), names)  # code of ours alone, see the module's docstring
    for expression, function in zip(expressions, names["guards"], strict=True):
        expression.holds = function
    for block, function in zip(effects, names["effects"], strict=True):
        block.apply = function
