"""Partial evaluation: what an expression comes to when some facts never change.

In the day of one role many facts are constants: who one plays, what only the other role can set, scenes that
only the other role can see.  Putting their values in makes guards shorter, steps fewer and states smaller.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from game.story.expressions import FUNCTIONS, Assignment, Value

#: The slots whose value never changes, with their value.
Constants = Mapping[int, Value]

SLOT = re.compile(r"f\[(\d+)\]")


@cache
def parsed(code: str) -> ast.expr:
    """The tree of generated code, shared by all who ask for it, so that nobody may change it."""
    return ast.parse(code, mode="eval").body


def slots_of(code: str) -> frozenset[int]:
    """The slots that generated code reads."""
    return frozenset(int(slot) for slot in SLOT.findall(code))


def fold(code: str, slots: frozenset[int], constants: Constants) -> str:
    """Generated code with constants put in and worked out as far as they go."""
    if slots.isdisjoint(constants):
        return code
    known = {slot: constants[slot] for slot in sorted(slots & constants.keys())}
    # as they are written, for true and 1 are equal
    key = (code, tuple((slot, repr(value)) for slot, value in known.items()))
    if key not in _folded:
        _folded[key] = ast.unparse(_Folder(known).visit(parsed(code)))
    return _folded[key]


def folded(item: Assignment, constants: Constants) -> Assignment:
    """An assignment with constants put in."""
    if item.slots.isdisjoint(constants):
        return item
    value = fold(item.value, item.slots, constants)
    return replace(item, value=value, slots=slots_of(value))


_folded: dict[tuple[str, tuple[tuple[int, str], ...]], str] = {}


class _Folder(ast.NodeTransformer):
    """Puts values in for slots and works out what they settle; the tree it is given is left alone."""

    def __init__(self, constants: Constants) -> None:
        self.constants = constants

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        slot = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if isinstance(slot, int) and slot in self.constants:
            return ast.Constant(self.constants[slot])
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        decisive = isinstance(node.op, ast.Or)
        kept = []
        for value in map(self.visit, node.values):
            if not isinstance(value, ast.Constant):
                kept.append(value)
            elif value.value is decisive:
                return ast.Constant(decisive)
        if len(kept) > 1:
            return ast.BoolOp(node.op, kept)
        return kept[0] if kept else ast.Constant(not decisive)

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        test = self.visit(node.test)
        if isinstance(test, ast.Constant):
            chosen: ast.expr = self.visit(node.body if test.value else node.orelse)
            return chosen
        return ast.IfExp(test, self.visit(node.body), self.visit(node.orelse))

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Rebuild a node from what its parts come to, and work it out where all of them are settled."""
        rebuilt = type(node)(**{name: self._part(value) for name, value in ast.iter_fields(node)})
        if isinstance(node, (ast.UnaryOp, ast.BinOp, ast.Compare, ast.Call)) and _settled(rebuilt):
            text = ast.unparse(rebuilt)
            # the code is generated from expressions that were understood, see game.story.expressions
            return ast.Constant(eval(text, {"__builtins__": FUNCTIONS}))  # noqa: S307
        return rebuilt

    def _part(self, value: object) -> object:
        if isinstance(value, list):
            return [self._part(item) for item in value]
        return self.visit(value) if isinstance(value, ast.AST) else value


def _settled(node: ast.AST) -> bool:
    """Whether nothing in a node depends on a fact any more."""
    return not any(isinstance(part, ast.Subscript) for part in ast.walk(node))
