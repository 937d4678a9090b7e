"""``rollout graph``."""

from __future__ import annotations

import argparse

from game.cli import FAULTS, FINE
from game.cli.check import Progress, Stop
from game.cli.output import complain
from game.cli.places import opened
from game.cli.results import deliver
from game.graph.page import page
from game.graph.parts import graph as graph_of
from game.graph.sources import dot, mermaid
from game.proof.examine import prove
from game.proof.report import ProofReport
from game.proof.watch import Watch
from game.story.model import Story

FORMATS = {"mermaid": mermaid, "dot": dot, "html": page}
#: What Mermaid takes as it comes.
MERMAID_STEPS, MERMAID_TEXT = 500, 50_000
#: How long a graph waits to learn what cannot be reached.
PATIENCE = 20.0


def graph(options: argparse.Namespace) -> int:
    """Print the scenes of a pack and the steps between them, or write them to a file."""
    story = opened(options)
    if story is None:
        return FAULTS
    drawn = graph_of(story, None if options.no_proof else _proved(story))
    text = FORMATS[options.format](drawn)
    if options.format == "mermaid" and (len(drawn.links) > MERMAID_STEPS or len(text) > MERMAID_TEXT):
        complain(
            f"Mermaid draws at most {MERMAID_STEPS} steps and {MERMAID_TEXT:,} letters, unless its maxEdges and "
            f"maxTextSize are raised; this has {len(drawn.links)} and {len(text):,}. --format html has no limit."
        )
    deliver(text, options.out)
    return FINE


def _proved(story: Story) -> ProofReport:
    """What can be proved within the time that a graph waits, or until the user has had enough."""
    with Stop() as stop:
        progress = Progress(stop, "Ctrl+C draws it unproved")
        report = prove(story, Watch(most_seconds=PATIENCE, tell=progress))
        progress.clear()
    return report
