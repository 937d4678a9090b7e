"""What ``rollout check`` found, for a person, a program, GitHub's runners, and code scanning."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from game import __version__
from game.cli.output import print_json, say
from game.cli.places import near
from game.proof.examine import Examined
from game.proof.summary import summary
from game.story.catalogue import CATALOGUE
from game.story.problems import Problem, Severity, counted


def _print_text(examined: list[Examined]) -> None:
    for item in examined:
        for problem in item.problems:
            say(f"{problem}\n")
        say(f"{f'{item.loaded.id} {item.loaded.version}'.rstrip()}: {_counts(item)}")
        for line in summary(item.report) if item.report else ("not proved, for it does not load",):
            say(f"  {line}")


def _counts(item: Examined) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in item.problems)
    return f"{counted(errors, 'error')}, {counted(len(item.problems) - errors, 'warning')}"


def _print_json(examined: list[Examined]) -> None:
    print_json({"packs": [_as_json(item) for item in examined]})


def _as_json(item: Examined) -> dict[str, object]:
    return {
        "id": item.loaded.id,
        "version": item.loaded.version,
        "path": near(item.loaded.path),
        "problems": [problem.as_json() for problem in item.problems],
        "proof": item.report.as_json() if item.report else None,
    }


def from_the_root(item: Examined, problem: Problem) -> str:
    """The file of a problem as seen from the root of its repository, or from here where it is in none."""
    file = Path(os.path.normpath(item.loaded.path.absolute() / problem.place.file))
    root = next((folder for folder in file.parents if (folder / ".git").exists()), Path.cwd())
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()


def _said(problem: Problem) -> str:
    return f"{problem.message}. {problem.hint}" if problem.hint else f"{problem.message}."


#: What stands for itself in a message of GitHub's workflow commands, and what does in the value of a property.
MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = {**MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def _print_github(examined: list[Examined]) -> None:
    """Annotations as GitHub's runners read them from the output."""
    for item in examined:
        for problem in item.problems:
            file = from_the_root(item, problem).translate(PROPERTY)
            at = f"file={file},line={problem.place.line},col={problem.place.column},title={problem.code}"
            say(f"::{problem.severity} {at}::{_said(problem).translate(MESSAGE)}")
        if item.report and item.report.stopped:
            words = f"{item.loaded.id} was not proved: the search was stopped {item.report.stopped}."
            say(f"::error title=not proved::{words.translate(MESSAGE)}")


def _print_sarif(examined: list[Examined]) -> None:
    """SARIF 2.1.0, for code scanning."""
    used = sorted({problem.code for item in examined for problem in item.problems})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CATALOGUE[code].message},
            "fullDescription": {"text": CATALOGUE[code].why},
        }
        for code in used
    ]
    unproved = [item for item in examined if item.report is None or item.report.stopped]
    invocation = {
        "executionSuccessful": not unproved,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": f"{item.loaded.id} was not proved."}} for item in unproved
        ],
    }
    run = {
        "tool": {"driver": {"name": "rollout", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_result(item, problem, used) for item in examined for problem in item.problems],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    print_json({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(item: Examined, problem: Problem, used: list[str]) -> dict[str, Any]:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + max(1, place.width)}
    file = {"uri": quote(from_the_root(item, problem)), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": problem.code,
        "ruleIndex": used.index(problem.code),
        "level": str(problem.severity),
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
    }


FORMATS: dict[str, Callable[[list[Examined]], None]] = {
    "text": _print_text,
    "json": _print_json,
    "github": _print_github,
    "sarif": _print_sarif,
}
