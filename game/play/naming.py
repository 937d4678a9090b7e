"""What the things that guards ask about are called, in words for a player."""

from __future__ import annotations

import ast
from collections.abc import Callable

from game.play.guards import Asked
from game.play.state import State
from game.story.expressions import ROLE_SLOT, Value
from game.story.model import CONTINUE, Story
from game.story.problems import listed

BOUNDS: dict[type[ast.cmpop], str] = {
    ast.Lt: "below ",
    ast.LtE: "at most ",
    ast.Gt: "above ",
    ast.GtE: "at least ",
    ast.Eq: "",
    ast.NotEq: "other than ",
}
ROLE = "your role"
Worth = Callable[[ast.expr], Value]


class Naming:
    """Names for the parts of one story's guards, words filled in as they are in one state."""

    def __init__(self, story: Story, state: State) -> None:
        self.story = story
        self.state = state
        self.facts = {slot: fact for fact, slot in story.facts.items()}
        self._names = {ROLE_SLOT: ROLE}
        for condition in story.conditions.values():
            self._names[condition.slot] = f"the answer to “{condition.ask}”"
        for variable in story.variables.values():
            self._names[variable.slot] = variable.label or variable.id.replace("_", " ")
        self._slots = {"role": ROLE_SLOT}
        self._slots |= {condition.id: condition.slot for condition in story.conditions.values()}
        self._slots |= {variable.id: variable.slot for variable in story.variables.values()}

    def slot(self, slot: int) -> str:
        """What is kept in a slot."""
        if slot not in self.facts:
            return self._names[slot]
        kind, target = self.facts[slot]
        return {"seen": "having been at ", "read": "having read ", "chose": "having chosen "}[kind] + self._target(
            kind, target
        )

    def value(self, slot: int, value: Value) -> str:
        """A value of a slot: a condition's option and a role by their words."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int):
            return str(value)
        if slot == ROLE_SLOT:
            return self.story.roles[value].name if value in self.story.roles else value
        for condition in self.story.conditions.values():
            if condition.slot == slot:
                return f"“{condition.options.get(value, value)}”"
        return value.replace("_", " ")

    def asked(self, asked: Asked, worth: Worth) -> str:
        """What one part of a guard asks for, beside how it is now."""
        node = asked.node
        match node:
            case ast.Compare(left, [op], [right]):
                return self._compared(left, op, right, worth)
            case ast.Call(ast.Name(kind), [target]) if kind in ("seen", "read", "chose"):
                return self._remembered(kind, target, so=bool(worth(node)))
            case ast.Name("true" | "false"):
                return "this never holds" if bool(worth(node)) is not asked.wanted else "this always holds"
        wanted = "yes" if asked.wanted else "no"
        return f"{self._called(node)} is {'yes' if worth(node) else 'no'}; it must be {wanted}"

    def _compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr, worth: Worth) -> str:
        slot = self._slot_of(left)
        now = self.value(slot, worth(left))
        if isinstance(op, (ast.In, ast.NotIn)):
            items = right.elts if isinstance(right, ast.Tuple) else [right]
            wanted = listed(self.value(slot, worth(item)) for item in items)
            needed = wanted if isinstance(op, ast.In) else f"other than {wanted}"
        else:
            other = self.value(slot, worth(right))
            named = other if isinstance(right, ast.Constant) else f"{self._called(right)}, which is {other}"
            needed = f"{BOUNDS[type(op)]}{named}"
        return f"{self._called(left)} is {now}; it must be {needed}"

    def _remembered(self, kind: str, target: ast.expr, *, so: bool) -> str:
        name = target.id if isinstance(target, ast.Name) else self._dotted(target)
        verb = {"seen": "been at", "read": "read", "chose": "chosen"}[kind]
        return f"you have {'' if so else 'not '}{verb} {self._target(kind, name)}"

    @staticmethod
    def _dotted(target: ast.expr) -> str:
        scene, _, choice = ast.unparse(target).partition(".")
        return f"{scene}.{CONTINUE if choice == CONTINUE.upper() else choice}"

    def _target(self, kind: str, name: str) -> str:
        """A scene by its title, a letter by its subject, a choice by its words."""
        facts = self.state.facts
        if kind == "read":
            return f"“{self.story.mail[name].subject.render(facts)}”"
        scene_id, _, choice_id = name.partition(".")
        scene = self.story.scenes[scene_id]
        title = f"“{scene.title.render(facts)}”"
        if kind == "seen":
            return title
        choice = scene.choice(choice_id)
        return f"“{choice.words.render(facts)}” at {title}" if choice is not None else f"to go on from {title}"

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
