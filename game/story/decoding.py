"""The bytes of a file to its text, without what would steer a terminal or hide words."""

from __future__ import annotations

import re

from game.story.problems import Place, Report
from game.story.text import FOREIGN, clean

#: An escaped backslash, a pair of halves as JSON writes what is beyond four digits, or half of one.
SURROGATE_ESCAPE = (  # compiled where it is used, which few files need
    r"\\\\|\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\(?:u|U0000)[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def decode(data: bytes, file: str, report: Report) -> str | None:
    """The text of a file, or None where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = clean(data[: fault.start].decode("utf-8", "replace"))
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        report.sources[file] = clean(data.decode("utf-8", "replace")).split("\n")
        report.add("E001", Place(file, line, column), "save the file as UTF-8")
        return None


def without_foreign(text: str, file: str, report: Report) -> str:
    """The text without control characters, which the parser would refuse or take for line ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = FOREIGN.search(text)
    if first is None:
        return text
    start = first.start()
    place = Place(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    cleaned, count = FOREIGN.subn("", text)
    report.sources[file] = cleaned.split("\n")
    report.add("W001", place, count=count)
    return cleaned


def without_halves(text: str) -> tuple[str, int]:
    """The text with surrogates that were escaped in pairs made whole, and how many without their other half it lost."""
    lost = 0

    def whole(found: re.Match[str]) -> str:
        nonlocal lost
        if found["high"]:
            return chr(0x10000 + ((int(found["high"], 16) - 0xD800) << 10) + int(found["low"], 16) - 0xDC00)
        if found.group() == "\\\\":
            return found.group()
        lost += 1
        return ""

    return re.sub(SURROGATE_ESCAPE, whole, text), lost
