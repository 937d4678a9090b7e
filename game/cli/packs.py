"""``rollout packs``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from game.cli import FINE
from game.cli.output import print_json, say
from game.cli.places import near, roots
from game.story import packs as found
from game.story.loader import Loaded, load
from game.story.problems import counted, listed

#: What two extensions of one story cannot both have: a key that is replaced, an id that is declared.
CONFLICTS = ("E114", "E070")


def packs(options: argparse.Namespace) -> int:
    """List every pack found, where, what extends it, and whether it can be played."""
    places = roots(options)
    loaded = [load(pack.path, records=places) for pack in found.find(places)]
    rows = [_row(pack, loaded, places) for pack in loaded]
    if options.json:
        print_json({"packs": rows})
        return FINE
    for row in rows:
        say("\n".join(_shown(row)))
    if not rows:
        say(f"No packs in {', '.join(map(str, places)) or 'any folder'}.")
    return FINE


def _shown(row: dict[str, Any]) -> list[str]:
    faults = f"{counted(row['errors'], 'error')}; run rollout check {row['id']}" if row["errors"] else row["title"]
    lines = [f"{row['id']} {row['version']}  {faults}", f"    {row['path']}"]
    if row["extends"]:
        lines.append(f"    extends {row['extends']}")
    if row["extended_by"]:
        lines.append(f"    can be extended by {listed(row['extended_by'], 'and')}")
    return lines + [f"    conflict: {conflict}" for conflict in row["conflicts"]]


def _row(pack: Loaded, every: list[Loaded], places: tuple[Path, ...]) -> dict[str, Any]:
    extensions = [other for other in every if pack.id and other.extends == pack.id]
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.story.title if pack.story else "",
        "path": near(pack.path),
        "errors": len(pack.errors),
        "extends": pack.extends,
        "extensions": [extension.id for extension in pack.story.extensions] if pack.story else [],
        "extended_by": [extension.id for extension in extensions],
        "conflicts": _conflicts(pack, extensions, places),
    }


def _conflicts(pack: Loaded, extensions: list[Loaded], places: tuple[Path, ...]) -> list[str]:
    """What keeps the extensions of a story from being added to it together, where each of them can be alone."""
    sound = [extension.path for extension in extensions if extension.story is not None]
    if len(sound) < 2:
        return []
    together = load(pack.path, records=places, extensions=sound)
    return [problem.message for problem in together.errors if problem.code in CONFLICTS]
