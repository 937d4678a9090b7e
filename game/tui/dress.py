"""What screens wear: style sheets that are read when the first screen that needs them opens, so that the app starts sooner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen

HERE = Path(__file__).parent


def dress(screen: Screen[Any], *sheets: str) -> None:
    """Read style sheets that were not read yet, before any part of the screen is styled.

    ``CSS_PATH`` of a screen would do, but for two things: Textual reads all the others again then, and it reads none for
    the screen that an app begins with.
    """
    for sheet in sheets:
        file = str(HERE / sheet)
        if not screen.app.stylesheet.has_source(file):
            screen.app.stylesheet.read(file)
