"""What the things that guards ask about are called, in words for a player."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from msgspec import Struct

from game.play.guards import Asked, Senses
from game.story.expressions import ROLE_SLOT, Expression, Facts, Value
from game.story.model import CONTINUE, Story
from game.story.templates import EMPTY, Branch, Insert, Template

BOUNDS: dict[type[ast.cmpop], str] = {
    ast.Lt: "below ",
    ast.LtE: "at most ",
    ast.Gt: "above ",
    ast.GtE: "at least ",
    ast.Eq: "",
    ast.NotEq: "other than ",
}
ROLE = "your role"
YES, NO = Template(("yes",)), Template(("no",))


class Worth(Struct, frozen=True):
    """What an expression comes to, by ``words`` of its own where it has them."""

    expression: Expression
    words: Mapping[Value, str] | None

    def render(self, facts: Facts) -> str:
        """The words for what it comes to."""
        value = self.expression.value(facts)
        return spoken(value) if self.words is None else self.words[value]


class Wording(Struct, frozen=True):
    """Words about a part, to be filled in with the facts of one state: here, or wherever else the story is played."""

    pieces: tuple[str | Insert | Branch | Worth, ...]

    def render(self, facts: Facts) -> str:
        """The words as they are with these facts."""
        return "".join(piece if isinstance(piece, str) else piece.render(facts) for piece in self.pieces)


def spoken(value: Value) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")


class Naming:
    """Names for the parts of one story's guards."""

    def __init__(self, story: Story, senses: Senses) -> None:
        self.story = story
        self.senses = senses
        self.facts = {slot: fact for fact, slot in story.facts.items()}
        self._names = {ROLE_SLOT: ROLE}
        self._words: dict[int, dict[Value, str]] = {ROLE_SLOT: {role.id: role.name for role in story.roles.values()}}
        for condition in story.conditions.values():
            self._names[condition.slot] = f"the answer to “{condition.ask}”"
            self._words[condition.slot] = {value: f"“{words}”" for value, words in condition.options.items()}
        for variable in story.variables.values():
            self._names[variable.slot] = variable.label or variable.id.replace("_", " ")
        self._slots = {"role": ROLE_SLOT}
        self._slots |= {condition.id: condition.slot for condition in story.conditions.values()}
        self._slots |= {variable.id: variable.slot for variable in story.variables.values()}

    def slot(self, slot: int) -> Wording:
        """What is kept in a slot."""
        if slot not in self.facts:
            return _worded(self._names[slot])
        kind, target = self.facts[slot]
        verb = {"seen": "having been at ", "read": "having read ", "chose": "having chosen "}[kind]
        return _worded(verb, self._target(kind, target))

    def asked(self, asked: Asked) -> Wording:
        """What one part of a guard asks for, beside how it is now."""
        node = asked.node
        match node:
            case ast.Compare(left, [op], [right]):
                return self._compared(left, op, right)
            case ast.Call(ast.Name(kind), [target]) if kind in ("seen", "read", "chose"):
                return self._remembered(kind, node, target)
            case ast.Name("true" | "false" as name):
                return _worded("this always holds" if (name == "true") is asked.wanted else "this never holds")
        is_so = Branch(self.senses.of(node), YES, NO, 0)
        return _worded(f"{self._called(node)} is ", is_so, f"; it must be {'yes' if asked.wanted else 'no'}")

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Wording:
        slot = self._slot_of(left)
        if isinstance(op, (ast.In, ast.NotIn)):
            wanted = _either([self._value(slot, item) for item in getattr(right, "elts", ())])
            needed = _worded("" if isinstance(op, ast.In) else "other than ", wanted)
        else:
            other = self._value(slot, right)
            named = "" if isinstance(right, ast.Constant) else f"{self._called(right)}, which is "
            needed = _worded(f"{BOUNDS[type(op)]}{named}", other)
        return _worded(f"{self._called(left)} is ", self._value(slot, left), "; it must be ", needed)

    def _value(self, slot: int, node: ast.expr) -> Wording:
        """A value in words: a condition's option and a role by their own."""
        words = self._words.get(slot)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | str):
            return _worded(spoken(node.value) if words is None else words[node.value])
        return _worded(Worth(self.senses.of(node), words))

    def _remembered(self, kind: str, node: ast.expr, target: ast.expr) -> Wording:
        name = target.id if isinstance(target, ast.Name) else self._dotted(target)
        verb = {"seen": "been at ", "read": "read ", "chose": "chosen "}[kind]
        so = Branch(self.senses.of(node), EMPTY, Template(("not ",)), 0)
        return _worded("you have ", so, verb, self._target(kind, name))

    @staticmethod
    def _dotted(target: ast.expr) -> str:
        scene, _, choice = ast.unparse(target).partition(".")
        return f"{scene}.{CONTINUE if choice == CONTINUE.upper() else choice}"

    def _target(self, kind: str, name: str) -> Wording:
        """A scene by its title, a letter by its subject, a choice by its words."""
        if kind == "read":
            return _worded("“", self.story.mail[name].subject, "”")
        scene_id, _, choice_id = name.partition(".")
        scene = self.story.scenes[scene_id]
        title = _worded("“", scene.title, "”")
        if kind == "seen":
            return title
        choice = scene.choice(choice_id)
        return _worded("to go on from ", title) if choice is None else _worded("“", choice.words, "” at ", title)

    def _slot_of(self, node: ast.expr) -> int:
        """The slot whose values a part has; any other where it is worked out from several."""
        return self._slots.get(node.id, -1) if isinstance(node, ast.Name) else -1

    def _called(self, node: ast.expr) -> str:
        """A part that is no plain value, with its names in words."""
        return ast.unparse(_Worded(self._names, self._slots).visit(ast.parse(ast.unparse(node), mode="eval").body))


class _Worded(ast.NodeTransformer):
    """Puts the words for a name where the name stands."""

    def __init__(self, names: dict[int, str], slots: dict[str, int]) -> None:
        self.names = names
        self.slots = slots

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names[self.slots[node.id]]) if node.id in self.slots else node


def _worded(*parts: str | Branch | Worth | Template | Wording) -> Wording:
    """Texts, pieces, templates and wordings as one."""
    found: list[str | Insert | Branch | Worth] = []
    for part in parts:
        if isinstance(part, Template):
            found += part.parts
        elif isinstance(part, Wording):
            found += part.pieces
        else:
            found.append(part)
    return Wording(tuple(found))


def _either(items: Sequence[Wording]) -> Wording:
    """A list of which one is asked for."""
    joints = ["", *[", "] * (len(items) - 2), " or "][: len(items)]
    return _worded(*(part for pair in zip(joints, items, strict=True) for part in pair))
