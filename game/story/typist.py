"""The types of expressions and effects, and their code: an allow-list over Python's syntax tree."""

from __future__ import annotations

import ast
import re

from game.story.agreeing import comparable, fit, joined
from game.story.expressions import ANY, BOOL, INT, Assignment, Expression, ExpressionFault, Scope, Type
from game.story.syntax import STRING, At, comparison, described, parse, refusal_hint

DIGITS = 9

ASSIGNMENT = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(\+=|-=|=(?!=))\s*(.*)", re.DOTALL)


class Typist:
    """Gives every node of one expression a type, and writes its code."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = re.sub(r"\s", " ", text).strip()
        self.lead = len(text) - len(text.lstrip())
        self.scope = scope
        self.slots: set[int] = set()

    def expression(self, wanted: Type | None = None) -> Expression:
        """Type the whole text; raises ExpressionFault where it is not of the ``wanted`` type."""
        try:
            tree = parse(self.text)
            kind, code = self.visit(tree)
            if wanted is not None:
                fit(tree, kind, wanted)
            elif kind.kind == "words":
                raise ExpressionFault("E036", tree, wanted="an expression", found=kind)
        except ExpressionFault as fault:
            raise fault.moved(self.lead) from None
        return Expression(self.text, kind, code, frozenset(self.slots))

    def visit(self, node: ast.expr) -> tuple[Type, str]:
        """The type and code of one node; anything not listed here is refused."""
        match node:
            case ast.BoolOp(op, values):
                return self.bool_op(" and " if isinstance(op, ast.And) else " or ", values)
            case ast.UnaryOp(ast.Not(), operand):
                return BOOL, f"(not {self.of(operand, BOOL)})"
            case ast.UnaryOp(ast.USub(), operand):
                return INT, f"(-{self.of(operand, INT)})"
            case ast.BinOp(left, op, right):
                return INT, self.arithmetic(left, op, right)
            case ast.Compare():
                return BOOL, self.compare(node)
            case ast.IfExp(test, body, orelse):
                return self.either(test, body, orelse)
            case ast.Constant():
                return self.constant(node)
            case ast.Name(name):
                return self.name(node, name)
            case ast.Call():
                return self.call(node)
        raise ExpressionFault("E030", node, what=described(node), hint=refusal_hint(node))

    def of(self, node: ast.expr, wanted: Type) -> str:
        """The code of a node that must be of one type."""
        kind, code = self.visit(node)
        fit(node, kind, wanted)
        return code

    def bool_op(self, operator: str, values: list[ast.expr]) -> tuple[Type, str]:
        return BOOL, f"({operator.join([self.of(value, BOOL) for value in values])})"

    def arithmetic(self, left: ast.expr, op: ast.operator, right: ast.expr) -> str:
        """Integer arithmetic; a division by zero while playing gives 0, a constant zero is a fault."""
        symbol = {
            ast.Add: "+",
            ast.Sub: "-",
            ast.Mult: "*",
            ast.FloorDiv: "//",
            ast.Mod: "%",
        }.get(type(op))
        if symbol is None:
            what = "division with a fraction" if isinstance(op, ast.Div) else "this operator"
            raise ExpressionFault("E030", left, what=what, hint="use + - * // %")
        first, second = self.of(left, INT), self.of(right, INT)
        if symbol in ("//", "%"):
            if isinstance(right, ast.Constant):
                if right.value == 0:
                    raise ExpressionFault("E037", right)
            else:
                return f"{'div' if symbol == '//' else 'mod'}({first}, {second})"
        return f"({first} {symbol} {second})"

    def compare(self, node: ast.Compare) -> str:
        """A comparison, chained or not; each pair is typed by itself."""
        left, kind, parts = node.left, *self.visit(node.left)
        codes = [parts]
        for op, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, (ast.In, ast.NotIn)):
                items = self.members(right, left, kind)
                codes.append(f"{'in' if isinstance(op, ast.In) else 'not in'} ({items})")
                kind, left = BOOL, right
                continue
            right_kind, code = self.visit(right)
            symbol = comparison(op, node)
            comparable(node, op, (left, kind), (right, right_kind))
            codes.append(f"{symbol} {code}")
            left, kind = right, right_kind
        if len(node.ops) > 1 and any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            raise ExpressionFault("E030", node, what="in as part of a chain")
        return f"({' '.join(codes)})"

    def members(self, node: ast.expr, left: ast.expr, kind: Type) -> str:
        """The items behind ``in``; ``('a')`` is a list of one."""
        items = node.elts if isinstance(node, ast.Tuple) else [node]
        before = self.text[: node.col_offset].rstrip()
        if not items or not (isinstance(node, ast.Tuple) or before.endswith("(")):
            raise ExpressionFault("E030", node, what="this list", hint="write in ('a', 'b')")
        return "".join(f"{self.same(item, left, kind)}, " for item in items)

    def same(self, node: ast.expr, left: ast.expr, kind: Type) -> str:
        found, code = self.visit(node)
        comparable(node, ast.Eq(), (left, kind), (node, found))
        return code

    def either(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> tuple[Type, str]:
        condition = self.of(test, BOOL)
        first, one = self.visit(body)
        second, other = self.visit(orelse)
        kind = joined(body, first, orelse, second)
        return kind, f"({one} if {condition} else {other})"

    def constant(self, node: ast.Constant) -> tuple[Type, str]:
        """A whole number of up to nine digits, or a quoted word; judged by how it is written."""
        written = self.text[node.col_offset : node.end_col_offset]
        if type(node.value) is int and written.isdigit():
            if len(written) > DIGITS:
                raise ExpressionFault("E040", node, number=written, limit=DIGITS)
            return INT, str(node.value)
        if type(node.value) is str and STRING.fullmatch(written):
            return Type("words", frozenset((node.value,))), repr(node.value)
        hint = f"write {written.lower()}" if written in ("True", "False") else ""
        raise ExpressionFault("E030", node, what=f"“{written}”", hint=hint)

    def name(self, node: ast.Name, name: str) -> tuple[Type, str]:
        if name in ("true", "false"):
            return BOOL, name.capitalize()
        symbol = self.scope.symbols.get(name)
        if symbol is None:
            hint = f"write {name}(…)" if name in ("seen", "read", "chose", "min", "max", "abs") else ""
            if any(name in other.type.values for other in self.scope.symbols.values()):
                hint = f"to mean the word, write '{name}'"
            raise ExpressionFault("E020", node, meant=self.scope.symbols, name=name, hint=hint)
        self.slots.add(symbol.slot)
        return symbol.type, f"f[{symbol.slot}]"

    def call(self, node: ast.Call) -> tuple[Type, str]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise ExpressionFault("E030", node, what="this call")
        if name in ("min", "max") and len(node.args) >= 2:
            return (
                INT,
                f"{name}({', '.join([self.of(item, INT) for item in node.args])})",
            )
        if name == "abs" and len(node.args) == 1:
            return INT, f"abs({self.of(node.args[0], INT)})"
        if name in ("seen", "read", "chose"):
            return BOOL, self.remembered(node, name)
        hint = {
            "min": "min of two or more",
            "max": "max of two or more",
            "abs": "abs of one",
        }.get(name, "")
        raise ExpressionFault(
            "E030",
            node,
            what="this call",
            hint=hint or "only min, max, abs, seen, read and chose",
        )

    def remembered(self, node: ast.Call, kind: str) -> str:
        """``seen(scene)``, ``read(mail)`` or ``chose(scene.choice)``."""
        forms = {
            "seen": "seen(scene)",
            "read": "read(mail)",
            "chose": "chose(scene.choice)",
        }
        match node.args:
            case [ast.Name(target)] if kind != "chose":
                pass
            case [ast.Attribute(ast.Name(scene), choice)] if kind == "chose":
                target = f"{scene}.{'continue' if choice == 'CONTINUE' else choice}"
            case _:
                raise ExpressionFault("E041", node, form=forms[kind])
        known = self.scope.targets.get(kind, {})
        if target not in known:
            code = {"seen": "E021", "read": "E022", "chose": "E023"}[kind]
            raise ExpressionFault(code, node.args[0], meant=known, name=target)
        slot = self.scope.fact(kind, target)
        self.slots.add(slot)
        return f"f[{slot}]"


def assignment(text: str, scope: Scope) -> Assignment:
    """Understand an effect, ``name = expr``, ``name += expr`` or ``name -= expr``; raises ExpressionFault."""
    found = ASSIGNMENT.fullmatch(text)
    if found is None:
        raise ExpressionFault("E042", hint="to set a value, write = once" if "==" in text else "")
    name, operator, value = found.groups()
    symbol = scope.symbols.get(name)
    at = At(found.start(1))
    at.end_col_offset = found.end(1)
    if symbol is None:
        raise ExpressionFault("E020", at, meant=scope.symbols, name=name)
    if symbol.fixed:
        raise ExpressionFault("E043", at, name=name)
    if operator != "=" and symbol.type not in (INT, ANY):
        raise ExpressionFault("E044", at, name=name, operator=operator)
    typist = Typist(value, scope)
    try:
        understood = typist.expression(symbol.type)
    except ExpressionFault as fault:
        if fault.code == "E033" and re.search("[^=<>!]=[^=]", value):
            fault.hint = "several effects make a list: [one = 1, other = 2]"
        raise fault.moved(found.start(3)) from None
    code = understood.code if operator == "=" else f"f[{symbol.slot}] {operator[0]} {understood.code}"
    bounds = (symbol.least, symbol.most) if symbol.type == INT else None
    slots = understood.slots | ({symbol.slot} if operator != "=" else set())
    return Assignment(text, symbol.slot, code, frozenset(slots), bounds)
