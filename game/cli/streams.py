"""The three streams, made usable whatever a shell hands over."""

from __future__ import annotations

import codecs
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing costs more to import than all of --help, so it is left to the type checker
    from collections.abc import Callable
    from typing import Any, TextIO

#: Marks that read well in ASCII too.
PLAINER = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "≈": "~", "·": "-", "•": "-"}
PLAINER |= {"█": "#", "░": "."}  # of bars


def mend() -> None:
    """Have three streams that take every character: one that was closed is a void, a narrow one gets plainer words."""
    codecs.register_error("rollout-plainer", _plainer)
    sys.stdin = sys.stdin or _void(os.O_RDONLY)
    sys.stdout = sys.stdout or _void(os.O_WRONLY)
    sys.stderr = sys.stderr or _void(os.O_WRONLY)
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "rollout-plainer"), (sys.stderr, "rollout-plainer")):
        reconfigure: Callable[..., Any] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def as_utf8() -> None:
    """Have stdin and stdout speak UTF-8 with plain line ends, whatever the shell says: what programs exchange is that."""
    reading: Callable[..., Any] | None = getattr(sys.stdin, "reconfigure", None)
    writing: Callable[..., Any] | None = getattr(sys.stdout, "reconfigure", None)
    if reading is not None and writing is not None:
        reading(encoding="utf-8", errors="replace")
        writing(encoding="utf-8", errors="replace", newline="\n")


def drawable() -> bool:
    """Whether a person sits at a terminal that can draw; Textual would hang without one."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _void(flags: int) -> TextIO:
    """A stream that is always empty and takes everything; it stays open as long as the program runs."""
    void = os.open(os.devnull, flags)
    return open(void, "r" if flags == os.O_RDONLY else "w", encoding="utf-8", closefd=False)


def hang_up() -> None:
    """Point stdout at nothing where it takes nothing any more, or Python complains while it shuts down."""
    try:
        sys.stdout.flush()
    except OSError:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, ValueError):
            return


def _plainer(fault: UnicodeError) -> tuple[str, int]:
    """The characters that an encoding does not have, in ASCII: the same mark, the bare letter, or a question mark."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    return "".join(map(_ascii, fault.object[fault.start : fault.end])), fault.end


def _ascii(character: str) -> str:
    if character in PLAINER:
        return PLAINER[character]
    import unicodedata

    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or "?"
