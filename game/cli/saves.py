"""``rollout saves``."""

from __future__ import annotations

import argparse

from game.cli import FINE, MisuseError
from game.cli.output import complain, print_json, say
from game.cli.places import saves_folder
from game.play.saves import Damaged, SaveFolder, SaveInfo


def saves(options: argparse.Namespace) -> int:
    """List the playthroughs kept, and the files that cannot be read."""
    folder = saves_folder(options.saves)
    if folder.exists() and not folder.is_dir():
        raise MisuseError(f"{folder} is no folder")
    kept, damaged = SaveFolder(folder).all()
    if options.json:
        print_json({"saves": [_row(info) for info in kept], "damaged": [_damaged(item) for item in damaged]})
        return FINE
    for info in kept:
        say(f"{info.id}  {info.story_title} · {info.role_name} · {info.place}  {info.saved}")
    for item in damaged:
        copy = f" The copy before it is sound: {item.backup}" if item.backup else ""
        complain(f"{item.file.name} cannot be read: {item.reason}.{copy}")
    if not kept and not damaged:
        say("No playthrough is kept yet.")
    return FINE


def _row(info: SaveInfo) -> dict[str, object]:
    return {
        "id": info.id,
        "story": info.story_id,
        "role": info.role,
        "place": info.place,
        "steps": info.steps,
        "saved": info.saved,
        "ended": info.ended,
        "file": str(info.file),
    }


def _damaged(item: Damaged) -> dict[str, object]:
    return {"file": str(item.file), "reason": item.reason, "backup": str(item.backup) if item.backup else None}
