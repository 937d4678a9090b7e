"""What a player does with kept playthroughs besides playing: naming, putting aside, taking out and in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from game.play.codec import Damage, Record, decode
from game.play.encoding import rewritten
from game.play.files import alone, backup_of, read_text, write_new, write_whole
from game.play.keeper import fresh_id
from game.play.saves import Damaged, SaveFolder, SaveInfo
from game.story.text import one_line

ASIDE = ".aside"
#: The suffix of a playthrough that was taken out, to be taken in elsewhere.
SUFFIX = ".rollout"
LONGEST_NAME = 60
#: What a story or a role is called in the name of a file; anything else a foreign file calls them is left out.
SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ShelfError(Exception):
    """What cannot be done with a kept playthrough, as a sentence for the player."""


def display_name(text: str) -> str:
    """A name as it is kept: cleaned, on one line, and cut where it is long."""
    return one_line(text, limit=LONGEST_NAME)


class Shelf(Struct, frozen=True):
    """The kept playthroughs of a folder, and those that were put aside.  Every fault is a ShelfError."""

    folder: SaveFolder

    @property
    def _aside(self) -> SaveFolder:
        return SaveFolder(self.folder.path / ASIDE)

    def rename(self, file: Path, name: str) -> SaveInfo:
        """Give a playthrough a display name; an empty one takes it away.  A window that plays it goes on with it."""
        with in_words(file, "be renamed"), alone(self.folder.path):
            write_whole(file, rewritten(read_text(file), name=display_name(name)))
            return self.folder.info(file)

    def put_aside(self, file: Path) -> Path:
        """Take a file out of the list, damaged or not, to be restored or deleted later; answers where it lies."""
        with in_words(file, "be put aside"), alone(self.folder.path):
            return _move(file, _free(self._aside.path / file.name))

    def aside(self) -> tuple[list[SaveInfo], list[Damaged]]:
        """What was put aside, the last played first, and the files among it that cannot be read."""
        return self._aside.all()

    def restore(self, file: Path) -> Path:
        """Put a file back into the list; where its name is taken by now, it gets a new id."""
        back = self.folder.path / file.name
        with in_words(file, "be restored"), alone(self.folder.path):
            if not back.exists():
                return _move(file, back)
            save_id = fresh_id()
            text = rewritten(read_text(file), id=save_id)
            back = self._file(decode(text), save_id)
            write_new(back, text)
            file.unlink()
            backup_of(file).unlink(missing_ok=True)
            return back

    def delete(self, file: Path) -> None:
        """Delete a file for good, and the copy beside it."""
        with in_words(file, "be deleted"), alone(self.folder.path):
            file.unlink()
            backup_of(file).unlink(missing_ok=True)

    def text_of(self, file: Path) -> str:
        """A playthrough as it is taken elsewhere: where its story lies on this machine is nobody else's business."""
        with in_words(file, "be exported"):
            return rewritten(read_text(file), path="")

    def copy_out(self, file: Path, to: Path) -> Path:
        """Copy a playthrough to a file that is not there yet, to be taken in elsewhere; answers which."""
        to = to if to.suffix else to.with_suffix(SUFFIX)
        text = self.text_of(file)
        with in_words(file, "be exported"):
            write_new(to, text)
            return to

    def take_in(self, file: Path) -> SaveInfo:
        """Add a playthrough from anywhere, as one of its own: it is checked, and gets a new id."""
        with in_words(file, "be taken in"), alone(self.folder.path):
            save_id = fresh_id()
            text = rewritten(read_text(file), id=save_id, path="")
            back = self._file(decode(text), save_id)
            write_new(back, text)
            return self.folder.info(back)

    def _file(self, record: Record, save_id: str) -> Path:
        """Where a playthrough of foreign origin is kept: what it calls itself never names another folder."""
        names = [name for name in (record.story.id, record.role) if SAFE.fullmatch(name)]
        return self.folder.path / f"{'-'.join([*names, save_id])}.json"


@contextmanager
def in_words(file: Path, deed: str) -> Iterator[None]:
    """Turn what can go wrong with a file into a sentence."""
    try:
        yield
    except Damage as damage:
        raise ShelfError(f"{file.name} cannot {deed}: {damage}.") from None
    except FileExistsError as fault:
        raise ShelfError(f"There is a file {fault.filename} already; nothing was written.") from None
    except FileNotFoundError as fault:
        raise ShelfError(f"{file.name} cannot {deed}: there is no {fault.filename or file}.") from None
    except OSError as fault:
        raise ShelfError(f"{file.name} cannot {deed}: {fault.strerror or fault}.") from None


def _move(file: Path, to: Path) -> Path:
    """Move a file, and the copy beside it first: were it stopped in between, the file would still be in the list."""
    to.parent.mkdir(parents=True, exist_ok=True)
    if backup_of(file).exists():
        backup_of(file).replace(backup_of(to))
    return file.replace(to)


def _free(file: Path) -> Path:
    """A name that is not taken yet."""
    number = 2
    while file.exists():
        file = file.with_name(f"{file.stem.partition('~')[0]}~{number}{file.suffix}")
        number += 1
    return file
