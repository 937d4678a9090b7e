"""The page of the docs that lists every diagnostic, made from the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from game.story.catalogue import CATALOGUE, Entry

#: An example's line is cut here.
LONGEST_LINE = 240
HEAD = """\
# Diagnostics

Every code that `rollout check` can report. `E` is an error: it stops play where it is a fault of loading, and never does
where it is one of proof. `W` is a warning. `rollout check --explain CODE` prints an entry.

This page is made from the catalogue in `game/story/catalogue/`; `make docs` writes it anew.
"""


def page() -> str:
    """The page as Markdown."""
    return "\n".join([HEAD, *(line for code in sorted(CATALOGUE) for line in _entry(CATALOGUE[code]))])


def _entry(entry: Entry) -> Iterator[str]:
    yield f"## {entry.code}\n"
    yield f"{entry.message}\n"
    yield f"{entry.why}\n"
    if entry.bad:
        yield f"At fault, in `{entry.file}`:\n"
        yield f"```yaml\n{shortened(entry.bad)}\n```\n"
        yield "Better:\n"
        yield f"```yaml\n{shortened(entry.fixed)}\n```\n"


def shortened(text: str) -> str:
    """An example, its longest lines cut: some show nothing but how long a text can be."""
    lines = text.rstrip().split("\n")
    return "\n".join(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in lines)


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
