"""The folders that one story is made of: its own, those of the packs that are added to it, and a record it shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from game.story.extensions import Pack, read_pack, suits
from game.story.files import RECORD, Folder, Reading, read_record
from game.story.nodes import Mapping
from game.story.packs import find
from game.story.text import clean


def packs_of(
    own: Pack, extensions: Iterable[Path], places: Sequence[Path], reading: Reading
) -> tuple[Pack | None, list[Pack]]:
    """The story that is played and the packs added to it, in order of id; no story where one is at fault."""
    base: Pack | None = own
    added: list[Pack] = []
    if "extends" in own.manifest.entries:
        base = _base_of(own, places, reading)
        added.append(own)
    if base is None:
        return None, []
    for folder in extensions:
        if any(folder.resolve() == pack.folder.path.resolve() for pack in (base, *added)):
            continue
        more = _another(folder, reading)
        if more is None:
            return None, []
        added.append(more)
    fitting = [suits(pack, base) for pack in added]
    return (base if all(fitting) else None), sorted(added, key=lambda pack: pack.id)


def _base_of(own: Pack, places: Sequence[Path], reading: Reading) -> Pack | None:
    """The story that a pack extends; None after a report."""
    said = own.extends
    wanted = own.extended
    if said is None or not wanted:
        return None  # its shape is at fault, as was reported
    place = said.entries["pack"].place
    found = {pack.id: pack.path for pack in find(places)}
    if wanted not in found or wanted == own.id:
        hint = reading.report.suggest(wanted, [name for name in found if name != own.id])
        reading.report.add(
            "E110", place, hint or "put both in the same folder, or name its folder with --packs", name=wanted
        )
        return None
    base = _another(found[wanted], reading)
    if base is not None and "extends" in base.manifest.entries:
        reading.report.add("E118", place, name=wanted, base=base.extended)
        return None
    return base


def _another(folder: Path, reading: Reading) -> Pack | None:
    """A pack beside the one asked for, and named so wherever its files are."""
    return read_pack(Folder(folder, reading, f"../{clean(folder.resolve().name)}/"))


def record_of(base: Pack, places: Sequence[Path], reading: Reading) -> tuple[Mapping, Mapping]:
    """The findings and questions of the shared record the story names."""
    wanted = base.manifest.text("record")
    everywhere = (base.folder.path.resolve().parent, *places)
    folder = next((place / wanted for place in everywhere if (place / wanted / RECORD).is_file()), None)
    if wanted and folder is not None:
        return read_record(folder, reading)
    if wanted:
        reading.unread |= {"findings", "questions"}
        known = (found.parent.name for place in everywhere for found in place.glob(f"*/{RECORD}"))
        hint = reading.report.suggest(wanted, known)
        reading.report.add("E064", base.manifest.entries["record"].place, hint, name=wanted)
    elif "record" in base.manifest.entries:
        reading.unread |= {"findings", "questions"}  # what it is called is at fault, as was reported
    nothing = Mapping(RECORD, 1, 1, 1, flow=False)
    return nothing, nothing
