"""The part of the record that a page can come to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.export.tables import dense
from game.play.words import EVIDENCE, figure, source
from game.story.model import Finding, Scene, Story


def findings(story: Story, scenes: Iterable[Scene]) -> dict[str, Any]:
    """The findings that endings and choices name, with those that belong beside them."""
    named: dict[str, None] = {}
    for scene in scenes:
        earned = scene.ending.findings if scene.ending else ()
        named |= dict.fromkeys(entry.finding for entry in earned)
        named |= dict.fromkeys(name for choice in scene.choices for name in choice.findings)
    beside = [other for name in named for other in (*story.findings[name].updated_by, *story.findings[name].compare)]
    return {name: _finding(story.findings[name]) for name in dict.fromkeys((*named, *beside))}


def questions(story: Story, scenes: Iterable[Scene]) -> dict[str, str]:
    """The questions that endings ask."""
    asked = dict.fromkeys(name for scene in scenes if scene.ending for name in scene.ending.questions)
    return {name: story.questions[name].ask for name in asked}


def _finding(finding: Finding) -> dict[str, Any]:
    """A finding, its figure, evidence and source in words."""
    measured = finding.figure
    percent = measured.percent if measured else None
    return dense(
        claim=finding.claim,
        figure=figure(finding),
        of=measured.of if measured else "",
        value=measured.value if measured else "",
        percent=None if percent is None else float(percent),
        conditions=finding.conditions,
        caveat=finding.caveat,
        quote=finding.quote,
        evidence=EVIDENCE[finding.evidence],
        source=source(finding.source),
        url=finding.source.url if finding.source.url.startswith(("https://", "http://")) else "",
        read=finding.read,
        later=list(finding.updated_by),
        compare=list(finding.compare),
        guess=finding.guess,
        reported=[[told.line, told.faithful, told.why] for told in finding.reported],
        measured=measured is not None,
    )
