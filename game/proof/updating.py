"""A walkthrough's file with what really happened as its expectation; all else in it stays as it was written."""

from __future__ import annotations

import re

from game.proof.walkthroughs import Walked, shown
from game.story.nodes import Mapping, Node
from game.story.problems import Report
from game.story.reader import Limits, read

#: Where lines end, as the reader of YAML counts them once it has dropped what is no text.
LINE_END = re.compile("\r\n|\r|\n")


def updated(walked: Walked) -> str:
    """The text of the file.  Raises ValueError where it has to be changed by hand, as one that is written in braces."""
    data = walked.walkthrough.file.read_bytes()
    root = _read(data)
    if not isinstance(root, Mapping) or root.flow:
        raise ValueError("its file is written in braces, so that its expectation has to be changed by hand")
    lines = LINE_END.split(data.decode("utf-8"))
    if not lines[-1]:
        lines.pop()  # the file ends with the end of a line
    start, end = _lines_of(root, "expect", lines)
    newline = "\r\n" if b"\r\n" in data else "\n"
    told = f"{' ' * (root.column - 1)}expect: {{{', '.join(_happened(walked))}}}"
    text = "".join(f"{line}{newline}" for line in (*lines[:start], told, *lines[end:]))
    again = _read(text.encode())
    if not isinstance(again, Mapping) or again.keys.keys() != root.keys.keys() | {"expect"}:
        raise ValueError("its lines do not stand apart, so that its expectation has to be changed by hand")
    return text


def _read(data: bytes) -> Node | None:
    """The value of a file, or None where something in it is at fault."""
    report = Report()
    node = read(data, "", report, Limits())
    return None if report.errors else node


def _lines_of(root: Mapping, key: str, lines: list[str]) -> tuple[int, int]:
    """From which line to which a key and its value stand, comments behind them aside; the end, where it is missing."""
    if key not in root.keys:
        return len(lines), len(lines)
    start = root.keys[key][0] - 1
    end = min((line - 1 for line, _ in root.keys.values() if line - 1 > start), default=len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1][: root.column].strip() == "#"):
        end -= 1
    return start, end


def _happened(walked: Walked) -> list[str]:
    """What the session came to, of variables those that are expected."""
    session = walked.session
    ending, facts = session.scene.ending, session.facts()
    told = [f"ending: {session.state.scene}", f"outcome: {ending.outcome}"] if ending else []
    kept = [f"{name}: {shown(facts[name])}" for name in walked.walkthrough.expected.variables if name in facts]
    return [*told, f"variables: {{{', '.join(kept)}}}"] if kept else told
