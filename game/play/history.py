"""What a playthrough has read and done, step by step, from its journal."""

from __future__ import annotations

from msgspec import Struct

from game.play import scenery
from game.play.session import Session
from game.play.turn import Passage
from game.story.model import CONTINUE


class Entry(Struct, frozen=True):
    """One step of the path: the scene it was taken in, the text that stood there, and what was done.

    ``number`` is the step's in the journal; ``moves`` is false for the reading of a letter.
    """

    number: int
    title: str
    passages: tuple[Passage, ...]
    act: str
    moves: bool
    notes: tuple[str, ...] = ()


def entry(session: Session, number: int) -> Entry:
    """One step of the journal."""
    story, step = session.story, session.journal.steps[number]
    state = session.state_at(step.parent)
    scene = story.scenes[state.scene]
    return Entry(
        number=number,
        title=scene.title.render(state.entered),
        passages=tuple(scenery.passages(story, scene.text, state.entered)),
        act=act(session, number),
        moves=step.moves,
        notes=tuple(note.text for note in session.journal.notes if note.step == number),
    )


def act(session: Session, number: int) -> str:
    """What a step of the journal did, in the words of the choice or the subject of the letter."""
    story, step = session.story, session.journal.steps[number]
    state = session.state_at(step.parent)
    if not step.moves:
        return f"Read “{subject(session, number)}”"
    choice = story.scenes[state.scene].choice(step.id)
    return scenery.CONTINUE_WORDS if step.id == CONTINUE or choice is None else choice.words.render(state.facts)


def subject(session: Session, number: int) -> str:
    """The subject of the letter that a step of the journal opened."""
    step = session.journal.steps[number]
    letters = scenery.mailbox(session.story, session.state_at(step.parent))
    return next((letter.subject for letter in letters if letter.id == step.id), step.id)


def acts(session: Session, last: int) -> list[str]:
    """What the last steps of the path did."""
    return [act(session, number) for number in session.journal.path()[-last:]]


def visit(session: Session) -> int:
    """What tells one visit to a scene from another: the step that led there."""
    path = session.journal.path()
    return next((number for number in reversed(path) if session.journal.steps[number].moves), -1)
