"""The findings as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from game.play.debrief import Card
from game.play.words import EVIDENCE, figure, source
from game.story.model import Finding


def finding(item: Finding) -> Iterator[str]:
    """A finding, never without its conditions, what it is not, its source and date."""
    yield f"Finding: {item.claim}"
    if item.figure:
        of = f", of: {item.figure.of}" if item.figure.of else ""
        yield f"  Figure: {figure(item)}{of}"
    yield f"  Conditions: {item.conditions}"
    yield f"  What it is not: {item.caveat}"
    if item.quote:
        yield f"  In its own words: “{item.quote}”"
    yield f"  Evidence: {EVIDENCE[item.evidence]}"
    yield f"  Source: {source(item.source)}"
    if item.read:
        yield f"  The source was last checked: {item.read}"


def card(shown: Card) -> Iterator[str]:
    """A finding that a path has earned, with what came later and what it stands beside."""
    yield from finding(shown.finding)
    for later in shown.later:
        yield f"  What came later, or changes the picture: {later.claim}"
        yield f"    Conditions: {later.conditions}"
        yield f"    What it is not: {later.caveat}"
        yield f"    Source: {source(later.source)}"
    for other in shown.compared:
        yield f"  Beside it: {figure(other)}. {other.conditions}"
