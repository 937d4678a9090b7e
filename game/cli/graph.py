"""``rollout graph``."""

from __future__ import annotations

import argparse
import sys

from game.cli import FAULTS, FINE
from game.cli.check import Progress
from game.cli.output import complain, say
from game.cli.places import located, near, roots
from game.graph.page import page
from game.graph.parts import graph as graph_of
from game.graph.sources import dot, mermaid
from game.proof.examine import examine
from game.proof.watch import Watch

FORMATS = {"mermaid": mermaid, "dot": dot, "html": page}
#: How long a graph waits to learn what cannot be reached.
PATIENCE = 60.0


def graph(options: argparse.Namespace) -> int:
    """Print the scenes of a pack and the steps between them, or write them to a file."""
    places = roots(options)
    path = located(options.pack, places)
    extensions = tuple(located(name, places) for name in options.extensions)
    watch = Watch(most_seconds=PATIENCE, tell=Progress() if sys.stderr.isatty() else None)
    examined = examine(path, places, watch, extensions)
    story = examined.loaded.story
    if story is None or examined.report is None:
        for problem in examined.loaded.errors:
            complain(f"{problem}\n")
        return FAULTS
    text = FORMATS[options.format](graph_of(story, examined.report))
    if options.out is None:
        say(text)
    else:
        options.out.write_text(text + "\n", "utf-8")
        say(near(options.out))
    return FINE
