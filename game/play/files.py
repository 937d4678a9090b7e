"""Files written whole: at every instant the old one or the new one is there, whatever stops the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from types import ModuleType

from game.play.fields import Damage


def _locks() -> ModuleType | None:
    """The locks of the system; Windows has none of this kind, and there the stamps alone keep two windows apart."""
    try:
        import fcntl
    except ImportError:
        return None
    return fcntl


BACKUP = ".bak"
LOCK = ".lock"
#: No playthrough of a story is as large; a larger file is somebody else's.
LARGEST = 32 * 1024 * 1024
#: How often, and how long apart in seconds, a lock is tried: a window that was stopped must not stop the others.
TRIES, WAIT = 40, 0.05

Stamp = tuple[int, int, int]


def write_whole(path: Path, text: str) -> None:
    """Write a file so that at every instant the old or the new one is there, whole.

    The one that was there is kept beside it.  Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_previous(path)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _keep_previous(path: Path) -> None:
    """Keep the file that is about to be replaced, without a moment in which it is gone."""
    if not path.exists():
        return
    spare = path.with_name(f".{path.name}.{os.getpid()}.old")
    spare.unlink(missing_ok=True)
    try:
        os.link(path, spare)
    except OSError:  # no links on this file system
        spare.write_bytes(path.read_bytes())
    spare.replace(backup_of(path))


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet.  Raises FileExistsError, or another OSError and leaves nothing."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise


def backup_of(path: Path) -> Path:
    """Where the copy before a file is kept."""
    return path.with_name(path.name + BACKUP)


def sweep(path: Path) -> None:
    """Remove what a killed process has left half written of a file."""
    for left in path.parent.glob(f".{path.name}.*"):
        if left.suffix in (".tmp", ".old"):
            left.unlink(missing_ok=True)


def read_text(path: Path) -> str:
    """The text of a save.  Raises Damage with the reason."""
    try:
        if path.stat().st_size > LARGEST:
            raise Damage(f"it is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise Damage("it is not UTF-8 text") from None
    except OSError as fault:
        raise Damage(fault.strerror or "it cannot be read") from None


def stamp(path: Path) -> Stamp | None:
    """What tells one version of a file from the next; None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Keep other windows from writing in a folder meanwhile, and answer whether that could be had.

    A lock that cannot be had in time, or at all, is done without.  Raises OSError where the folder cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    locks = _locks()
    if locks is None:
        yield False
        return
    try:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield False
        return
    try:
        yield _locked(locks, handle)
    finally:
        os.close(handle)


def _locked(locks: ModuleType, handle: int) -> bool:
    for _ in range(TRIES):
        try:
            locks.flock(handle, locks.LOCK_EX | locks.LOCK_NB)
        except BlockingIOError:
            sleep(WAIT)
        except OSError:  # no locks on this file system
            return False
        else:
            return True
    return False
