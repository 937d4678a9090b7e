"""``rollout record``."""

from __future__ import annotations

import argparse
from typing import Any

from msgspec import to_builtins

from game.cli import FINE, unknown
from game.cli.output import complain, print_json, say
from game.cli.places import roots
from game.plain.cards import finding as lines
from game.story import packs as found
from game.story.loader import load
from game.story.model import Finding


def record(options: argparse.Namespace) -> int:
    """Show the findings of every pack found, or one of them whole."""
    findings = _findings(options)
    if options.id and options.id not in findings:
        raise unknown("finding", options.id, list(findings))
    shown = [findings[options.id]] if options.id else [f for f in findings.values() if _wanted(f, options)]
    if options.json:
        print_json({"findings": [_as_json(finding) for finding in shown]})
    elif options.id:
        say("\n".join(lines(shown[0])))
    elif shown:
        for finding in shown:
            say(f"{finding.id}\n    {finding.claim}")
    elif findings:
        say("No finding is like that.")
    else:
        say("No pack that was found holds a finding.")
    return FINE


def _wanted(finding: Finding, options: argparse.Namespace) -> bool:
    """Whether a finding has every word that is searched for, and the grade of evidence that is asked for."""
    text = f"{finding.id} {finding.claim} {finding.conditions} {finding.caveat} {finding.source.title}".casefold()
    graded = options.evidence in ("", finding.evidence)
    return graded and all(word in text for word in options.search.casefold().split())


def _findings(options: argparse.Namespace) -> dict[str, Finding]:
    places = roots(options)
    findings: dict[str, Finding] = {}
    for pack in found.find(places):
        story = load(pack.path, records=places).story
        if story is None:
            complain(f"{pack.id} is left out, for it has faults: rollout check {pack.id}")
            continue
        for name, finding in story.findings.items():
            findings.setdefault(name, finding)
    return findings


def _as_json(finding: Finding) -> dict[str, object]:
    """Every field of a finding; a figure of digits alone is a number, as it was written."""
    fields: dict[str, Any] = to_builtins(finding)
    if finding.figure and finding.figure.value.isdecimal():
        fields["figure"]["value"] = int(finding.figure.value)
    return fields
