"""What the value of an option can be, with the sentence for one that cannot."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

#: A save holds no larger number.
LARGEST_SEED = 2**63 - 1


def path(text: str) -> Path:
    """A file or a folder, there or not."""
    from pathlib import Path

    return Path(text)


def seed(text: str) -> int:
    """The value of ``--seed``."""
    try:
        number = int(text) if len(text) <= len(str(LARGEST_SEED)) + 1 else LARGEST_SEED + 1
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number") from None
    if abs(number) > LARGEST_SEED:
        raise argparse.ArgumentTypeError(f"a seed is at most {LARGEST_SEED}")
    return number


def count(text: str) -> int:
    """The value of an option that counts: a whole number above zero."""
    if not text.isdecimal() or len(text) > 9 or not int(text):
        raise argparse.ArgumentTypeError("how many is a whole number above zero")
    return int(text)


def day(text: str) -> str:
    """The value of ``--date``, as ISO 8601 writes it in full."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it like 2026-11-21") from None


def above_zero(text: str) -> float:
    """The value of a limit: a number above zero."""
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number") from None
    if not number > 0:
        raise argparse.ArgumentTypeError("a limit is a number above zero")
    return number
