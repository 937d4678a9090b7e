"""Expressions in JavaScript: a printer over the code that was written for an understood expression.

What is printed comes from the checked, typed form alone, never from an author's text.  A JavaScript number is exact
to 2^53 only, so each expression is measured first, and one whose numbers can grow further is printed for BigInt.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence

from msgspec import Struct

from game.story.expressions import Assignment

#: The least and the most that a number can be.
Range = tuple[int, int]
#: Numbers up to here are exact, and so is their sum.
EXACT = 2**52
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
COMPARED = {ast.Eq: "===", ast.NotEq: "!==", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
FUNCTIONS = {"div": "div", "mod": "mod", "min": "least", "max": "most", "abs": "size"}


def literal(value: object) -> str:
    """A value as JSON that can stand in a script, or between its tags: no ``<``, nothing but ASCII."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class Printer(Struct, frozen=True):
    """Prints code over the facts ``f``; ``ranges`` has the bounds of each slot that holds a number."""

    ranges: Mapping[int, Range]

    def value(self, code: str) -> str:
        """An expression; a number that it comes to is a plain one where it is exact."""
        printed, extent, big = self._printed(code)
        return f"plain({printed})" if big and extent is not None else printed

    def effects(self, steps: Sequence[Assignment]) -> str:
        """Assignments in order; numbers are clamped."""
        return "".join(self._assignment(step) for step in steps)

    def _assignment(self, step: Assignment) -> str:
        printed, _, big = self._printed(step.value)
        if step.bounds is not None:
            least, most = step.bounds
            printed = f"clamp({printed},{least},{most})"
            printed = f"Number({printed})" if big else printed
        return f"f[{step.slot}]={printed};"

    def _printed(self, code: str) -> tuple[str, Range | None, bool]:
        tree = ast.parse(code, mode="eval").body
        pen = _Pen(self.ranges, big=False)
        printed, extent = pen.write(tree)
        if pen.widest < EXACT:
            return printed, extent, False
        return *_Pen(self.ranges, big=True).write(tree), True


class _Pen:
    """Writes one expression, with plain numbers or with big ones; ``widest`` is the largest number on the way."""

    def __init__(self, ranges: Mapping[int, Range], *, big: bool) -> None:
        self.ranges = ranges
        self.big = big
        self.widest = 0

    def write(self, node: ast.expr) -> tuple[str, Range | None]:
        """The text of a node, and the range of a number."""
        text, extent = self._node(node)
        if extent is not None:
            self.widest = max(self.widest, -extent[0], extent[1])
        return text, extent

    def _node(self, node: ast.expr) -> tuple[str, Range | None]:
        match node:
            case ast.Constant(value):
                return self._constant(value)
            case ast.Subscript(_, ast.Constant(int(slot))):
                extent = self.ranges.get(slot)
                return (f"BigInt(f[{slot}])" if self.big and extent else f"f[{slot}]"), extent
            case ast.BoolOp(op, values):
                sign = "&&" if isinstance(op, ast.And) else "||"
                return f"({sign.join(self.write(value)[0] for value in values)})", None
            case ast.UnaryOp(ast.Not(), operand):
                return f"!{self.write(operand)[0]}", None
            case ast.UnaryOp(ast.USub(), operand):
                return self._binary(ast.Sub(), ast.Constant(0), operand)
            case ast.BinOp(left, op, right):
                return self._binary(op, left, right)
            case ast.Compare(left, ops, others):
                return self._compare(left, ops, others), None
            case ast.IfExp(test, body, orelse):
                (one, first), (other, second) = self.write(body), self.write(orelse)
                return f"({self.write(test)[0]}?{one}:{other})", _hull(first, second)
            case ast.Call(ast.Name(name), arguments):
                return self._call(name, [self.write(argument) for argument in arguments])
        raise TypeError(f"no such code is ever written: {ast.dump(node)}")

    def _constant(self, value: object) -> tuple[str, Range | None]:
        if isinstance(value, int) and not isinstance(value, bool):
            return (f"{value}n" if self.big else str(value)), (value, value)
        return literal(value), None

    def _binary(self, op: ast.operator, left: ast.expr, right: ast.expr) -> tuple[str, Range | None]:
        """Arithmetic; a product has zero added, for plain numbers know a zero below zero."""
        (one, first), (other, second) = self.write(left), self.write(right)
        if isinstance(op, (ast.FloorDiv, ast.Mod)):
            name = "div" if isinstance(op, ast.FloorDiv) else "mod"
            return self._call(name, [(one, first), (other, second)])
        zero = "+0" if isinstance(op, ast.Mult) and not self.big else ""
        return f"({one}{SIGNS[type(op)]}{other}{zero})", _range(op, first, second)

    def _call(self, name: str, arguments: list[tuple[str, Range | None]]) -> tuple[str, Range | None]:
        text = f"{FUNCTIONS[name]}({','.join(printed for printed, _ in arguments)})"
        ranges = [extent for _, extent in arguments if extent is not None]
        match name:
            case "div":
                most = max(map(abs, ranges[0]))
                return text, (-most, most)
            case "mod":
                most = max(map(abs, ranges[1]))
                return text, (-most, most)
            case "abs":
                return text, (0, max(map(abs, ranges[0])))
        pick = min if name == "min" else max
        return text, (pick(least for least, _ in ranges), pick(most for _, most in ranges))

    def _compare(self, left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr]) -> str:
        """A comparison; the parts of a chain are worked out once each, or nested chains would grow without end."""
        first = self.write(left)[0]
        if isinstance(ops[0], (ast.In, ast.NotIn)):
            items = ",".join(self.write(item)[0] for item in getattr(others[0], "elts", ()))
            return f"{'!' if isinstance(ops[0], ast.NotIn) else ''}[{items}].includes({first})"
        parts = [first, *(self.write(other)[0] for other in others)]
        if len(ops) == 1:
            return f"({parts[0]}{COMPARED[type(ops[0])]}{parts[1]})"
        names = [f"c{number}" for number in range(len(parts))]
        pairs = (f"{names[at]}{COMPARED[type(op)]}{names[at + 1]}" for at, op in enumerate(ops))
        return f"(({','.join(names)})=>{'&&'.join(pairs)})({','.join(parts)})"


def _hull(first: Range | None, second: Range | None) -> Range | None:
    """What either of two can be."""
    if first is None or second is None:
        return None
    return min(first[0], second[0]), max(first[1], second[1])


def _range(op: ast.operator, first: Range | None, second: Range | None) -> Range | None:
    """What a sum, a difference or a product can be."""
    if first is None or second is None:
        return None
    if isinstance(op, ast.Add):
        return first[0] + second[0], first[1] + second[1]
    if isinstance(op, ast.Sub):
        return first[0] - second[1], first[1] - second[0]
    corners = [one * other for one in first for other in second]
    return min(corners), max(corners)
