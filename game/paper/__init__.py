"""On paper: transcripts of playthroughs, handouts, plans and sheets for a class, as Markdown, a page, JSON or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.play.transcript import Transcript


def _written(module: str) -> Callable[[Transcript], str]:
    """What writes a transcript, imported when it does."""

    def write(transcript: Transcript) -> str:
        text: str = import_module(f"game.paper.{module}").write(transcript)
        return text

    return write


#: What writes a transcript, by the suffix of the file.
PAPERS: Mapping[str, Callable[[Transcript], str]] = {
    ".md": _written("transcript_markdown"),
    ".html": _written("transcript_page"),
    ".json": _written("transcript_data"),
}
