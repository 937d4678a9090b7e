"""Which types go together; whatever is of a type that nobody knows goes with all of them."""

from __future__ import annotations

import ast

from game.story.expressions import ANY, INT, ExpressionFault, Type
from game.story.problems import brief


def fit(node: ast.AST, found: Type, wanted: Type) -> None:
    """Refuse a value of another type than is ``wanted``; raises ExpressionFault."""
    if found == wanted or ANY in (found, wanted):
        return
    if found.kind == "words" and wanted.kind == "enum":
        unknown = sorted(found.values - wanted.values)
        if not unknown:
            return
        raise ExpressionFault(
            "E035",
            node,
            meant=wanted.values,
            value=unknown[0],
            values=", ".join(sorted(wanted.values)),
        )
    raise ExpressionFault("E036", node, wanted=wanted, found=found, hint=other_words(wanted, found))


def other_words(first: Type, second: Type) -> str:
    """A hint where both are choices, of different words."""
    if not first.kind == second.kind == "enum":
        return ""
    one, other = (brief(", ".join(sorted(kind.values))) for kind in (first, second))
    return f"the words differ: {one}; and {other}"


def comparable(node: ast.expr, op: ast.cmpop, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]) -> None:
    """Refuse two values that cannot be compared this way; raises ExpressionFault."""
    (left_node, first), (right_node, second) = left, right
    if ANY in (first, second):
        return
    if first.kind == "words" and second.kind == "enum":
        fit(left_node, first, second)
    elif second.kind == "words" and first.kind == "enum":
        fit(right_node, second, first)
    elif first != second or first.kind == "words":
        raise ExpressionFault("E038", node, left=first, right=second, hint=other_words(first, second))
    if first != INT and not isinstance(op, (ast.Eq, ast.NotEq)):
        raise ExpressionFault("E039", node, found=first if first.kind != "words" else second)


def joined(body: ast.expr, first: Type, orelse: ast.expr, second: Type) -> Type:
    """The type of a value that is either of two; raises ExpressionFault where they have none in common."""
    if ANY in (first, second):
        return ANY
    if first.kind == second.kind == "words":
        return Type("words", first.values | second.values)
    if first.kind == "words" and second.kind == "enum":
        fit(body, first, second)
        return second
    if second.kind == "words" and first.kind == "enum":
        fit(orelse, second, first)
    elif first != second:
        raise ExpressionFault("E038", body, left=first, right=second)
    return first
