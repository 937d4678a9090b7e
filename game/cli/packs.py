"""``rollout packs``."""

from __future__ import annotations

import argparse

from game.cli import FINE, print_json
from game.cli.places import roots
from game.story import packs as found
from game.story.loader import Loaded


def packs(options: argparse.Namespace) -> int:
    """List every pack found, where, and whether it can be played."""
    places = roots(options)
    rows = [_row(pack, found.load(pack.path, places)) for pack in found.find(places)]
    if options.json:
        print_json({"packs": rows})
        return FINE
    for row in rows:
        state = f"{row['errors']} errors; run rollout check {row['id']}" if row["errors"] else row["title"]
        print(f"{row['id']} {row['version']}  {state}\n    {row['path']}")
    if not rows:
        print(f"No packs in {', '.join(map(str, places)) or 'any folder'}.")
    return FINE


def _row(pack: found.Found, loaded: Loaded) -> dict[str, object]:
    return {
        "id": pack.id,
        "version": loaded.version,
        "title": loaded.story.title if loaded.story else "",
        "path": str(pack.path),
        "errors": len(loaded.errors),
        "extensions": [],
    }
