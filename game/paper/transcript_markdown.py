"""A transcript as Markdown."""

from __future__ import annotations

from game.paper.markdown import markdown
from game.paper.telling import telling
from game.play.transcript import Transcript


def write(transcript: Transcript) -> str:
    """The text of the file."""
    return markdown(telling(transcript))
