"""A walkthrough's file with what really happened as its expectation; all else in it stays as it was written."""

from __future__ import annotations

from game.proof.walkthroughs import Walked, shown
from game.story.nodes import Mapping
from game.story.problems import Report
from game.story.reader import Limits, read


def updated(walked: Walked) -> str:
    """The text of the file.  Raises ValueError where it is written in braces, for its lines do not stand apart."""
    data = walked.walkthrough.file.read_bytes()
    lines = data.decode("utf-8").splitlines()
    root = read(data, walked.walkthrough.file.name, Report(), Limits())
    if not isinstance(root, Mapping) or root.flow:
        raise ValueError("its file is written in braces, so that its expectation has to be changed by hand")
    start, end = _lines_of(root, "expect", lines)
    newline = "\r\n" if b"\r\n" in data else "\n"
    told = f"expect: {{{', '.join(_happened(walked))}}}"
    return "".join(f"{line}{newline}" for line in (*lines[:start], told, *lines[end:]))


def _lines_of(root: Mapping, key: str, lines: list[str]) -> tuple[int, int]:
    """From which line to which a key and its value stand, comments behind them aside; the end, where it is missing."""
    if key not in root.keys:
        return len(lines), len(lines)
    start = root.keys[key][0] - 1
    end = min((line - 1 for line, _ in root.keys.values() if line - 1 > start), default=len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return start, end


def _happened(walked: Walked) -> list[str]:
    """What the session came to, of variables those that are expected."""
    session = walked.session
    ending, facts = session.scene.ending, session.facts()
    told = [f"ending: {session.state.scene}", f"outcome: {ending.outcome}"] if ending else []
    kept = [f"{name}: {shown(facts[name])}" for name in walked.walkthrough.expected.variables if name in facts]
    return [*told, f"variables: {{{', '.join(kept)}}}"] if kept else told
