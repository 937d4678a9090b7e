"""Playthroughs of a story as it was, replayed in the story as it is: where the first one parts, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from game.play.codec import Damage
from game.play.journal import Journal
from game.play.machine import StoryMachine
from game.play.replay import begun_like, moved, refit
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


def walked_again(folder: Path, old: StoryMachine, new: StoryMachine) -> Iterator[Replayed]:
    """The walkthroughs of the old version that it passes, replayed in the new one."""
    walkthroughs, _ = load_walkthroughs(folder)
    for walkthrough in walkthroughs:
        try:
            walked = walk(old, walkthrough, walkthroughs)
        except ValueError:
            continue
        if not walked.faults:
            yield _again(walkthrough, walked.session, new)


def _again(walkthrough: Walkthrough, session: Session, new: StoryMachine) -> Replayed:
    steps = session.journal.depth
    try:
        now, misfit = moved(session, new)
    except ValueError as reason:
        return Replayed(walkthrough.name, steps, 0, str(reason))
    return Replayed(walkthrough.name, steps, now.journal.depth, misfit or _otherwise(walkthrough, session.facts(), now))


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
                now, strange = begun_like(record, new, None)
            except (Damage, ValueError) as reason:
                yield Replayed(info.file.name, info.steps, 0, str(reason))
                continue
            misfit = refit(now, Journal(list(record.steps), record.head), edited=True)
            yield Replayed(info.file.name, info.steps, now.journal.depth, " ".join(filter(None, (strange, misfit))))
    yield from (Replayed(item.file.name, 0, 0, item.reason) for item in damaged)
