"""What ``story.yaml`` declares for expressions: ``role``, conditions and variables, each given its slot and its type.

It comes before anything that refers to them is built.  A faulty declaration counts too, with a type that fits
everywhere, so that one fault is one problem.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from game.story.compiler import Compiler
from game.story.expressions import ANY, BOOL, INT, Type, Value
from game.story.nodes import Mapping, Node, Scalar
from game.story.problems import Report

#: What the role of a playthrough is called in expressions; it is the first of all slots.
ROLE = "role"
YES_NO: dict[Value, str] = {True: "yes", False: "no"}
#: The bounds of a number whose own are at fault.
WIDEST = (-999_999_999, 999_999_999)


def declare(manifest: Mapping, compiler: Compiler) -> None:
    """Give ``role``, every condition and every variable its slot and type; faults go to the compiler's report."""
    _Declaring(manifest, compiler).run()


def declared(manifest: Mapping, key: str) -> Iterator[tuple[str, Node]]:
    """Everything declared under ``key``, faulty or not."""
    node = manifest.entries.get(key)
    return iter(node.entries.items()) if isinstance(node, Mapping) else iter(())


class _Declaring(Struct):
    """One manifest while it is declared."""

    manifest: Mapping
    compiler: Compiler

    @property
    def report(self) -> Report:
        """Where faults go."""
        return self.compiler.report

    def run(self) -> None:
        scope = self.compiler.scope
        for key in ("roles", "conditions", "variables"):
            node = self.manifest.entries.get(key)
            if node is not None and not (isinstance(node, Mapping) and node.whole):
                self.compiler.unread.add("story")
        roles = [name for name, _ in declared(self.manifest, "roles")]
        scope.declare(ROLE, Type("enum", frozenset(roles)) if roles else ANY, fixed=True)
        self.compiler.words[ROLE] = {name: name.replace("_", " ") for name in roles}
        for name, node in declared(self.manifest, "conditions"):
            options = node.mapping("options") if isinstance(node, Mapping) else None
            values = frozenset(options.entries) if options else frozenset[str]()
            scope.declare(name, Type("enum", values) if values else ANY, fixed=True)
            if options:
                self.compiler.words[name] = {value: options.text(value) for value in options.entries}
        for name, node in declared(self.manifest, "variables"):
            if name in scope.symbols:
                if name != ROLE:  # which is no id, as was reported
                    self.twice(name)
                node.bad = True
            else:
                self.declare_variable(name, node)

    def twice(self, name: str) -> None:
        variables = self.manifest.entries["variables"]
        place = variables.key_place(name) if isinstance(variables, Mapping) else variables.place
        self.report.add("E072", place, name=name)

    def declare_variable(self, name: str, node: Node) -> None:
        """Give one variable its slot; a faulty declaration gets a type that fits everywhere."""
        scope, words = self.compiler.scope, self.compiler.words
        kind, least, most = self.type_of(node)
        scope.declare(name, kind, least, most)
        if kind == BOOL:
            words[name] = YES_NO
        elif kind.kind == "enum":
            words[name] = {value: value.replace("_", " ") for value in kind.values}

    def type_of(self, node: Node) -> tuple[Type, int, int]:
        """The type and bounds of a variable, after reporting what is wrong with its declaration."""
        if node.bad:
            return ANY, 0, 0
        if isinstance(node, Scalar):
            return BOOL, 0, 0
        if not isinstance(node, Mapping):
            return ANY, 0, 0
        start = node.entries.get("start")
        if "one_of" in node.entries:
            return self.enum_of(node, start)
        if start is None:
            self.report.add("E014", node.place, what="a variable", key="start")
            return ANY, 0, 0
        if start.bad:
            return ANY, 0, 0
        value = start.value if isinstance(start, Scalar) else None
        if isinstance(value, bool):
            self.refuse_keys(node, "min", "max", kind="true or false")
            return BOOL, 0, 0
        if type(value) is int:
            return self.number_of(node, start, value)
        self.report.add("E085", start.place)
        return ANY, 0, 0

    def enum_of(self, node: Mapping, start: Node | None) -> tuple[Type, int, int]:
        values = [str(item.value) for item in node.scalars("one_of")]
        self.refuse_keys(node, "min", "max", kind="a choice of words")
        for item in node.scalars("one_of"):
            if values.count(str(item.value)) > 1:
                self.report.add("E070", item.place, kind="value", name=str(item.value))
                break
        if start is None:
            self.report.add("E014", node.place, what="a variable with one_of", key="start")
        elif start.bad or not self.is_sound(node.entries["one_of"]) or not isinstance(start, Scalar):
            return ANY, 0, 0
        elif isinstance(start.value, bool) or start.raw not in values:
            hint = self.report.suggest(start.raw, values)
            self.report.add("E067", start.place, hint, name=start.raw, what="one_of")
        return (Type("enum", frozenset(values)) if values else ANY), 0, 0

    def is_sound(self, values: Node) -> bool:
        """Whether a list and all that is in it could be read."""
        return not values.bad and not any(item.bad for item in getattr(values, "items", ()))

    def number_of(self, node: Mapping, start: Node, value: int) -> tuple[Type, int, int]:
        missing = [key for key in ("min", "max") if key not in node.entries]
        if missing:
            self.report.add("E086", node.place, keys=" and ".join(missing))
            return INT, *WIDEST
        if node.entries["min"].bad or node.entries["max"].bad:
            return INT, *WIDEST
        least, most = node.integer("min"), node.integer("max")
        if not least <= value <= most:
            hint = "min is greater than max" if least > most else ""
            self.report.add("E087", start.place, hint, value=value, least=least, most=most)
        return INT, least, most

    def refuse_keys(self, node: Mapping, *keys: str, kind: str) -> None:
        for key in keys:
            if key in node.entries:
                self.report.add(
                    "E013",
                    node.key_place(key),
                    "bounds belong to numbers",
                    what=kind,
                    key=key,
                )
