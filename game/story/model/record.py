"""The record: what was found and published, and what to ask about it."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct


class Figure(Struct, frozen=True):
    """The number of a finding, as it was published."""

    value: str
    unit: str = ""
    of: str = ""

    @property
    def percent(self) -> Fraction | None:
        """The value as a percent from 0 to 100, or None where it is none."""
        if not self.unit.startswith("%") or not self.value.replace(".", "", 1).isdecimal():
            return None
        value = Fraction(self.value)
        return value if value <= 100 else None


class Source(Struct, frozen=True):
    """Where a finding stands."""

    title: str
    publisher: str
    date: str
    section: str = ""
    page: str = ""
    url: str = ""


class Reported(Struct, frozen=True):
    """How such a thing was told, in a line written for the story's debrief."""

    line: str
    faithful: bool
    why: str


class Finding(Struct, frozen=True):
    """One card of the record: what was found, under which conditions, what it is not, and what came later."""

    id: str
    claim: str
    conditions: str
    caveat: str
    evidence: str
    source: Source
    figure: Figure | None = None
    quote: str = ""
    read: str = ""
    updated_by: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    guess: str = ""
    reported: tuple[Reported, ...] = ()


class Question(Struct, frozen=True):
    """Something to talk about."""

    id: str
    ask: str
    theme: str = ""
    minutes: int = 0
    findings: tuple[str, ...] = ()
