"""Where packs are found."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from game.story.files import MANIFEST
from game.story.nodes import Mapping
from game.story.problems import Report, nearest
from game.story.reader import Limits, read
from game.story.text import clean

#: A manifest is small: what it takes to learn a pack's id is bounded.
PEEK = Limits(file_bytes=1024 * 1024)
#: The id as nearly every manifest gives it: a key of the whole file stands at the start of a line, and nothing else does.
PLAIN_ID = re.compile(rb"^id: *([a-z0-9-]+) *$", re.MULTILINE)


class Found(Struct, frozen=True):
    """A pack's folder, the id its manifest gives (or the folder's name), and the place it was found in."""

    id: str
    path: Path
    root: Path


def roots(extra: Iterable[Path], here: Path, data: Path) -> tuple[Path, ...]:
    """Where packs are looked for, in order: the given folders, ``scenes`` here, the user's, the shipped ones."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "packs"
    candidates = [
        *extra,
        here / "scenes",
        data / "packs",
        shipped if shipped.is_dir() else package.parent / "scenes",
    ]
    known: dict[Path, Path] = {}
    for folder in candidates:
        if folder.is_dir():
            known.setdefault(folder.resolve(), folder)
    return tuple(known.values())


def find(places: Sequence[Path]) -> list[Found]:
    """Every pack in the given places; of several with the same id the first."""
    found: dict[str, Found] = {}
    for root in places:
        try:
            folders = sorted(folder for folder in root.iterdir() if (folder / MANIFEST).is_file())
        except OSError:
            continue
        for folder in folders:
            pack = Found(_peek(folder), folder, root)
            found.setdefault(pack.id, pack)
    return list(found.values())


def _peek(folder: Path) -> str:
    """The id in a pack's manifest, or the folder's name where that cannot be read."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            data = file.read(PEEK.file_bytes + 1)
    except OSError:
        return clean(folder.name)
    plain = PLAIN_ID.findall(data)
    if len(plain) == 1:
        return str(plain[0], "ascii")
    node = read(data, MANIFEST, Report(), PEEK)
    return (node.text("id") if isinstance(node, Mapping) else "") or clean(folder.name)


def is_path(name: str) -> bool:
    """Whether an argument names a folder rather than an id."""
    return "/" in name or os.sep in name or "." in name


def locate(name: str, places: Sequence[Path]) -> Path | None:
    """The folder of the pack called ``name``, an id or a path, or None."""
    if is_path(name):
        path = Path(name)
        return path if path.is_dir() else None
    return next((found.path for found in find(places) if found.id == name), None)


def missing(name: str, places: Sequence[Path]) -> str:
    """A sentence for a pack that is not there."""
    if is_path(name):
        return f"There is no folder “{name}”."
    known = [found.id for found in find(places)]
    close = nearest(name, known)
    hint = f" Did you mean “{close}”?" if close else f" There are: {', '.join(known) or 'none'}."
    if any(manifest.parent.name == name for manifest in Path().glob(f"*/{MANIFEST}")):
        hint = f" A folder of that name is here: ./{name}"
    return f"There is no story “{name}”.{hint}"
