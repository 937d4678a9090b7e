"""The turn: everything a face needs to draw one moment of a playthrough, frozen."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct


class Passage(Struct, frozen=True, gc=False):
    """A piece of text, braces resolved; Markdown, but for a ``log``.

    ``kind`` is text, say, thought or log; ``by`` is the speaker's name.
    """

    kind: str
    words: str
    by: str = ""


class Letter(Struct, frozen=True, gc=False):
    """A mail in the mailbox; ``new`` since the last step, ``read`` once it was opened."""

    id: str
    sender: str
    to: str
    date: str
    subject: str
    body: str
    read: bool
    new: bool


class Option(Struct, frozen=True, gc=False):
    """Something one can do; ``reason`` says why it is shut, ``note`` invites a private note."""

    id: str
    words: str
    open: bool
    reason: str = ""
    irreversible: bool = False
    note: str = ""


class Gauge(Struct, frozen=True, gc=False):
    """A shown variable; ``least`` and ``most`` bound a number, ``show`` is bar, number or text."""

    label: str
    value: str
    show: str
    number: int = 0
    least: int = 0
    most: int = 0


class Chance(Struct, frozen=True, gc=False):
    """The draw that led here: its label, the share it fell on in percent, and the finding that carries it.

    Share and claim are empty where there was no draw, and where the debrief asks for a guess first; then
    ``veiled`` is true.
    """

    label: str
    percent: str
    finding: str = ""
    claim: str = ""
    veiled: bool = False


class Turn(NamedTuple):
    """One moment of a playthrough.

    ``step`` counts the steps of the path; ``options`` holds open and shut choices in the author's order; an
    ``ending`` has none.  ``stuck`` says that nothing is open although it is no ending, which undo cures.
    """

    story: str
    role: str
    scene: str
    title: str
    view: str
    step: int
    passages: tuple[Passage, ...]
    mail: tuple[Letter, ...]
    options: tuple[Option, ...]
    gauges: tuple[Gauge, ...]
    ending: bool
    can_undo: bool
    chance: Chance | None = None
    notices: tuple[str, ...] = ()

    @property
    def unread(self) -> int:
        """How many letters were not opened."""
        return sum(not letter.read for letter in self.mail)

    @property
    def stuck(self) -> bool:
        """Whether nothing can be done here although it is no ending."""
        return not self.ending and not any(option.open for option in self.options)

    def option(self, option_id: str) -> Option | None:
        """The option of that id."""
        return next((option for option in self.options if option.id == option_id), None)

    def letter(self, mail_id: str) -> Letter | None:
        """The letter of that id."""
        return next((letter for letter in self.mail if letter.id == mail_id), None)
