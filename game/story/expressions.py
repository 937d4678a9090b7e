"""Guards and effects: a small, total subset of Python, typed against the declared names.

A text is parsed by Python's own parser, every node is checked against an allow-list, and code is generated from
what was understood: nothing of the author's text is ever compiled as it stands.  Each distinct text is worked
on once; all code of a story is compiled together by :func:`compile_all`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

Value = int | bool | str
Facts = Sequence[Value]
Guard = Callable[[Facts], bool]
Effect = Callable[[list[Value]], None]

#: Where the role of a playthrough is kept: the first of all slots.
ROLE_SLOT = 0
LONGEST = 500
DEEPEST = 30
DIGITS = 9

ASSIGNMENT = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(\+=|-=|=(?!=))\s*(.*)", re.DOTALL)
STRING = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"")


@dataclass(frozen=True, slots=True)
class Type:
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


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name an expression may use: where its value is kept, its type, and its bounds."""

    slot: int
    type: Type
    least: int = 0
    most: int = 0
    fixed: bool = False


@dataclass(slots=True)
class Scope:
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


@dataclass(slots=True, eq=False)
class Expression:
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


@dataclass(slots=True, eq=False)
class Effects:
    """Assignments done in order; ``apply`` is their compiled code, filled in once by :func:`compile_all`."""

    steps: tuple[Assignment, ...]
    apply: Effect = _uncompiled


@dataclass(frozen=True, slots=True)
class Assignment:
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


def parse(text: str) -> ast.expr:
    """The syntax tree of an expression without space around it; raises ExpressionFault."""
    if not text.isascii():
        wrong = next(character for character in text if not character.isascii())
        raise ExpressionFault("E031", character=wrong)
    if len(text) > LONGEST:
        raise ExpressionFault("E032", length=len(text), limit=LONGEST)
    flat = re.sub(r"\s", " ", text)
    bare = STRING.sub(lambda found: " " * len(found.group()), flat)
    if "#" in bare:
        raise ExpressionFault("E030", what="a comment")
    # `continue` is a step every scene with `next` has, and a keyword of Python: ask for it in other letters.
    flat = re.sub(r"\.(\s*)continue\b", r".\1CONTINUE", flat)
    try:
        tree = ast.parse(flat, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        offset = min(max((getattr(fault, "offset", 1) or 1) - 1, 0), len(text))
        raise ExpressionFault("E033", _At(offset), hint=_syntax_hint(flat)) from None
    _check_depth(tree)
    return tree


class _At(ast.AST):
    """A place in a text that has no node of its own."""

    def __init__(self, offset: int) -> None:
        self.col_offset = offset
        self.end_col_offset = offset + 1


def _syntax_hint(text: str) -> str:
    if re.search(r"&&|\|\||!(?!=)", text):
        return "write and, or, not"
    if re.search(r"(?<![=<>!+\-*/%])=(?!=)", text):
        return "to compare, write =="
    return ""


def _check_depth(tree: ast.AST) -> None:
    """Refuse trees deeper than the limit; operators and contexts are no level of their own."""
    level: list[ast.AST] = [tree]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        if not level:
            return
    raise ExpressionFault("E034", limit=DEEPEST)


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
                self.fit(tree, kind, wanted)
            elif kind.kind == "words":
                raise ExpressionFault("E036", tree, wanted="an expression", found=kind)
        except ExpressionFault as fault:
            raise fault.moved(self.lead) from None
        return Expression(self.text, kind, code, frozenset(self.slots))

    def fit(self, node: ast.AST, found: Type, wanted: Type) -> None:
        """Refuse a value of another type than is ``wanted``."""
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
        raise ExpressionFault("E036", node, wanted=wanted, found=found)

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
        raise ExpressionFault("E030", node, what=_describe(node), hint=_refusal_hint(node))

    def of(self, node: ast.expr, wanted: Type) -> str:
        """The code of a node that must be of one type."""
        kind, code = self.visit(node)
        self.fit(node, kind, wanted)
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
            symbol = _comparison(op, node)
            self.comparable(node, op, (left, kind), (right, right_kind))
            codes.append(f"{symbol} {code}")
            left, kind = right, right_kind
        if len(node.ops) > 1 and any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops):
            raise ExpressionFault("E030", node, what="in as part of a chain")
        return f"({' '.join(codes)})"

    def members(self, node: ast.expr, left: ast.expr, kind: Type) -> str:
        """The items behind ``in``; ``('a')`` is a list of one."""
        items = node.elts if isinstance(node, ast.Tuple) else [node]
        if isinstance(node, (ast.List, ast.Set)) or not items:
            raise ExpressionFault("E030", node, what="this list", hint="write in ('a', 'b')")
        return "".join(f"{self.same(item, left, kind)}, " for item in items)

    def same(self, node: ast.expr, left: ast.expr, kind: Type) -> str:
        found, code = self.visit(node)
        self.comparable(node, ast.Eq(), (left, kind), (node, found))
        return code

    def comparable(
        self,
        node: ast.expr,
        op: ast.cmpop,
        left: tuple[ast.expr, Type],
        right: tuple[ast.expr, Type],
    ) -> None:
        """Refuse two values that cannot be compared this way."""
        (left_node, first), (right_node, second) = left, right
        if ANY in (first, second):
            return
        if first.kind == "words" and second.kind == "enum":
            self.fit(left_node, first, second)
        elif second.kind == "words" and first.kind == "enum":
            self.fit(right_node, second, first)
        elif first != second or first.kind == "words":
            raise ExpressionFault("E038", node, left=first, right=second)
        if first != INT and not isinstance(op, (ast.Eq, ast.NotEq)):
            raise ExpressionFault("E039", node, found=first if first.kind != "words" else second)

    def either(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> tuple[Type, str]:
        condition = self.of(test, BOOL)
        first, one = self.visit(body)
        second, other = self.visit(orelse)
        if ANY in (first, second):
            kind = ANY
        elif {first.kind, second.kind} <= {"enum", "words"}:
            kind = self.union(body, first, orelse, second)
        elif first == second:
            kind = first
        else:
            raise ExpressionFault("E038", body, left=first, right=second)
        return kind, f"({one} if {condition} else {other})"

    def union(self, body: ast.expr, first: Type, orelse: ast.expr, second: Type) -> Type:
        if first.kind == second.kind == "words":
            return Type("words", first.values | second.values)
        if first.kind == "words":
            self.fit(body, first, second)
            return second
        if second.kind == "words":
            self.fit(orelse, second, first)
        elif first != second:
            raise ExpressionFault("E038", body, left=first, right=second)
        return first

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


def _comparison(op: ast.cmpop, node: ast.Compare) -> str:
    symbols = {
        ast.Eq: "==",
        ast.NotEq: "!=",
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Gt: ">",
        ast.GtE: ">=",
    }
    symbol = symbols.get(type(op))
    if symbol is None:
        raise ExpressionFault("E030", node, what="is", hint="to compare, write ==")
    return symbol


def _describe(node: ast.AST) -> str:
    names = {
        "Attribute": "a dot", "Subscript": "indexing", "Lambda": "lambda", "NamedExpr": ":=", "Tuple": "a list",
        "List": "a list", "Dict": "a mapping", "Set": "a set", "JoinedStr": "an f-string", "Starred": "a star",
        "UnaryOp": "this operator", "Await": "await", "Yield": "yield",
    }  # fmt: skip
    return names.get(type(node).__name__, "this")


def _refusal_hint(node: ast.AST) -> str:
    return "attributes stand only in chose(scene.choice)" if isinstance(node, ast.Attribute) else ""


def guard(text: str, scope: Scope) -> Expression:
    """Understand a guard; raises ExpressionFault."""
    return Typist(text, scope).expression(BOOL)


def assignment(text: str, scope: Scope) -> Assignment:
    """Understand an effect, ``name = expr``, ``name += expr`` or ``name -= expr``; raises ExpressionFault."""
    found = ASSIGNMENT.fullmatch(text)
    if found is None:
        raise ExpressionFault("E042", hint="to set a value, write = once" if "==" in text else "")
    name, operator, value = found.groups()
    symbol = scope.symbols.get(name)
    at = _At(found.start(1))
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
        raise fault.moved(found.start(3)) from None
    code = understood.code if operator == "=" else f"f[{symbol.slot}] {operator[0]} {understood.code}"
    bounds = (symbol.least, symbol.most) if symbol.type == INT else None
    slots = understood.slots | ({symbol.slot} if operator != "=" else set())
    return Assignment(text, symbol.slot, code, frozenset(slots), bounds)


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
