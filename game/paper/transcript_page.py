"""A transcript as a page."""

from __future__ import annotations

from game.paper.page import page
from game.paper.telling import telling
from game.play.transcript import Transcript


def write(transcript: Transcript) -> str:
    """The text of the file."""
    title = f"{transcript.story}: {transcript.name or transcript.role}"
    return page(title, transcript.language, telling(transcript))
