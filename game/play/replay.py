"""Fitting a journal to a story that may have been edited since."""

from __future__ import annotations

from dataclasses import replace

from game.play.journal import START, Journal, Step
from game.play.session import Session
from game.story.model import Story


def refit(session: Session, journal: Journal, *, edited: bool) -> str:
    """Give a fresh session a journal, and put it where the journal stands.

    Where a step no longer fits the story, the session stands at the last one that does; the answer is then a
    sentence that says so, and otherwise empty.
    """
    if edited:
        names = _Names(session.story)
        journal.steps = [names.now(step) for step in journal.steps]
    session.journal = journal
    for number in journal.path():
        step = journal.steps[number]
        try:
            after = session.after(session.states[step.parent], step)
            if step.moves and after.scene != step.to:
                raise ValueError(f"it leads to {after.scene} now, not to {step.to}")
        except (ValueError, KeyError) as fault:
            lost = len(journal.path()) - len(journal.path(step.parent))
            _cut(journal, step.parent)
            return f"of {lost} steps that do not fit any more the first is “{step.id}” in {step.scene} ({fault})."
        session.states[number] = after
    return ""


def _cut(journal: Journal, head: int) -> None:
    """Leave only the path to ``head``, numbered anew: what came after belongs to the story as it was."""
    path = journal.path(head)
    numbers = {START: START, **{old: new for new, old in enumerate(path)}}
    journal.notes = [replace(note, step=numbers[note.step]) for note in journal.notes if note.step in numbers]
    journal.steps = [replace(journal.steps[old], parent=numbers[journal.steps[old].parent]) for old in path]
    journal.head = numbers[head]


class _Names:
    """What scenes, choices and mail are called now."""

    def __init__(self, story: Story) -> None:
        self.scenes = {old: scene.id for scene in story.scenes.values() for old in scene.renamed_from}
        self.mail = {old: mail.id for mail in story.mail.values() for old in mail.renamed_from}
        self.choices = {
            (scene.id, old): choice.id
            for scene in story.scenes.values()
            for choice in scene.choices
            for old in choice.renamed_from
        }

    def now(self, step: Step) -> Step:
        scene = self.scenes.get(step.scene, step.scene)
        names = self.choices.get((scene, step.id), step.id) if step.moves else self.mail.get(step.id, step.id)
        return replace(step, scene=scene, id=names, to=self.scenes.get(step.to, step.to))
