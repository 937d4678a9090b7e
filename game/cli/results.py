"""What a command makes: printed, or written to the file that was named."""

from __future__ import annotations

import os
from pathlib import Path

from game.cli import MisuseError
from game.cli.output import say
from game.cli.places import near


def deliver(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file and say where.  Raises MisuseError for a file that cannot be written."""
    if out is None:
        say(text)
    else:
        write(out, (text if text.endswith("\n") else f"{text}\n").encode())


def write(out: Path, content: bytes) -> None:
    """Write a file and say where.  Raises MisuseError where that cannot be done."""
    try:
        out.write_bytes(content)
    except OSError as fault:
        raise cannot_be_written(out, fault) from None
    say(near(out))


def ready(out: Path) -> None:
    """Make sure that lines can be added to a file, before much is done for them.  Raises MisuseError."""
    try:
        out.open("ab").close()
    except OSError as fault:
        raise cannot_be_written(out, fault) from None


def append(out: Path, line: str) -> None:
    """Add a line to a file; what was torn off at its end stays a line of its own.

    Raises MisuseError for a file that cannot be written.
    """
    try:
        start = b"\n" if _is_torn(out) else b""
        with out.open("ab") as file:
            file.write(start + line.encode() + b"\n")
    except OSError as fault:
        raise cannot_be_written(out, fault) from None


def _is_torn(out: Path) -> bool:
    """Whether a file ends in the middle of a line."""
    if not out.is_file() or not out.stat().st_size:
        return False
    with out.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def cannot_be_written(out: Path, fault: OSError) -> MisuseError:
    """The error for a file that was named and takes nothing."""
    return MisuseError(f"{out} cannot be written: {fault.strerror or fault}")
