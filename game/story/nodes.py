"""The plain values of a YAML file, each with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.problems import Place

Value = str | int | bool | None


class Node:
    """A value of a file and where it starts; ``bad`` once a problem has been reported for it."""

    __slots__ = ("bad", "column", "file", "line", "width")

    def __init__(self, file: str, line: int, column: int, width: int) -> None:
        self.file = file
        self.line = line
        self.column = column
        self.width = width
        self.bad = False

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(self.file, self.line, self.column, self.width)


class Scalar(Node):
    """A single value: text, a whole number, true or false, or none; ``cut`` where `` #`` ends it."""

    __slots__ = ("cut", "plain", "raw", "value")

    def __init__(
        self,
        file: str,
        line: int,
        column: int,
        width: int,
        value: Value,
        raw: str,
        plain: bool,
        cut: bool = False,
    ) -> None:
        # all in one, without a call of the class it extends: a pack has tens of thousands of these
        self.file = file
        self.line = line
        self.column = column
        self.width = width
        self.bad = False
        self.value = value
        self.raw = raw
        self.plain = plain
        self.cut = cut

    def inside(self, offset: int, width: int) -> Place:
        """The place of a part of text on one line, or of the whole value over several lines or with escapes."""
        quote = 0 if self.plain else 1
        if self.width != len(self.raw) + 2 * quote:
            return self.place
        return Place(self.file, self.line, self.column + quote + offset, max(1, width))


class Sequence(Node):
    """A list of values."""

    __slots__ = ("items",)

    def __init__(self, file: str, line: int, column: int, width: int) -> None:
        super().__init__(file, line, column, width)
        self.items: list[Node] = []


class Mapping(Node):
    """Values by name; ``keys`` has the line and column of each name.

    It is not ``whole`` where some of it could not be kept: what a merge key brings, or what stands there a second time.
    """

    __slots__ = ("entries", "flow", "keys", "whole")

    def __init__(self, file: str, line: int, column: int, width: int, flow: bool) -> None:
        super().__init__(file, line, column, width)
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, tuple[int, int]] = {}
        self.flow = flow
        self.whole = True

    def get(self, key: str) -> Node | None:
        """The value under ``key`` if it is there and usable."""
        node = self.entries.get(key)
        return None if node is None or (node.bad and type(node) is Scalar) else node

    def key_place(self, key: str) -> Place:
        """Where the name itself stands."""
        line, column = self.keys[key]
        return Place(self.file, line, column, max(1, len(key)))

    def text(self, key: str, default: str = "") -> str:
        """The text under ``key``; a number is taken as its digits."""
        node = self.get(key)
        return str(node.value) if isinstance(node, Scalar) and node.value is not None else default

    def integer(self, key: str, default: int = 0) -> int:
        """The whole number under ``key``."""
        node = self.get(key)
        return node.value if isinstance(node, Scalar) and type(node.value) is int else default

    def flag(self, key: str) -> bool:
        """Whether ``key`` is there and true."""
        node = self.get(key)
        return isinstance(node, Scalar) and node.value is True

    def mapping(self, key: str) -> Mapping | None:
        """The mapping under ``key``."""
        node = self.get(key)
        return node if isinstance(node, Mapping) else None

    def each(self, key: str) -> list[Node]:
        """The usable items of the list under ``key``, or its single value where one is allowed."""
        node = self.get(key)
        if isinstance(node, Sequence):
            return [item for item in node.items if usable(item)]
        return [] if node is None or (isinstance(node, Scalar) and node.value is None) else [node]

    def scalars(self, key: str) -> list[Scalar]:
        """The single values among :meth:`each`."""
        return [item for item in self.each(key) if isinstance(item, Scalar)] if key in self.entries else []

    def mappings(self, key: str) -> list[Mapping]:
        """The mappings among :meth:`each`."""
        return [item for item in self.each(key) if isinstance(item, Mapping)] if key in self.entries else []

    def named(self, key: str) -> Iterator[tuple[str, Mapping]]:
        """The mappings under ``key``, by name."""
        inner = self.mapping(key)
        if inner is not None:
            for name, node in inner.entries.items():
                if isinstance(node, Mapping):
                    yield name, node


def usable(node: Node) -> bool:
    """Whether a value can be worked with: a mapping at fault still holds sound parts, a single value does not."""
    return not (node.bad and isinstance(node, Scalar))
