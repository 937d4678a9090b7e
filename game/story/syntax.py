"""The text of a guard or an effect as Python's own parser reads it, within limits."""

from __future__ import annotations

import ast
import re

from game.story.expressions import ExpressionFault

LONGEST = 500
DEEPEST = 30

STRING = re.compile(r"'[^'\\]*'|\"[^\"\\]*\"")

REFUSED = (
    (re.compile("#"), "a comment"),
    (re.compile(r"\\"), "a backslash"),
    (re.compile(r"(?i)(?<!\w)(?:[bfrtu]|[bft]r|r[bft])(?=['\"])"), "a letter before a quotation mark"),
)
#: A number that a word of Python follows without a space.
RUN_ON = re.compile(r"(?<!\w)[0-9][\w.]*?(?:and|else|for|if|in|is|not|or)")


def parse(text: str) -> ast.expr:
    """The syntax tree of an expression without space around it; raises ExpressionFault."""
    if not text.isascii():
        wrong = next(character for character in text if not character.isascii())
        raise ExpressionFault("E031", character=wrong)
    if len(text) > LONGEST:
        raise ExpressionFault("E032", length=len(text), limit=LONGEST)
    flat = re.sub(r"\s", " ", text)
    _refuse_what_python_warns_of(flat)
    # `continue` is a step every scene with `next` has, and a keyword of Python: ask for it in other letters.
    flat = re.sub(r"\.(\s*)continue\b", r".\1CONTINUE", flat)
    try:
        tree = ast.parse(flat, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as fault:
        offset = min(max((getattr(fault, "offset", 1) or 1) - 1, 0), len(text))
        raise ExpressionFault("E033", At(offset), hint=_syntax_hint(flat)) from None
    _check_depth(tree)
    return tree


def _refuse_what_python_warns_of(flat: str) -> None:
    """Refuse what means nothing here before Python's parser sees it, which would print warnings about some of it."""
    bare = STRING.sub(lambda found: f'"{" " * (len(found.group()) - 2)}"', flat)
    for mark, what in REFUSED:
        wrong = mark.search(bare)
        if wrong is not None:
            raise ExpressionFault("E030", At(wrong.start()), what=what)
    run_on = RUN_ON.search(bare)
    if run_on is not None:
        raise ExpressionFault("E033", At(run_on.start()), hint="put a space behind the number")


class At(ast.AST):
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


def comparison(op: ast.cmpop, node: ast.Compare) -> str:
    """How a comparison is written; raises ExpressionFault for one of identity."""
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


def described(node: ast.AST) -> str:
    """What a part of Python is called that is no part of expressions."""
    names = {
        "Attribute": "a dot", "Subscript": "indexing", "Lambda": "lambda", "NamedExpr": ":=", "Tuple": "a list",
        "List": "a list", "Dict": "a mapping", "Set": "a set", "JoinedStr": "an f-string", "Starred": "a star",
        "UnaryOp": "this operator", "Await": "await", "Yield": "yield",
    }  # fmt: skip
    return names.get(type(node).__name__, "this")


def refusal_hint(node: ast.AST) -> str:
    """What helps where such a part is refused, if anything does."""
    return "attributes stand only in chose(scene.choice)" if isinstance(node, ast.Attribute) else ""
