"""Shapes of lists and mappings, and with them of whole files: what a pack must look like, declared once.

:mod:`game.story.scene_format` declares scene format 1 with these.  The loader checks files against the declarations,
and the JSON Schemas for editors (:mod:`game.story.schema`) come from the same ones.
"""

from __future__ import annotations

from collections.abc import Mapping as Map

from msgspec import Struct, field
from msgspec.structs import force_setattr

from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import QUOTE_THIS, Report, listed, nearest
from game.story.values import Id, Shape, Text, describe, refuse


class ListOf(Struct, frozen=True):
    """A list; ``single`` where one value may stand without the brackets."""

    item: Shape
    single: bool = False
    least: int = 0
    noun: str = ""

    def __str__(self) -> str:
        return f"{self.item} or a list" if self.single else self.noun or "a list"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is Sequence:
            for item in node.items:
                self.item.check(item, report)
            if len(node.items) < self.least:
                report.add("E011", node.place)
                node.bad = True
            return not node.bad
        if self.single:
            return self.item.check(node, report)
        return refuse(node, report, self)

    def schema(self) -> dict[str, object]:
        items = self.item.schema()
        several: dict[str, object] = {"type": "array", "items": items, "minItems": self.least}
        return {"anyOf": [items, several]} if self.single else several


def is_lone(node: Mapping, value: Node) -> bool:
    """Whether a value is that of a word between two commas in ``{…}``, which has no colon behind it."""
    return node.flow and type(value) is Scalar and value.raw == "" and value.plain and not value.width


def suits(shape: Shape, value: Node) -> bool:
    """Whether a value is of the kind that a shape wants, or a single value that it would take."""
    if isinstance(shape, Either):
        kind = shape.of(type(value))
        return kind is not None and suits(kind, value)
    if isinstance(shape, ListOf):
        return type(value) is Sequence or (shape.single and suits(shape.item, value))
    if isinstance(shape, MapOf | Record | IfKey):
        return type(value) is Mapping
    return type(value) is Scalar and shape.check(value, Report())


class MapOf(Struct, frozen=True):
    """Values by ids of the author's choosing; those named in ``known`` have a shape of their own."""

    key: Id | None
    item: Shape
    least: int = 0
    known: Map[str, Shape] = field(default_factory=dict)

    def __str__(self) -> str:
        return "a mapping"

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Mapping:
            return refuse(node, report, self)
        for name, item in node.entries.items():
            if name in self.known:
                self.known[name].check(item, report)
                continue
            if is_lone(node, item):
                report.add("E010", node.key_place(name), QUOTE_THIS, wanted=self.item, found=describe(item))
                item.bad = True
            self.item.check(item, report)
            if self.key is not None and not self.key.sound(name):
                report.refuse_id(node.key_place(name), self.key.rule(name), name, own=True)
                item.bad = True
        if len(node.entries) < self.least:
            report.add("E011", node.place)
            node.bad = True
        return not node.bad

    def schema(self) -> dict[str, object]:
        keys: dict[str, object] = {} if self.key is None else {"propertyNames": self.key.schema()}
        if self.known:
            keys = {"propertyNames": {"anyOf": [keys.get("propertyNames", {}), {"enum": list(self.known)}]}}
            keys["properties"] = {name: shape.schema() for name, shape in self.known.items()}
        return {
            "type": "object",
            **keys,
            "additionalProperties": self.item.schema(),
            "minProperties": self.least,
        }


class Field(Struct, frozen=True):
    """One key of a record: its shape, whether it must be there, and one line for the reference."""

    shape: Shape
    doc: str
    required: bool = False


class Record(Struct, frozen=True):
    """A mapping with known keys; of ``exactly_one`` of some keys one must be there and no other."""

    noun: str
    fields: Map[str, Field]
    exactly_one: tuple[str, ...] = ()
    _required: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "_required", tuple(k for k, f in self.fields.items() if f.required))

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        if node.bad:
            return False
        if type(node) is not Mapping:
            return refuse(node, report, f"{self.noun} with {listed(list(self.fields)[:4], 'and')}")
        entries, fields = node.entries, self.fields
        misspelt: set[str] = set()
        for name, value in tuple(entries.items()):
            known = fields.get(name)
            if known is not None:
                known.shape.check(value, report)
            else:
                misspelt.add(self.unknown(node, name, report))
        for name in self._required:
            if name not in entries and name not in misspelt and node.whole:
                report.add("E014", node.place, what=self.noun, key=name)
                node.bad = True
        if self.exactly_one:
            self.one_kind(node, report, unknown=bool(misspelt))
        return not node.bad

    def unknown(self, node: Mapping, name: str, report: Report) -> str:
        """Report a key this record does not have; the key that was probably meant, or nothing.

        What stands under it is read as if the key were right, so that one slip is one problem.
        """
        value = node.entries[name]
        lone = is_lone(node, value)
        meant = "" if lone else report.nearest(name, self.fields)
        if meant:
            hint = f"did you mean “{meant}”?"
        else:
            hint = QUOTE_THIS if lone or self.is_prose(node) else f"known keys: {listed(self.fields, 'and')}"
        report.add("E013", node.key_place(name), hint, what=self.noun, key=name)
        if meant and meant not in node.entries and suits(self.fields[meant].shape, value):
            node.entries[meant] = node.entries.pop(name)
            node.keys[meant] = node.keys.pop(name)
            self.fields[meant].shape.check(value, report)
        else:
            value.bad = True
        return meant

    def is_prose(self, node: Mapping) -> bool:
        """Whether a mapping without any known key looks like a text with a colon in it."""
        texts = (self.fields[key].shape for key in self.exactly_one)
        return any(isinstance(text, Text) for text in texts) and not any(key in self.fields for key in node.entries)

    def one_kind(self, node: Mapping, report: Report, *, unknown: bool) -> None:
        """Report a record that is none, or more than one, of its kinds."""
        found = [name for name in self.exactly_one if name in node.entries]
        if len(found) == 1:
            return
        if found or not unknown:
            report.add("E015", node.place, what=self.noun, keys=listed(self.exactly_one))
        node.bad = True

    def schema(self) -> dict[str, object]:
        shape: dict[str, object] = {
            "type": "object",
            "properties": {name: {"description": f.doc, **f.shape.schema()} for name, f in self.fields.items()},
            "required": list(self._required),
            "additionalProperties": False,
        }
        if self.exactly_one:
            shape["oneOf"] = [{"required": [name]} for name in self.exactly_one]
        return shape


class Either(Struct, frozen=True):
    """One shape where the value is a single one, another for a list, another for a mapping."""

    noun: str
    scalar: Shape | None = None
    sequence: Shape | None = None
    mapping: Shape | None = None

    def __str__(self) -> str:
        return self.noun

    def check(self, node: Node, report: Report) -> bool:
        kind = type(node)
        shape = self.of(kind)
        return shape.check(node, report) if shape is not None else refuse(node, report, self, self.hint(kind))

    def of(self, kind: type[Node]) -> Shape | None:
        """The shape for a value of a kind."""
        return self.scalar if kind is Scalar else self.mapping if kind is Mapping else self.sequence

    def hint(self, kind: type[Node]) -> str:
        """Prose that YAML took for a mapping wants quotation marks."""
        return QUOTE_THIS if kind is Mapping and isinstance(self.scalar, Text) else ""

    def schema(self) -> dict[str, object]:
        return {"anyOf": [s.schema() for s in (self.scalar, self.sequence, self.mapping) if s is not None]}


class IfKey(Struct, frozen=True):
    """One shape for a mapping that has ``key``, another for one that has not."""

    key: str
    having: Record
    lacking: Record

    @property
    def known(self) -> Map[str, Field]:
        """Every key of either."""
        return {**self.having.fields, **self.lacking.fields}

    def __str__(self) -> str:
        return str(self.lacking)

    def check(self, node: Node, report: Report) -> bool:
        having = type(node) is Mapping and (self.key in node.entries or self.is_misspelt(node))
        return (self.having if having else self.lacking).check(node, report)

    def is_misspelt(self, node: Mapping) -> bool:
        """Whether one of the keys, all unknown otherwise, is nearly the one that decides."""
        unknown = (name for name in node.entries if name not in self.known)
        return any(nearest(name, self.known) == self.key for name in unknown)

    def schema(self) -> dict[str, object]:
        return {"if": {"required": [self.key]}, "then": self.having.schema(), "else": self.lacking.schema()}
