"""Writes the saves of this release, with what each shows when it is gone on with: ``make corpus``.

The folders of earlier releases are never written again: they are what players have on their disks.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from game import __version__
from game.play.branches import branches
from game.play.encoding import rewritten
from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from tests.support.saving import take

HERE = Path(__file__).parent
SHOWN = "shown.json"
#: Playthroughs by name: the role, and what was done; ``other`` goes on with the other side.
PLAYED: dict[str, tuple[str, ...]] = {
    "assistant": ("assistant", "begin", "read cutover", "reply"),
    "engineer": ("engineer", "switch", "wait"),
    "carried": ("assistant", "begin", "read cutover", "close", "continue", "other", "unswitch"),
    "with-an-undone-branch": ("assistant", "threat", "undo", "begin", "close", "undo", "read scope"),
    "with-notes": ("assistant", "note Before.", "pad", "note Für die Mitglieder.\nUnd sonst?", "inbox", "note Last."),
    "mid-inbox": ("assistant", "begin", "read scope"),
    "at-an-ending": ("assistant", "begin", "read private", "close", "continue"),
}


def clock() -> datetime:
    """Always the same moment."""
    return datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def library(folder: Path, pack: Path = HERE / "pack") -> Library:
    """The pack that the saves are of, with its saves in a folder."""
    root = folder / "packs"
    if not root.exists():
        shutil.copytree(pack, root / "corpus")
    return Library((root,), SaveFolder(folder), clock, lambda: 11)


def played(books: Library, role: str, *steps: str) -> Session:
    """A playthrough after some steps."""
    session = books.begin(books.open("corpus"), role, {"doors": "open"} if role == "assistant" else {}, seed=11)
    for step in steps:
        if step == "other":
            session = books.other_side(session, "engineer")
        else:
            take(session, step)
    books.rename(session, f"The {role}")
    return session


def shown(session: Session) -> dict[str, Any]:
    """What a player sees who goes on with a playthrough."""
    turn = session.look()
    return {
        "scene": turn.scene,
        "title": turn.title,
        "role": turn.role,
        "step": turn.step,
        "ending": turn.ending,
        "text": [passage.words for passage in turn.passages],
        "mail": [[letter.id, letter.read] for letter in turn.mail],
        "options": [[option.id, option.open, option.reason] for option in turn.options],
        "gauges": [[gauge.label, gauge.value] for gauge in turn.gauges],
        "facts": session.facts(),
        "settings": session.settings,
        "seed": session.seed,
        "path": [[step.scene, step.id, step.to] for step in session.journal.taken()],
        "branches": [branch.told for branch in branches(session)],
        "notes": [[note.step, note.text, note.prompt] for note in session.journal.notes],
        "earlier": session.earlier.ending if session.earlier else "",
        "notices": list(turn.notices),
    }


def main() -> None:
    """Write the saves and what they show."""
    import tempfile

    release = HERE / __version__
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir()
    seen = {}
    for number, (name, (role, *steps)) in enumerate(PLAYED.items(), 1):
        with tempfile.TemporaryDirectory() as folder:
            books = library(Path(folder))
            session = played(books, role, *steps)
            file = books.file_of(session)
            assert file is not None
            text = rewritten(file.read_text("utf-8"), id=f"{number:08X}", path="")
            (release / f"{name}.json").write_text(text, "utf-8")
            seen[name] = shown(session)
    (release / SHOWN).write_text(json.dumps(seen, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
