"""The manifest: variables, conditions, roles and the rest of ``story.yaml``, with every name resolved."""

from __future__ import annotations

from msgspec import Struct

from game.story.compiler import Compiler
from game.story.declare import declared
from game.story.expressions import BOOL, Value
from game.story.model import (
    Always,
    Carry,
    Condition,
    Door,
    Person,
    Preset,
    Role,
    Seminar,
    Variable,
)
from game.story.names import Names
from game.story.nodes import Mapping, Node, Scalar
from game.story.problems import Report


class ManifestBuilder(Struct):
    """Builds what ``story.yaml`` holds; faults go to the compiler's report."""

    manifest: Mapping
    compiler: Compiler
    names: Names

    @property
    def report(self) -> Report:
        """Where faults go."""
        return self.compiler.report

    def variables(self) -> dict[str, Variable]:
        """All variables, built."""
        built = {}
        for name, node in declared(self.manifest, "variables"):
            if not node.bad:
                built[name] = self.variable(name, node)
        return built

    def variable(self, name: str, node: Node) -> Variable:
        symbol = self.compiler.scope.symbols[name]
        if not isinstance(node, Mapping):
            return Variable(
                name,
                BOOL,
                symbol.slot,
                start=isinstance(node, Scalar) and node.value is True,
                place=node.place,
            )
        start = node.entries.get("start")
        value: Value = (start.value if isinstance(start, Scalar) else None) or 0
        if symbol.type == BOOL:
            value = node.flag("start")
        elif symbol.type.kind == "enum":
            value = getattr(start, "raw", "")
        if "show" in node.entries and "label" not in node.entries:
            self.report.add("E088", node.key_place("show"), name=name)
        return Variable(
            id=name,
            type=symbol.type,
            slot=symbol.slot,
            start=value,
            least=symbol.least,
            most=symbol.most,
            values=tuple(str(item.value) for item in node.scalars("one_of")),
            label=node.text("label"),
            show=node.text("show"),
            roles=tuple(self.role_name(item) for item in node.scalars("roles")),
            renamed_from=self.compiler.older_ids(node, name, self.compiler.scope.symbols),
            place=node.place,
        )

    def roles(self) -> dict[str, Role]:
        """All roles; each must start in a scene that exists."""
        built = {}
        for name, node in self.manifest.named("roles"):
            start = node.get("start")
            if isinstance(start, Scalar) and str(start.value) not in self.names.scenes:
                self.compiler.refuse_unknown("E060", start.place, str(start.value), self.names.scenes)
            built[name] = Role(name, node.text("name"), node.text("pitch"), node.text("start"))
        return built

    def conditions(self) -> dict[str, Condition]:
        """All conditions; the default must be an option, the roles must exist."""
        built = {}
        for name, node in self.manifest.named("conditions"):
            inner = node.mapping("options")
            options = {key: inner.text(key) for key in inner.entries} if inner else {}
            default = node.get("default")
            if isinstance(default, Scalar) and inner and str(default.value) not in options:
                hint = self.report.suggest(str(default.value), options)
                self.report.add(
                    "E067",
                    default.place,
                    hint,
                    name=str(default.value),
                    what=f"options of {name}",
                )
            roles = tuple(self.role_name(item) for item in node.scalars("roles"))
            slot = self.compiler.scope.symbols[name].slot
            built[name] = Condition(name, slot, node.text("ask"), roles, options, node.text("default"))
        return built

    def role_name(self, node: Scalar) -> str:
        """A role's id; an unknown one is a fault."""
        known = [name for name, _ in declared(self.manifest, "roles")]
        name = str(node.value)
        if name not in known:
            self.compiler.refuse_unknown("E065", node.place, name, known)
        return name

    def presets(self) -> dict[str, Preset]:
        """All presets; each sets conditions that exist to options that exist."""
        built = {}
        for name, node in self.manifest.named("presets"):
            inner = node.mapping("set")
            settings: dict[str, str] = {}
            if inner is not None:
                settings = {key: inner.text(key) for key in inner.entries}
                for key, value in settings.items():
                    self.preset_setting(inner, key, value)
            built[name] = Preset(name, node.text("name"), settings)
        return built

    def preset_setting(self, node: Mapping, key: str, value: str) -> None:
        known = dict(declared(self.manifest, "conditions"))
        if key not in known:
            hint = self.report.suggest(key, known)
            self.report.add("E066", node.key_place(key), hint, name=key)
            return
        condition = known[key]
        options = condition.mapping("options") if isinstance(condition, Mapping) else None
        if options and value and value not in options.entries:
            hint = self.report.suggest(value, options.entries)
            self.report.add(
                "E067",
                node.entries[key].place,
                hint,
                name=value,
                what=f"options of {key}",
            )

    def people(self) -> dict[str, Person]:
        """All people."""
        return {
            name: Person(name, node.text("name"), node.text("title"), node.text("mail"))
            for name, node in self.manifest.named("people")
        }

    def doors(self, known: dict[str, object]) -> tuple[Door, ...]:
        """All doors; ``known`` are the findings."""
        built = []
        seen: set[str] = set()
        for node in self.manifest.mappings("doors"):
            door_id = node.text("id")
            if door_id and door_id in seen:
                self.report.add("E070", node.entries["id"].place, kind="door", name=door_id)
            seen.add(door_id)
            finding = node.get("finding")
            if isinstance(finding, Scalar) and str(finding.value) not in known:
                self.compiler.refuse_unknown("E062", finding.place, str(finding.value), known)
            opened = self.compiler.guard(node, "open_here")
            if opened is not None:
                built.append(
                    Door(
                        door_id,
                        node.text("name"),
                        node.text("published"),
                        opened,
                        node.text("finding"),
                    )
                )
        return tuple(built)

    def carry(self) -> dict[str, Carry]:
        """Which role can follow which; each setting is typed like the variable it sets."""
        built = {}
        carry = self.manifest.mapping("carry")
        for name, node in self.manifest.named("carry"):
            known = [role for role, _ in declared(self.manifest, "roles")]
            if name not in known and carry is not None:
                self.compiler.refuse_unknown("E065", carry.key_place(name), name, known)
            source = node.get("from")
            inner = node.mapping("set")
            if not isinstance(source, Scalar) or inner is None:
                continue
            settings = {}
            for key, value in inner.entries.items():
                symbol = self.compiler.scope.symbols.get(key)
                if symbol is not None and symbol.fixed:
                    self.report.add("E043", inner.key_place(key), name=key)
                elif symbol is None:
                    self.compiler.refuse_unknown(
                        "E020",
                        inner.key_place(key),
                        key,
                        dict(declared(self.manifest, "variables")),
                    )
                elif isinstance(value, Scalar) and not value.bad:
                    understood = self.compiler.handed(value, symbol)
                    if understood is not None:
                        settings[key] = understood
            built[name] = Carry(name, self.role_name(source), settings)
        return built

    def always(self) -> tuple[Always, ...]:
        """All properties to be proved."""
        built = []
        for node in self.manifest.mappings("always"):
            holds = self.compiler.guard(node, "holds")
            if holds is not None:
                built.append(Always(node.text("name"), holds, node.place))
        return tuple(built)

    def seminar(self) -> Seminar:
        """How a class plays it; every scene named must exist."""
        node = self.manifest.mapping("seminar")
        if node is None:
            return Seminar()
        for scene in (*node.scalars("pivotal"), *node.scalars("class_cut")):
            if str(scene.value) not in self.names.scenes:
                self.compiler.refuse_unknown("E060", scene.place, str(scene.value), self.names.scenes)
        return Seminar(
            node.text("pivotal"),
            tuple(str(item.value) for item in node.scalars("class_cut")),
        )
