"""``rollout schema``."""

from __future__ import annotations

import argparse

from game.cli import FINE, MisuseError, unknown
from game.cli.output import print_json, say
from game.cli.places import near
from game.story.schema import DOCUMENTS, file_name, text
from game.story.schema import schema as made


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schemas of a pack's files, or write each to a file."""
    if options.name and options.name not in DOCUMENTS:
        raise unknown("schema", options.name, list(DOCUMENTS))
    names = [options.name] if options.name else list(DOCUMENTS)
    if options.out is None:
        print_json(made(options.name) if options.name else {name: made(name) for name in names})
        return FINE
    if options.out.exists() and not options.out.is_dir():
        raise MisuseError(f"--out {options.out}: this is not a folder")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in names:
        path = options.out / file_name(name)
        path.write_text(text(name), "utf-8")
        say(near(path))
    return FINE
