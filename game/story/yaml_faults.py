"""Why a file is not YAML: what its parser stumbled over, told as the slip that it comes from.

The parser notices an open bracket or quotation mark where it can go no further, lines below; an author wants the place
where it was opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from game.story.problems import QUOTE_THIS

CLOSING = {"[": "]", "{": "}"}
#: Quoted text and comments, whose brackets do not count, and brackets that do.
BRACKETS = re.compile(
    r"""(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\#[^\n]*)|(?P<bracket>[\[\]{}])""", re.DOTALL | re.VERBOSE
)
#: A line that is a key up to its colon, and nothing else.
LONE_KEY = re.compile(r"[\s-]*[\w-]+")


class Mark(Protocol):
    """A place in a text, counted from 0, as PyYAML's marks have it."""

    index: int
    line: int
    column: int


class Slip(Struct, frozen=True):
    """What is wrong with a text as YAML, where, and what helps."""

    at: Mark
    detail: str
    hint: str = ""


class Stumble(Struct, frozen=True):
    """Where a parser stopped, and what it had read until then.

    ``problem`` and ``context`` are its own words, ``at`` is where it noticed and ``since`` where it began what it could not
    end.  ``brackets`` were open there; ``last`` is from where to where a bracket or a quotation was closed just before it.
    """

    text: str
    problem: str
    context: str
    at: Mark
    since: Mark
    brackets: Sequence[Mark] = ()
    last: tuple[Mark, Mark] | None = None

    def slip(self) -> Slip:
        """The slip it most likely comes from."""
        for explained in (self.tabs(), self.quotation(), self.key(), self.behind(), self.bracket(), self.prose()):
            if explained is not None:
                return explained
        known = "expected" in self.problem
        hint = "check the indentation of this line, and quote text that holds a colon, a comma or a bracket"
        return Slip(self.at, self.problem, hint if known else "")

    def line(self) -> str:
        """The line where it noticed, up to there."""
        return self.text[self.text.rfind("\n", 0, self.at.index) + 1 : self.at.index]

    def here(self) -> str:
        """The character it noticed at, or nothing at the end."""
        return self.text[self.at.index : self.at.index + 1]

    def tabs(self) -> Slip | None:
        line = self.line() + self.here()
        if "tab character" in self.problem or "\t" in line[: len(line) - len(line.lstrip())]:
            return Slip(self.at, self.problem, "indent with spaces; YAML allows no tabs there")
        return None

    def quotation(self) -> Slip | None:
        """A quotation mark that nothing closes, or an escape that means nothing."""
        if "quoted scalar" not in self.context:
            return None
        if "end of stream" in self.problem or "document indicator" in self.problem:
            return Slip(self.since, "a quotation mark is never closed", "close the quotation mark")
        return Slip(
            self.at, self.problem, "between \" \" a backslash begins an escape: write \\\\, or put the text between ' '"
        )

    def key(self) -> Slip | None:
        """A line where a key should stand, and no colon is."""
        if "could not find expected ':'" not in self.problem:
            return None
        hint = "put a colon and a space behind the key; what belongs to the text above stands further in than its key"
        return Slip(self.since, "there is no key on this line, or no colon behind it", hint)

    def behind(self) -> Slip | None:
        """Text directly behind what is closed: the rest of a text whose first words are quoted, or look like a list."""
        if self.last is None or self.text[self.last[1].index : self.at.index].strip(" ") or self.here() in "\n:":
            return None
        begun, ended = self.last
        mark = self.text[begun.index : begun.index + 1]
        if mark not in CLOSING and ended.line > begun.line:
            detail = f"a quotation mark is closed on line {ended.line + 1} only"
            return Slip(begun, detail, "close the quotation mark where its text ends")
        if mark not in CLOSING:
            doubled = r"\"" if mark == '"' else "''"
            hint = f"quote this text as a whole, and write {doubled} for each mark inside it"
            return Slip(self.at, "text stands behind a closed quotation mark", hint)
        if self.here() in "]}":
            return None
        return Slip(self.at, "text stands behind a closed bracket", QUOTE_THIS)

    def bracket(self) -> Slip | None:
        """A bracket that is never closed, or that closes nothing."""
        if self.brackets:
            opened = self.brackets[-1]
            kind = self.text[opened.index]
            if not is_closed(self.text, opened.index):
                hint = f"close it with {CLOSING[kind]} where it ends; where it begins prose, quote this text"
                return Slip(opened, f"the bracket {kind} is never closed", hint)
            return Slip(self.at, self.problem, QUOTE_THIS) if self.here() == ":" else None
        if self.here() and self.here() in "]}" and "expected" in self.problem:
            return Slip(
                self.at, f"the bracket {self.here()} closes nothing", "take it away, or quote the text it belongs to"
            )
        return None

    def prose(self) -> Slip | None:
        """Prose with a mark in it that means something to YAML."""
        if "mapping values" in self.problem and LONE_KEY.fullmatch(self.line()):
            hint = "indent this key like those above, with a space behind each colon; if it goes on with their text, quote this text"
            return Slip(self.at, self.problem, hint)
        cues = (
            "alphabetic or numeric",
            "cannot start any token",
            "comment or line break",
            "not allowed in this context",
        )
        return Slip(self.at, self.problem, QUOTE_THIS) if any(cue in self.problem for cue in cues) else None


def is_closed(text: str, start: int) -> bool:
    """Whether the bracket at ``start`` of a text is closed, each bracket in between by one of its own kind."""
    awaited: list[str] = []
    for found in BRACKETS.finditer(text, start):
        bracket = found["bracket"]
        if bracket in CLOSING:
            awaited.append(CLOSING[bracket])
        elif bracket:
            if awaited.pop() != bracket:
                return False
            if not awaited:
                return True
    return False
