"""Reading a text of YAML for a test: plain values, and the problems."""

from __future__ import annotations

from typing import Any

from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Place, Problem, Report
from game.story.reader import Limits, read


def plain(node: Node | None) -> Any:
    """The values of a node without their places."""
    if isinstance(node, Mapping):
        return {name: plain(value) for name, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def reading(text: str | bytes, limits: Limits | None = None) -> tuple[Node | None, list[Problem]]:
    """The node of a text, and what is wrong with it."""
    report = Report()
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return read(data, "a.yaml", report, limits or Limits()), report.problems


def value(text: str | bytes) -> Any:
    """The values of a text that is sound."""
    node, found = reading(text)
    assert not found, found
    return plain(node)


def faults(text: str | bytes, limits: Limits | None = None) -> list[tuple[str, int, int, int]]:
    """Each problem of a text: its code, line, column and width."""
    return [(problem.code, *problem.place[1:]) for problem in reading(text, limits)[1]]


def codes(text: str | bytes, limits: Limits | None = None) -> list[str]:
    """The codes of the problems of a text."""
    return [code for code, *_ in faults(text, limits)]


def marked(text: str, problem: Problem) -> str:
    """The stretch of a text that a problem underlines."""
    place: Place = problem.place
    line = text.split("\n")[place.line - 1]
    assert problem.source == line
    return line[place.column - 1 : place.column - 1 + place.width]
