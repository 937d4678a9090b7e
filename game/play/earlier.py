"""The finished run that a playthrough was carried over from, as far as it is remembered: its acts, not its notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing done in a run, by the clock of the story where its scenes give one."""

    at: str
    scene: str
    words: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finished run: its role, its ending, and what was done."""

    role: str
    ending: str
    moments: tuple[Moment, ...] = ()
