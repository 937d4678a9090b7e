"""``rollout packs``."""

from __future__ import annotations

import argparse
from typing import Any

from game.cli import FINE
from game.cli.output import print_json, say
from game.cli.places import near, roots
from game.story import packs as found
from game.story.loader import Loaded
from game.story.problems import counted


def packs(options: argparse.Namespace) -> int:
    """List every pack found, where, and whether it can be played."""
    places = roots(options)
    rows = [_row(pack, found.load(pack.path, places)) for pack in found.find(places)]
    if options.json:
        print_json({"packs": rows})
        return FINE
    for row in rows:
        say(_shown(row))
    if not rows:
        say(f"No packs in {', '.join(map(str, places)) or 'any folder'}.")
    return FINE


def _shown(row: dict[str, Any]) -> str:
    faults = f"{counted(row['errors'], 'error')}; run rollout check {row['id']}" if row["errors"] else row["title"]
    return f"{row['id']} {row['version']}  {faults}\n    {row['path']}"


def _row(pack: found.Found, loaded: Loaded) -> dict[str, Any]:
    return {
        "id": pack.id,
        "version": loaded.version,
        "title": loaded.story.title if loaded.story else "",
        "path": near(pack.path),
        "errors": len(loaded.errors),
        "extensions": [],
        "conflicts": [],
    }
