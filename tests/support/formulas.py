"""Expressions, once more and naively: a tree, its text, a parser and an interpreter of their own.

Nothing here shares code or ideas with :mod:`game.story.expressions`, so that the two can be held against each other.
A tree is a tuple: its kind, and its parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Tree = tuple[Any, ...]
Value = int | bool | str
Asks = Callable[[str, str], bool]

TOKEN = re.compile(r"\s*(?:(\d+)|'([^']*)'|\"([^\"]*)\"|([A-Za-z_]\w*)|(//|==|!=|<=|>=|[-+*%<>(),.]))")
COMPARE = ("==", "!=", "<", "<=", ">", ">=")
ASSIGN = re.compile(r"\s*([a-z][a-z0-9_]*)\s*(\+=|-=|=)\s*(.*)", re.DOTALL)


def tokens(text: str) -> list[Tree]:
    """The words of an expression."""
    found: list[Tree] = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match is not None, text[at:]
        number, single, double, name, sign = match.groups()
        if number is not None:
            found.append(("int", int(number)))
        elif single is not None or double is not None:
            found.append(("word", single if single is not None else double))
        else:
            found.append(("sign", name or sign))
        at = match.end()
    return [*found, ("end", "")]


class Reader:
    """Reads a tree from tokens, one method for each level of precedence."""

    def __init__(self, text: str) -> None:
        self.rest = tokens(text)

    def peek(self) -> Any:
        return self.rest[0][1] if self.rest[0][0] in ("sign", "end") else None

    def take(self, wanted: str = "") -> Any:
        kind, value = self.rest.pop(0)
        assert not wanted or (kind, value) == ("sign", wanted), (wanted, value)
        return value

    def all(self) -> Tree:
        tree = self.either()
        assert self.rest[0][0] == "end", self.rest
        return tree

    def either(self) -> Tree:
        body = self.any_of()
        if self.peek() != "if":
            return body
        self.take("if")
        test = self.any_of()
        self.take("else")
        return ("if", test, body, self.either())

    def any_of(self) -> Tree:
        parts = [self.all_of()]
        while self.peek() == "or":
            self.take()
            parts.append(self.all_of())
        return ("or", *parts) if len(parts) > 1 else parts[0]

    def all_of(self) -> Tree:
        parts = [self.negation()]
        while self.peek() == "and":
            self.take()
            parts.append(self.negation())
        return ("and", *parts) if len(parts) > 1 else parts[0]

    def negation(self) -> Tree:
        if self.peek() == "not":
            self.take()
            return ("not", self.negation())
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        if self.peek() in ("in", "not"):
            kind = self.take()
            if kind == "not":
                self.take("in")
            self.peel()
            return ("in" if kind == "in" else "not in", left, *self.items())
        pairs: list[Any] = []
        while self.peek() in COMPARE:
            pairs += [self.take(), self.sum()]
        return ("compare", left, *pairs) if pairs else left

    def peel(self) -> None:
        """Take away the parentheses that stand around those of a list, and mean nothing."""
        first, last = 0, self.closing(0)
        while self.rest[first + 1] == ("sign", "(") and self.closing(first + 1) == last - 1:
            first, last = first + 1, last - 1
        at, listed = first + 1, False
        while at < last:
            listed = listed or self.rest[at] == ("sign", ",")
            at = self.closing(at) + 1 if self.rest[at] == ("sign", "(") else at + 1
        if listed:
            self.rest[last + 1 : last + 1 + first] = []
            self.rest[:first] = []

    def closing(self, opening: int) -> int:
        """Where the parenthesis closes that opens at a place."""
        depth = 0
        for at in range(opening, len(self.rest)):
            depth += {("sign", "("): 1, ("sign", ")"): -1}.get(self.rest[at], 0)
            if not depth:
                return at
        raise AssertionError(self.rest)

    def items(self) -> list[Tree]:
        self.take("(")
        found = []
        while self.peek() != ")":
            found.append(self.either())
            if self.peek() == ",":
                self.take()
        self.take(")")
        return found

    def sum(self) -> Tree:
        left = self.product()
        while self.peek() in ("+", "-"):
            left = (self.take(), left, self.product())
        return left

    def product(self) -> Tree:
        left = self.unary()
        while self.peek() in ("*", "//", "%"):
            left = (self.take(), left, self.unary())
        return left

    def unary(self) -> Tree:
        if self.peek() == "-":
            self.take()
            return ("neg", self.unary())
        return self.atom()

    def atom(self) -> Tree:
        kind, value = self.rest.pop(0)
        if kind in ("int", "word"):
            return (kind, value)
        if value == "(":
            inner = self.either()
            self.take(")")
            return inner
        if value in ("true", "false"):
            return ("bool", value == "true")
        if value in ("min", "max", "abs"):
            return (value, *self.items())
        if value in ("seen", "read", "chose"):
            self.take("(")
            target = self.take()
            if value == "chose":
                self.take(".")
                target = f"{target}.{self.take()}"
            self.take(")")
            return (value, target)
        return ("name", value)


def parse(text: str) -> Tree:
    """The tree of an expression that is known to be sound."""
    return Reader(text).all()


def evaluate(tree: Tree, facts: dict[str, Value], asks: Asks) -> Any:  # noqa: C901 - one case a kind
    """What an expression comes to; ``asks`` answers seen, read and chose."""
    kind, *parts = tree

    def of(part: Tree) -> Any:
        return evaluate(part, facts, asks)

    match kind:
        case "int" | "word" | "bool":
            return parts[0]
        case "name":
            return facts[parts[0]]
        case "seen" | "read" | "chose":
            return asks(kind, parts[0])
        case "not":
            return not of(parts[0])
        case "and":
            return all(of(part) for part in parts)
        case "or":
            return any(of(part) for part in parts)
        case "if":
            return of(parts[1]) if of(parts[0]) else of(parts[2])
        case "in" | "not in":
            return (of(parts[0]) in [of(part) for part in parts[1:]]) == (kind == "in")
        case "compare":
            return compare(
                of(parts[0]), [(sign, of(part)) for sign, part in zip(parts[1::2], parts[2::2], strict=True)]
            )
        case "neg":
            return -of(parts[0])
        case "min" | "max":
            return (min if kind == "min" else max)([of(part) for part in parts])
        case "abs":
            return abs(of(parts[0]))
    return arithmetic(kind, of(parts[0]), of(parts[1]))


def compare(left: Any, pairs: list[tuple[str, Any]]) -> bool:
    """A chain of comparisons: every neighbouring pair holds."""
    result = True
    for sign, right in pairs:
        result = (
            result
            and {
                "==": left == right,
                "!=": left != right,
                "<": sign == "<" and left < right,
                "<=": sign == "<=" and left <= right,
                ">": sign == ">" and left > right,
                ">=": sign == ">=" and left >= right,
            }[sign]
        )
        left = right
    return result


def arithmetic(sign: str, left: int, right: int) -> int:
    """Whole numbers; a division floors, and by zero it gives 0."""
    if sign in ("//", "%"):
        if right == 0:
            return 0
        quotient = abs(left) // abs(right)
        if (left < 0) != (right < 0) and left % right != 0:
            quotient = -quotient - 1
        elif (left < 0) != (right < 0):
            quotient = -quotient
        return quotient if sign == "//" else left - quotient * right
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


#: How tightly each kind binds; a part that binds less than its place asks for stands in parentheses.
BINDS = {"if": 0, "or": 1, "and": 2, "not": 3, "compare": 4, "in": 4, "not in": 4, "+": 5, "-": 5, "*": 6, "//": 6}
BINDS |= {"%": 6, "neg": 7}


def write(tree: Tree, least: int = 0) -> str:
    """The text of a tree, with no more parentheses than precedence asks for."""
    kind, *parts = tree
    text = _write(kind, parts)
    return f"({text})" if BINDS.get(kind, 8) < least else text


def _write(kind: str, parts: list[Any]) -> str:  # noqa: C901 - one case a kind
    match kind:
        case "int" | "name":
            return str(parts[0])
        case "bool":
            return "true" if parts[0] else "false"
        case "word":
            return f"'{parts[0]}'"
        case "seen" | "read" | "chose":
            return f"{kind}({parts[0]})"
        case "min" | "max" | "abs":
            return f"{kind}({', '.join(write(part) for part in parts)})"
        case "not":
            return f"not {write(parts[0], 3)}"
        case "neg":
            return f"-{write(parts[0], 7)}"
        case "and" | "or":
            return f" {kind} ".join(write(part, BINDS[kind] + 1) for part in parts)
        case "if":
            return f"{write(parts[1], 1)} if {write(parts[0], 1)} else {write(parts[2])}"
        case "in" | "not in":
            return f"{write(parts[0], 5)} {kind} ({', '.join(write(part) for part in parts[1:])})"
        case "compare":
            pairs = zip(parts[1::2], parts[2::2], strict=True)
            return write(parts[0], 5) + "".join(f" {sign} {write(part, 5)}" for sign, part in pairs)
    return f"{write(parts[0], BINDS[kind])} {kind} {write(parts[1], BINDS[kind] + 1)}"


def depth(tree: Tree) -> int:
    """How many levels a tree has, as the format counts them."""
    inner = [part for part in tree[1:] if isinstance(part, tuple)]
    own = 3 if tree[0] == "chose" else 2 if tree[0] in ("seen", "read", "in", "not in", "min", "max", "abs") else 1
    return own + max(map(depth, inner), default=0)
