"""What the commands print: results to stdout, messages to stderr, and nothing that could steer a terminal."""

from __future__ import annotations

import sys

from game.story.text import FOREIGN, clean

TYPE_CHECKING = False
if TYPE_CHECKING:  # all of --help comes by here
    from collections.abc import Iterable

    from game.story.problems import Problem


def say(text: str) -> None:
    """Print a result."""
    print(clean(text))


def complain(text: str) -> None:
    """Print a message."""
    print(clean(text), file=sys.stderr, flush=True)


def complain_of(problems: Iterable[Problem]) -> None:
    """Print faults with their places, an empty line behind each."""
    for problem in problems:
        complain(f"{problem}\n")


def print_json(value: object) -> None:
    """Print one JSON object for programs to read; what could steer a terminal is written as an escape."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=1)
    print(FOREIGN.sub(lambda found: f"\\u{ord(found.group()):04x}", text) if FOREIGN.search(text) else text)
