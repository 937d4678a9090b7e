"""The name of the terminal's window: the story that is open."""

from __future__ import annotations

from textual.driver import Driver

from game.story.text import one_line

LONGEST = 60
REMEMBER, RESTORE = "\x1b[22;2t", "\x1b[23;2t"


def name(driver: Driver | None, words: str) -> None:
    """Name the window; words of a story are cleaned, so that they end nothing and begin nothing."""
    _write(driver, f"\x1b]2;{one_line(words, limit=LONGEST)}\x1b\\")


def remember(driver: Driver | None) -> None:
    """Have the terminal remember what its window is called."""
    _write(driver, REMEMBER)


def restore(driver: Driver | None) -> None:
    """Give the window its name back."""
    _write(driver, RESTORE)


def _write(driver: Driver | None, sequence: str) -> None:
    if driver is not None and not driver.is_headless:
        driver.write(sequence)
