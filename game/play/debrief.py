"""The debrief: a finished session laid beside the record.

Nothing here draws anything; every face shows the same value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from game.play import scenery
from game.play.columns import Row, columns
from game.play.earlier import Earlier
from game.play.journal import START, Step
from game.play.outline import role_endings
from game.play.session import Session
from game.play.told import Told, told
from game.play.turn import Passage
from game.play.whatif import NoOther, WhatIf, nearest_other_ending
from game.story.model import CONTINUE, Finding, Question, Story


class Mark(Struct, frozen=True):
    """One step of the path: what was done where, and what the record says of that kind of act.

    ``findings`` is empty where the author named none: then the record is silent, if it was a ``choice`` at all.
    ``undone`` marks an irreversible step that was taken back; ``number`` is the step's in the journal.
    """

    scene: str
    words: str
    kind: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    label: str = ""
    undone: bool = False
    number: int = START

    @property
    def silent(self) -> bool:
        """Whether the record says nothing about an act of the player's."""
        return self.kind == "choice" and not self.findings


class Card(Struct, frozen=True):
    """A finding this path has earned, with the findings that came later and change the picture."""

    finding: Finding
    later: tuple[Finding, ...] = ()
    compared: tuple[Finding, ...] = ()


class DoorSeen(Struct, frozen=True):
    """A door as it was in what was published (open, shut, unknown) and in this run.

    ``basis`` is what was published: a test, or a case.
    """

    name: str
    published: str
    open_here: bool
    finding: Finding | None = None
    basis: str = "test"


class EndingSeen(Struct, frozen=True):
    """An ending of the role: its title once it was found, and whether it is this one."""

    title: str
    found: bool
    here: bool


class Debrief(Struct, frozen=True):
    """Everything shown after an ending; ``cards`` holds only what the path has earned."""

    story: str
    ending: str
    ending_id: str
    role: str
    instrument: str
    explain: tuple[Passage, ...]
    path: tuple[Mark, ...]
    cards: tuple[Card, ...]
    doors: tuple[DoorSeen, ...]
    reported: tuple[Told, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    what_if: WhatIf | NoOther
    endings: tuple[EndingSeen, ...]
    earlier: Earlier | None
    columns: tuple[Row, ...]

    @property
    def guesses(self) -> tuple[Finding, ...]:
        """The findings whose figure the player is asked to guess before the cards are shown."""
        return tuple(card.finding for card in self.cards if card.finding.guess)


def debrief(session: Session, found: Collection[str] = ()) -> Debrief:
    """The debrief of a session that has reached an ending; ``found`` are the endings reached in other runs.

    Raises ValueError where no ending was reached.
    """
    scene = session.scene
    ending = scene.ending
    if ending is None:
        raise ValueError("the story has not ended")
    story, facts = session.story, session.state.facts
    earned = [e.finding for e in ending.findings if e.guard is None or e.guard.holds(facts)]
    cards = tuple(card_of(story, name) for name in dict.fromkeys(earned))
    shown = dict.fromkeys(finding for card in cards for finding in (card.finding, *card.later))
    return Debrief(
        story=story.title,
        ending=scene.title.render(session.state.entered),
        ending_id=scene.id,
        role=story.roles[session.role].name,
        instrument=story.instrument,
        explain=tuple(scenery.passages(story, ending.explain, facts)),
        path=tuple(path(session)),
        cards=cards,
        doors=tuple(_doors(session)),
        reported=tuple(told(shown, session.seed)),
        questions=tuple(story.questions[name] for name in ending.questions),
        notes=tuple(note.text for note in session.journal.notes),
        what_if=nearest_other_ending(session),
        endings=tuple(_endings(session, {*found, scene.id})),
        earlier=session.earlier,
        columns=tuple(columns(session)),
    )


def _endings(session: Session, found: Collection[str]) -> Iterator[EndingSeen]:
    for ending_id in role_endings(session.story, session.role):
        known = ending_id in found
        title = session.story.scenes[ending_id].title.render(session.state.facts) if known else ""
        yield EndingSeen(title, known, ending_id == session.scene.id)


def card_of(story: Story, name: str) -> Card:
    """A finding of a story with those that belong beside it."""
    known = story.findings
    finding = known[name]
    return Card(
        finding,
        tuple(known[other] for other in finding.updated_by),
        tuple(known[other] for other in finding.compare),
    )


def _doors(session: Session) -> Iterator[DoorSeen]:
    story, facts = session.story, session.state.facts
    for door in story.doors:
        yield DoorSeen(
            door.name,
            door.published,
            door.open_here.holds(facts),
            story.findings.get(door.finding),
            story.basis,
        )


def path(session: Session) -> Iterator[Mark]:
    """The steps of the path in order, each irreversible one that was taken back where it happened."""
    journal = session.journal
    taken = set(journal.path())
    for number, step in enumerate(journal.steps):
        if number in taken or _irreversible(session, step):
            yield _mark(session, number, step, undone=number not in taken)


def _irreversible(session: Session, step: Step) -> bool:
    choice = session.story.scenes[step.scene].choice(step.id) if step.moves else None
    return choice is not None and choice.irreversible


def _mark(session: Session, number: int, step: Step, *, undone: bool) -> Mark:
    story = session.story
    scene = story.scenes[step.scene]
    state = session.state_at(step.parent)
    notes = tuple(note.text for note in session.journal.notes if note.step == number)
    title = scene.title.render(state.entered)
    if not step.moves:
        letter = next(letter for letter in scenery.mailbox(story, state) if letter.id == step.id)
        return Mark(title, f"You read “{letter.subject}”.", "reading", (), notes, "", undone, number)
    choice = scene.choice(step.id)
    if step.id == CONTINUE or choice is None:
        return Mark(title, scenery.CONTINUE_WORDS, "way", (), notes, step.label, undone, number)
    findings = tuple(story.findings[name] for name in choice.findings)
    return Mark(
        title,
        choice.words.render(state.facts),
        "choice",
        findings,
        notes,
        "",
        undone,
        number,
    )
