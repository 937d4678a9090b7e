"""Playthroughs of a story as it was, replayed in the story as it is: where the first one parts, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from game.play.codec import Damage, Record
from game.play.journal import Journal
from game.play.machine import StoryMachine
from game.play.replay import begun_like, refit
from game.play.saves import SaveFolder
from game.play.session import Session
from game.proof.walkthroughs import Walkthrough, load_walkthroughs, walk
from game.story.expressions import Value


class Replayed(Struct, frozen=True):
    """A playthrough that was replayed: its name, how many of its steps still go as they went, and why the next does not."""

    name: str
    steps: int
    kept: int
    why: str = ""

    @property
    def fits(self) -> bool:
        """Whether all of it goes as it went."""
        return not self.why

    def as_json(self) -> dict[str, object]:
        """The replay as programs read it; ``parts_at`` counts steps from 1."""
        parts_at = None if self.fits else min(self.kept + 1, self.steps)
        return {
            "name": self.name,
            "fits": self.fits,
            "steps": self.steps,
            "parts_at": parts_at,
            "why": self.why or None,
        }


def replayed(name: str, played: Session | Record, journal: Journal, machine: StoryMachine) -> Replayed:
    """A journal replayed in another version of its story, what was renamed followed."""
    steps = len(journal.path())
    try:
        session, strange = begun_like(played, machine, None)
    except ValueError as reason:
        return Replayed(name, steps, 0, str(reason))
    misfit = refit(session, journal, edited=True)
    return Replayed(name, steps, len(session.journal.path()), " ".join(filter(None, (strange, misfit))))


def walked_again(folder: Path, old: StoryMachine, new: StoryMachine) -> Iterator[Replayed]:
    """The walkthroughs of the old version that it passes, replayed in the new one."""
    walkthroughs, _ = load_walkthroughs(folder)
    for walkthrough in walkthroughs:
        try:
            walked = walk(old, walkthrough)
        except ValueError:
            continue
        if not walked.faults:
            yield _again(walkthrough, walked.session, new)


def _again(walkthrough: Walkthrough, session: Session, new: StoryMachine) -> Replayed:
    journal = Journal(list(session.journal.steps), session.journal.head)
    found = replayed(walkthrough.name, session, journal, new)
    if not found.fits or not walkthrough.expected.variables:
        return found
    now, _ = begun_like(session, new, None)
    refit(now, Journal(list(session.journal.steps), session.journal.head), edited=True)
    other = _otherwise(walkthrough, session.facts(), now)
    return Replayed(found.name, found.steps, found.kept, other)


def _otherwise(walkthrough: Walkthrough, before: dict[str, Value], now: Session) -> str:
    """Which of the variables that a walkthrough expects come out otherwise, or nothing."""
    renamed = {was: item.id for item in now.story.variables.values() for was in item.renamed_from}
    facts = now.facts()
    told = []
    for name in walkthrough.expected.variables:
        after = facts.get(renamed.get(name, name))
        if name in before and after != before[name]:
            told.append(f"{name} was {before[name]}, is {'gone' if after is None else after}")
    return f"it comes out otherwise: {'; '.join(told)}." if told else ""


def saves_again(folder: Path, old: str, new: StoryMachine) -> Iterator[Replayed]:
    """The saves of a story in a folder, replayed in its new version; what cannot be read fits nothing."""
    saves = SaveFolder(folder)
    kept, damaged = saves.all()
    for info in kept:
        if info.story_id in (old, new.story.id):
            try:
                record = saves.read(info.file)
            except Damage as damage:
                yield Replayed(info.file.name, info.steps, 0, str(damage))
                continue
            yield replayed(info.file.name, record, Journal(list(record.steps), record.head), new)
    yield from (Replayed(item.file.name, 0, 0, item.reason) for item in damaged)
