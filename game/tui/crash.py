"""What is done when the app itself fails: a report in a file, an apology on the shell."""

from __future__ import annotations

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import game


def report(error: BaseException, folder: Path, now: datetime) -> Path | None:
    """Write what happened where it can be found; None where nothing can be written."""
    words = "".join(traceback.format_exception(error))
    head = f"Rollout {game.__version__}, Python {platform.python_version()}, {platform.system()}, {now.isoformat()}\n\n"
    name = f"crash-{now:%Y%m%d-%H%M%S}.txt"
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(head + words, "utf-8")
        except OSError:
            continue
        return place / name
    return None


def apology(error: BaseException, file: Path | None) -> str:
    """What the player is told."""
    report = f"The report is in {file}." if file else f"No report could be written; it was: {error!r}."
    return f"Rollout has failed, and we are sorry. {report}"
