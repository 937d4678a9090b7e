"""Texts with braces, once more and naively."""

from __future__ import annotations

from collections.abc import Callable


def render(text: str, insert: Callable[[str], str], holds: Callable[[str], bool]) -> str:
    """The words of a text that is known to be sound."""
    shown = ""
    while text:
        if text[:2] in ("{{", "}}"):
            shown, text = shown + text[0], text[2:]
        elif text[0] == "{":
            inside, text = split(text)
            shown += braces(inside, insert, holds)
        else:
            shown, text = shown + text[0], text[1:]
    return shown


def split(text: str) -> tuple[str, str]:
    """What stands in the brace that opens the text, and what follows it."""
    level, literal = 0, 0
    at = 0
    while True:
        if at and text[at : at + 2] == "{{":
            literal, at = literal + 1, at + 2
        elif at and text[at : at + 2] == "}}" and literal:
            literal, at = literal - 1, at + 2
        else:
            level += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
            if level == 0:
                return text[1 : at - 1], text[at:]


def braces(inside: str, insert: Callable[[str], str], holds: Callable[[str], bool]) -> str:
    """A name, or a choice of words."""
    if ":" not in inside:
        return insert(inside.strip())
    guard, _, both = inside.partition(":")
    one, _, other = both.partition("|")
    return render((one if holds(guard) else other).strip(), insert, holds)
