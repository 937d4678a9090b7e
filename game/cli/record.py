"""``rollout record``."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from game.cli import FINE, print_json, unknown
from game.cli.places import roots
from game.plain.debrief import finding as lines
from game.story import packs as found
from game.story.model import Finding


def record(options: argparse.Namespace) -> int:
    """Show the findings of every pack found, or one of them whole."""
    findings = _findings(options)
    if options.id and options.id not in findings:
        raise unknown("finding", options.id, list(findings))
    shown = [findings[options.id]] if options.id else list(findings.values())
    if options.json:
        print_json({"findings": [asdict(finding) for finding in shown]})
        return FINE
    for finding in shown:
        print("\n".join(lines(finding)) if options.id else f"{finding.id}\n    {finding.claim}")
    return FINE


def _findings(options: argparse.Namespace) -> dict[str, Finding]:
    places = roots(options)
    findings: dict[str, Finding] = {}
    for pack in found.find(places):
        story = found.load(pack.path, places).story
        for name, finding in story.findings.items() if story else ():
            findings.setdefault(name, finding)
    return findings
