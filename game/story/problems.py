"""Problems: what is wrong with a pack, where, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from msgspec import Struct, field

#: Of one file so many errors are told, and so many warnings: nobody mends more at a time, and a hostile file has millions.
MOST_TOLD = 200
#: Suggestions cost time in proportion to the names of a pack, so a report makes at most this many.
SUGGESTIONS = 200
#: The hint that helps wherever prose was taken for something else.
QUOTE_THIS = 'quote this text: put it between " " or start it with | on a line of its own'


class Severity(StrEnum):
    """How much a problem matters: errors of loading stop play, warnings never do."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A stretch of one line of a pack's file; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1
    width: int = 1


class Problem(Struct, frozen=True):
    """One fault of a pack, with the line that holds it."""

    code: str
    message: str
    place: Place
    hint: str = ""
    source: str = ""

    @property
    def severity(self) -> Severity:
        """Read off the code: ``E…`` is an error, ``W…`` a warning."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING

    def as_json(self) -> dict[str, object]:
        """The problem as ``rollout check --format json`` prints it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        """The problem for a person: what, where, the line underlined, what to do."""
        file, line, column, width = self.place
        shown = [
            f"{self.severity} {self.code}: {self.message}",
            f"  --> {file}:{line}:{column}",
        ]
        if self.source:
            indent = self.source[: column - 1]
            pad = "".join("\t" if character == "\t" else " " for character in indent)
            shown += [
                f"   | {self.source}",
                f"   | {pad}{'^' * max(1, min(width, len(self.source) - column + 1))}",
            ]
        if self.hint:
            shown.append(f"   = {self.hint}")
        return "\n".join(shown)


class Report(Struct):
    """Collects the problems of one pack while it is read; one problem a fault.  ``values`` counts what was read."""

    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)
    values: int = 0
    _known: set[tuple[str, Place, str]] = field(default_factory=set)
    _told: dict[tuple[str, str], int] = field(default_factory=dict)
    _refused: dict[str, list[tuple[Problem, bool]]] = field(default_factory=dict)
    _suggestions: int = 0

    def add(self, code: str, place: Place, hint: str = "", **words: object) -> None:
        """Report the fault ``code`` at ``place``; ``words`` fill the message of the catalogue.

        Once a file has as many as are told, one more says so, and what follows is left out.
        """
        kind = (place.file, code[0])
        told = self._told.get(kind, 0)
        if told > MOST_TOLD:
            return
        message = _message(code).format_map({name: brief(word) for name, word in words.items()})
        if (code, place, message) in self._known:
            return
        if told == MOST_TOLD:
            code, hint = ("E016", "mend some, and check again") if code.startswith("E") else ("W003", "")
            message = _message(code).format(limit=MOST_TOLD)
        self._told[kind] = told + 1
        self._known.add((code, place, message))
        self.problems.append(Problem(code, message, place, hint, self.source(place)))

    def full(self, file: str) -> bool:
        """Whether a file has so many errors that no more of them are told."""
        return self._told.get((file, "E"), 0) > MOST_TOLD

    def twice(self, kind: str, name: str, place: Place, first: Place) -> None:
        """Report that something is declared a second time."""
        self.add("E070", place, f"the first is at {first.file}:{first.line}", kind=kind, name=name)

    def refuse_id(self, place: Place, hint: str, name: str, *, own: bool) -> None:
        """Report that ``name`` cannot be an id; of its uses only the first is told, and none if it is something's ``own``."""
        before = len(self.problems)
        self.add("E012", place, hint, name=name)
        refused = (problem for problem in self.problems[before:] if problem.code == "E012")
        self._refused.setdefault(name, []).extend((problem, own) for problem in refused)

    def holds_refused(self, text: str) -> bool:
        """Whether a name of something's own that cannot be an id stands in a text; the first of them are looked for."""
        words = frozenset(re.findall(r"[\w-]+", text)) if self._refused else frozenset()
        first = islice(self._refused.items(), SUGGESTIONS)
        return any(name in words and any(own for _, own in refused) for name, refused in first)

    def source(self, place: Place) -> str:
        """The line at ``place``, or nothing where the file could not be read; long lines are cut."""
        lines = self.sources.get(place.file, [])
        line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        return line if len(line) <= 160 else line[:159] + "…"

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """The nearest of the ``known`` names, or nothing; a report looks for a bounded number of them."""
        self._suggestions += 1
        return nearest(name, known) if self._suggestions <= SUGGESTIONS else ""

    def suggest(self, name: str, known: Iterable[str]) -> str:
        """A hint that names the nearest of the ``known`` names, or an empty one."""
        close = self.nearest(name, known)
        return f"did you mean “{close}”?" if close else ""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    def ordered(self) -> tuple[Problem, ...]:
        """All problems, errors first, then by file and place."""
        told = {id(problem) for refused in self._refused.values() for problem in _uses(refused)}
        return tuple(
            sorted(
                (problem for problem in self.problems if id(problem) not in told),
                key=lambda p: (p.severity is Severity.WARNING, p.place, p.code),
            )
        )


def _uses(refused: list[tuple[Problem, bool]]) -> list[Problem]:
    """What need not be told of one bad id: its uses, where it is something's own; else all uses but the first."""
    uses = [problem for problem, own in refused if not own]
    if len(uses) < len(refused):
        return uses
    return sorted(uses, key=lambda problem: problem.place)[1:]


def brief(word: object) -> str:
    """``word`` for a message: on one line, and cut where it is long."""
    text = " ".join(str(word).split())
    return text if len(text) <= 80 else text[:79] + "…"


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like ``name``, or nothing where none is close."""
    import difflib

    candidates = [other for other in known if abs(len(other) - len(name)) <= 4]
    return next(iter(difflib.get_close_matches(name, candidates, n=1, cutoff=0.6)), "")


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 choice``, ``3 choices``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str] | Mapping[str, object], last: str = "or") -> str:
    """``a, b or c``."""
    words = list(names)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def no_such(noun: str, name: str, known: Iterable[str]) -> str:
    """A sentence for a name that does not exist, with the nearest that does, or all of them."""
    names = list(known)
    close = nearest(name, names)
    if close:
        return f"there is no {noun} “{name}”; did you mean “{close}”?"
    return f"there is no {noun} “{name}”; there {'is' if len(names) == 1 else 'are'} {listed(names, 'and') or 'none'}"


def _message(code: str) -> str:
    """What a diagnostic says; the catalogue is opened at the first fault, for nearly every pack that is played has none."""
    from game.story.catalogue import CATALOGUE

    return CATALOGUE[code].message
