"""A guard taken apart: what it asks for, each part by itself, ``not`` moved to where it applies."""

from __future__ import annotations

import ast

from msgspec import Struct

from game.story.expressions import ROLE_SLOT, Expression, Scope, Symbol, Type, compile_all
from game.story.model import Story
from game.story.syntax import parse
from game.story.typist import Typist

#: What a comparison is when it is denied, and when its sides are exchanged.
DENIED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


class Asked(Struct, frozen=True):
    """One thing a guard asks: that ``node`` holds, or does not where it is not ``wanted``."""

    node: ast.expr
    wanted: bool = True


class Several(Struct, frozen=True):
    """Several things, all or one of which a guard asks for."""

    every: bool
    parts: tuple[Asked | Several, ...]


def apart(expression: Expression) -> Asked | Several:
    """What a guard asks for."""
    return _apart(_Bracketed().visit(parse(expression.text)), wanted=True)


class _Bracketed(ast.NodeTransformer):
    """Makes a list of one of a single value behind ``in``: its brackets are lost where a part is written anew."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        pairs = zip(node.ops, node.comparators, strict=True)
        node.comparators = [
            ast.Tuple([right]) if isinstance(op, (ast.In, ast.NotIn)) and not isinstance(right, ast.Tuple) else right
            for op, right in pairs
        ]
        return self.generic_visit(node)


def _apart(node: ast.expr, *, wanted: bool) -> Asked | Several:
    match node:
        case ast.UnaryOp(ast.Not(), operand):
            return _apart(operand, wanted=not wanted)
        case ast.BoolOp(op, values):
            parts = [_apart(value, wanted=wanted) for value in values]
            return _several(parts, every=isinstance(op, ast.And) == wanted)
        case ast.IfExp(test, body, orelse):
            ways = ((test, body, False), (test, orelse, True))
            return _several(
                [
                    _several([_apart(asked, wanted=not_so), _apart(way, wanted=wanted)], every=False)
                    for asked, way, not_so in ways
                ],
                every=True,
            )
        case ast.Compare(ops=[_]):
            return Asked(_compared(node, wanted=wanted))
        case ast.Compare(left, ops, comparators):
            sides = [left, *comparators]
            pairs = zip(sides, ops, sides[1:], strict=False)
            links = [ast.Compare(first, [op], [second]) for first, op, second in pairs]
            return _several([Asked(_compared(link, wanted=wanted)) for link in links], every=wanted)
    return Asked(node, wanted)


def _several(parts: list[Asked | Several], *, every: bool) -> Several:
    """Parts as one group; a group of the same kind within is opened."""
    flat: list[Asked | Several] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Several) and part.every is every else (part,))
    return Several(every, tuple(flat))


def _compared(node: ast.Compare, *, wanted: bool) -> ast.Compare:
    """A comparison of two sides that says what is asked, a plain value at its right."""
    left, op, right = node.left, type(node.ops[0]), node.comparators[0]
    op = op if wanted else DENIED[op]
    if isinstance(left, ast.Constant) and not isinstance(right, ast.Constant) and op not in (ast.In, ast.NotIn):
        left, right, op = right, left, MIRRORED.get(op, op)
    return ast.Compare(left, [op()], [right])


class Senses:
    """Works out parts of a story's guards, as the guards themselves are worked out."""

    def __init__(self, story: Story) -> None:
        symbols = {"role": Symbol(ROLE_SLOT, Type("enum", frozenset(story.roles)), fixed=True)}
        for condition in story.conditions.values():
            symbols[condition.id] = Symbol(condition.slot, Type("enum", frozenset(condition.options)), fixed=True)
        for variable in story.variables.values():
            symbols[variable.id] = Symbol(variable.slot, variable.type, variable.least, variable.most)
        steps = {f"{scene.id}.{choice.id}" for scene in story.scenes.values() for choice in scene.choices}
        steps |= {f"{scene}.continue" for scene in story.scenes}
        targets = {"seen": story.scenes, "read": story.mail, "chose": dict.fromkeys(steps)}
        self._scope = Scope(symbols, dict(targets), dict(story.facts))

    def of(self, node: ast.expr) -> Expression:
        """A part as an expression of its own."""
        expression = Typist(ast.unparse(ast.fix_missing_locations(node)), self._scope).expression()
        compile_all([expression], [])
        return expression
