"""``rollout handout``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from game.cli import FAULTS, FINE, MisuseError
from game.cli.output import complain, say
from game.cli.places import located, near, roots
from game.paper.framework import FrameworkError, framework
from game.paper.handout import handout as handout_of
from game.paper.markdown import markdown
from game.paper.page import page
from game.paper.parts import Part
from game.paper.pdf import NoTypstError, pdf
from game.paper.plan import plan
from game.paper.sheets import SHEETS
from game.story.loader import load
from game.story.model import Story

#: What makes the bytes of a file, by its suffix.
WRITERS: dict[str, Callable[[Story, list[Part]], bytes]] = {
    ".md": lambda _, parts: markdown(parts).encode(),
    ".html": lambda story, parts: page(story.title, story.language, parts, compact=True).encode(),
    ".pdf": lambda story, parts: pdf(story.title, story.language, parts),
}


def handout(options: argparse.Namespace) -> int:
    """Write the handout of a story, or the plan for whoever leads the class."""
    places = roots(options)
    extensions = tuple(located(name, places) for name in options.extensions)
    loaded = load(located(options.pack, places), records=places, extensions=extensions)
    if loaded.story is None:
        for problem in loaded.errors:
            complain(f"{problem}\n")
        return FAULTS
    parts = list(_parts(options, loaded.story))
    if options.out is None:
        say(markdown(parts).rstrip())
        return FINE
    _write(options.out, loaded.story, parts)
    say(near(options.out))
    return FINE


def _parts(options: argparse.Namespace, story: Story) -> Iterator[Part]:
    if options.sheet and options.plan:
        raise MisuseError("a plan or a sheet: --plan and --sheet do not go together")
    if options.sheet:
        return SHEETS[options.sheet](story)
    if options.plan is None:
        return handout_of(story)
    try:
        return plan(story, options.plan, framework(options.debrief))
    except FrameworkError as fault:
        for problem in fault.problems:
            complain(f"{problem}\n")
        raise MisuseError(str(fault)) from None


def _write(out: Path, story: Story, parts: list[Part]) -> None:
    writer = WRITERS.get(out.suffix.lower())
    if writer is None:
        raise MisuseError(f"a handout is written to a file that ends in {', '.join(WRITERS)}, not to {out.name}")
    try:
        out.write_bytes(writer(story, parts))
    except NoTypstError as fault:
        raise MisuseError(str(fault)) from None
    except OSError as fault:
        raise MisuseError(f"{out} cannot be written: {fault.strerror}") from None
