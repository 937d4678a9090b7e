"""A transcript: a playthrough as it was read and done, for somebody who was not there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from game.play import scenery
from game.play.branches import Branch, branches
from game.play.debrief import Debrief, Mark, debrief, path
from game.play.earlier import Earlier
from game.play.history import act
from game.play.journal import START, Note
from game.play.session import Session
from game.play.turn import Chance, Letter, Passage


class Deed(Struct, frozen=True):
    """What was done: ``kind`` is choice, reading or way; a reading has its ``letter``.

    ``notes`` are those written after it, each with the invitation it answers, or none.
    """

    kind: str
    words: str
    letter: Letter | None = None
    label: str = ""
    at: str = ""
    notes: tuple[Note, ...] = ()


class Visit(Struct, frozen=True):
    """One stay in a scene: how one came there, its text, what was done in it, and the ways left from it."""

    title: str
    clock: str
    ending: bool
    chance: Chance | None
    passages: tuple[Passage, ...]
    deeds: tuple[Deed, ...]
    left: tuple[Branch, ...]
    notes: tuple[Note, ...] = ()


class Transcript(Struct, frozen=True):
    """A whole playthrough; ``debrief`` is there where it has come to an ending.

    ``settings`` has the questions before the start with their answers.  ``strays`` are the notes that were
    written on ways taken back since.
    """

    story: str
    story_id: str
    version: str
    language: str
    instrument: str
    role: str
    name: str
    settings: tuple[tuple[str, str], ...]
    seed: int
    began: str
    last: str
    earlier: Earlier | None
    visits: tuple[Visit, ...]
    path: tuple[Mark, ...]
    branches: tuple[Branch, ...]
    strays: tuple[Note, ...]
    debrief: Debrief | None

    @property
    def steps(self) -> int:
        """How many steps the path has."""
        return sum(len(visit.deeds) for visit in self.visits)


def transcript(session: Session, found: Collection[str] = (), name: str = "") -> Transcript:
    """The transcript of a session, finished or not; ``found`` are the endings reached in other runs."""
    story, journal = session.story, session.journal
    taken = list(journal.taken())
    on_path = {START, *journal.path()}
    asked = story.asked(session.role)
    return Transcript(
        story=story.title,
        story_id=story.id,
        version=story.version,
        language=story.language,
        instrument=story.instrument,
        role=story.roles[session.role].name,
        name=name,
        settings=tuple((item.ask, item.options[session.settings[item.id]]) for item in asked),
        seed=session.seed,
        began=taken[0].at if taken else "",
        last=taken[-1].at if taken else "",
        earlier=session.earlier,
        visits=tuple(_visits(session)),
        path=tuple(path(session)),
        branches=branches(session),
        strays=tuple(note for note in journal.notes if note.step not in on_path),
        debrief=debrief(session, found) if session.ended else None,
    )


def _visits(session: Session) -> Iterator[Visit]:
    """The stays on the path: each begins with a step that moves, the first at the start."""
    numbers, left = session.journal.path(), branches(session)
    begins = [START, *(number for number in numbers if session.journal.steps[number].moves)]
    for begin, end in zip(begins, [*begins[1:], None], strict=True):
        first = numbers.index(begin) + 1 if begin != START else 0
        last = numbers.index(end) + 1 if end is not None else len(numbers)
        yield _visit(session, begin, numbers[first:last], left)


def _visit(session: Session, begin: int, numbers: list[int], left: tuple[Branch, ...]) -> Visit:
    """A stay that begins after one step and holds others."""
    story, state = session.story, session.state_at(begin)
    scene = story.scenes[state.scene]
    stay = {begin, *(number for number in numbers if not session.journal.steps[number].moves)}
    return Visit(
        title=scene.title.render(state.entered),
        clock=scene.at,
        ending=scene.ending is not None,
        chance=session.chance_at(begin),
        passages=tuple(scenery.passages(story, scene.text, state.entered)),
        deeds=tuple(_deed(session, number) for number in numbers),
        left=tuple(branch for branch in left if branch.fork in stay),
        notes=_notes(session, START) if begin == START else (),
    )


def _deed(session: Session, number: int) -> Deed:
    step = session.journal.steps[number]
    state = session.state_at(step.parent)
    letter = None
    if not step.moves:
        mailbox = scenery.mailbox(session.story, state)
        letter = next((letter for letter in mailbox if letter.id == step.id), None)
    choice = session.story.scenes[step.scene].choice(step.id) if step.moves else None
    kind = "reading" if not step.moves else "choice" if choice is not None else "way"
    return Deed(kind, act(session, number), letter, step.label, step.at, _notes(session, number))


def _notes(session: Session, number: int) -> tuple[Note, ...]:
    return tuple(note for note in session.journal.notes if note.step == number)
