"""``rollout handout``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from game.cli import FAULTS, FINE, MisuseError
from game.cli.framed import framed
from game.cli.output import say
from game.cli.places import opened
from game.cli.results import write
from game.paper.handout import handout as handout_of
from game.paper.markdown import markdown
from game.paper.page import page
from game.paper.parts import Part
from game.paper.pdf import NoTypstError, pdf
from game.paper.plan import plan
from game.paper.sheets import SHEETS
from game.story.model import Story

#: What makes the bytes of a file, by its suffix.
WRITERS: dict[str, Callable[[Story, list[Part]], bytes]] = {
    ".md": lambda _, parts: markdown(parts).encode(),
    ".html": lambda story, parts: page(story.title, story.language, parts, compact=True).encode(),
    ".pdf": lambda story, parts: pdf(story.title, story.language, parts),
}


def handout(options: argparse.Namespace) -> int:
    """Write the handout of a story, or the plan for whoever leads the class."""
    story = opened(options)
    if story is None:
        return FAULTS
    parts = list(_parts(options, story))
    if options.out is None:
        say(markdown(parts).rstrip())
    else:
        write(options.out, _content(options.out, story, parts))
    return FINE


def _parts(options: argparse.Namespace, story: Story) -> Iterator[Part]:
    if options.sheet and options.plan:
        raise MisuseError("a plan or a sheet: --plan and --sheet do not go together")
    if options.sheet:
        return SHEETS[options.sheet](story)
    if options.plan is None:
        return handout_of(story)
    return plan(story, options.plan, framed(options.debrief, options.plan))


def _content(out: Path, story: Story, parts: list[Part]) -> bytes:
    """The bytes of a file, in the form that its suffix asks for."""
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise MisuseError(f"a handout is written to a file that ends in {', '.join(WRITERS)}, not to {out.name}")
    try:
        return writer(story, parts)
    except NoTypstError as fault:
        raise MisuseError(str(fault)) from None
