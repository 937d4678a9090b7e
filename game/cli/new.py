"""``rollout new``."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from game.cli import FINE, MisuseError
from game.cli.output import say
from game.cli.places import near
from game.story.scene_format import DASHED
from game.story.starter import files


def new(options: argparse.Namespace) -> int:
    """Write a small pack that checks clean, and say what to do with it."""
    name: str = options.name
    if not DASHED.sound(name):
        raise MisuseError(f"“{name}” cannot be a story's id: {DASHED.rule(name)}.")
    folder: Path = options.into if options.into is not None else Path(name)
    if folder.exists() or folder.is_symlink():
        raise MisuseError(f"“{near(folder)}” is there already; nothing was written.")
    for path, text in files(name).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    shown = near(folder)
    argument = shlex.quote(shown if shown.startswith(("/", ".")) else f"./{shown}")
    say(f"Wrote a small story in {shown}. Next:")
    for command in ("check", "test", "play"):
        say(f"  rollout {command} {argument}")
    return FINE
