"""One diagnostic, as data: from this come its messages, its page in the docs, and its tests."""

from __future__ import annotations

from msgspec import Struct


class Entry(Struct, frozen=True):
    """A code with its message (``{words}`` are filled in), why it matters, and an example of it and of its cure.

    ``file`` names where the example stands in a small pack of which everything else is sound (see
    :func:`game.story.catalogue.example`); in ``story.yaml`` each key of the example replaces that key alone.
    With ``extension`` it stands in a pack that extends the small one.  An empty ``bad`` means that a text cannot show the fault, as when a file is too large.
    """

    code: str
    message: str
    why: str
    bad: str = ""
    fixed: str = ""
    file: str = "more.yaml"
    extension: bool = False
