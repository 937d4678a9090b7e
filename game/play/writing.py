"""Playthroughs written out: a transcript as the text of a file, in the forms that the library has papers for."""

from __future__ import annotations

from pathlib import Path

from game.play.files import write_new
from game.play.library import Library
from game.play.session import Session
from game.play.shelf import ShelfError, in_words
from game.play.transcript import transcript
from game.story.problems import listed


def text_of(library: Library, session: Session, kind: str) -> str:
    """The transcript of a session as the text of a file of some suffix.  Raises ShelfError."""
    paper = library.papers.get(kind)
    if paper is None:
        raise ShelfError(f"A transcript is written to a file that ends in {listed(library.papers)}, not in {kind}.")
    return paper(transcript(session, library.found_endings(session.story), library.name_of(session)))


def write_out(library: Library, session: Session, to: Path, kind: str = "") -> Path:
    """Write the transcript of a session to a file that is not there yet; its suffix, or ``kind``, says in which form.

    Raises ShelfError.
    """
    to = to if to.suffix else to.with_suffix(kind or next(iter(library.papers), ""))
    text = text_of(library, session, kind or to.suffix.lower())
    with in_words(to, "be written"):
        write_new(to, text)
    return to
