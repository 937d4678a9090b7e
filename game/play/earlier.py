"""The finished run that a playthrough was carried over from, as far as it is remembered: its acts, not its notes."""

from __future__ import annotations

from msgspec import Struct


class Moment(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One thing done in a run, by the clock of the story where its scenes give one; a save has it as a list."""

    at: str
    scene: str
    words: str


class Earlier(Struct, frozen=True):
    """A finished run: its role, its ending, and what was done."""

    role: str
    ending: str
    moments: tuple[Moment, ...]
