"""Fitting a journal to a story that may have been edited since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from game.play.earlier import Earlier
from game.play.journal import Journal
from game.play.machine import StoryMachine
from game.play.renamed import Renamed
from game.play.session import Clock, Session
from game.story.expressions import Value
from game.story.model import Story, Variable
from game.story.problems import counted


def fitting(
    story: Story, settings: Mapping[str, str], carried: Mapping[str, Value]
) -> tuple[dict[str, str], dict[str, Value], str]:
    """The settings and carried facts of a save that the story has, and a sentence about any that it has not."""
    conditions, variables = story.conditions, story.variables
    renamed = Renamed(story).variables
    carried = {renamed.get(name, name): value for name, value in carried.items()}
    kept = {name: value for name, value in settings.items() if name in conditions and value in conditions[name].options}
    facts = {name: value for name, value in carried.items() if name in variables and _fits(variables[name], value)}
    lost = [name for name in (*settings, *carried) if name not in kept and name not in facts]
    return kept, facts, f"it has no such {', '.join(lost)}, which start as usual." if lost else ""


def _fits(variable: Variable, value: Value) -> bool:
    if variable.values:
        return value in variable.values
    if isinstance(variable.start, bool) or isinstance(value, bool):
        return isinstance(variable.start, bool) and isinstance(value, bool)
    return isinstance(value, int) and variable.least <= value <= variable.most


class Played(Protocol):
    """What a playthrough began with: a session, or the record of one."""

    @property
    def role(self) -> str:
        """Whom the player is."""

    @property
    def settings(self) -> dict[str, str]:
        """The conditions."""

    @property
    def seed(self) -> int:
        """The seed of all draws."""

    @property
    def carried(self) -> dict[str, Value]:
        """What was carried over from another run."""

    @property
    def earlier(self) -> Earlier | None:
        """The run it was carried over from."""


def begun_like(played: Played, machine: StoryMachine, clock: Clock | None) -> tuple[Session, str]:
    """A session that begins as another did, and a sentence about what the story no longer has of that.

    Raises ValueError, with the reason, where the story has not even the role.
    """
    if played.role not in machine.story.roles:
        raise ValueError(f"the story has no role “{played.role}” any more")
    settings, carried, strange = fitting(machine.story, played.settings, played.carried)
    session = Session(
        machine, played.role, settings, seed=played.seed, carried=carried, earlier=played.earlier, clock=clock
    )
    return session, strange


def moved(session: Session, machine: StoryMachine) -> tuple[Session, str]:
    """A session where another stands, in an edited version of its story, and a sentence where steps were lost.

    The session itself stays as it is.  Raises ValueError, with the reason, where the story has not even the role.
    """
    now, strange = begun_like(session, machine, session.clock)
    journal = Journal(list(session.journal.steps), session.journal.head, list(session.journal.notes))
    return now, " ".join(filter(None, (strange, refit(now, journal, edited=True))))


def refit(session: Session, journal: Journal, *, edited: bool) -> str:
    """Give a fresh session a journal, and put it where the journal stands.

    Where a step no longer fits the story, the session stands at the last one that does, and of the steps that
    were taken back only those that fit are left; the answer is then a sentence that says so, and otherwise empty.
    """
    if edited:
        names = Renamed(session.story)
        journal.steps = [names.now(step) for step in journal.steps]
    session.journal = journal
    for number in journal.path():
        step = journal.steps[number]
        fault = _redo(session, number)
        if fault:
            lost = len(journal.path()) - len(journal.path(step.parent))
            journal.head = step.parent
            _leave(session, journal.path())
            return f"of {lost} steps that do not fit any more the first is “{step.id}” in {step.scene} ({fault})."
    strays = [number for number in range(len(journal.steps)) if number not in session.states and _redo(session, number)]
    if strays:
        _leave(session, [number for number in range(len(journal.steps)) if number not in strays])
        return f"{counted(len(strays), 'step')} that you had taken back cannot be gone back to."
    return ""


def _redo(session: Session, number: int) -> str:
    """Work out the state after a step of the journal; why that cannot be done, or nothing."""
    step = session.journal.steps[number]
    if step.parent not in session.states:
        return f"it follows a step in {step.scene} that does not fit"
    try:
        after = session.after(session.states[step.parent], step)
    except (ValueError, KeyError) as fault:
        return str(fault)
    if step.moves and after.scene != step.to:
        return f"it leads to {after.scene} now, not to {step.to}"
    session.states[number] = after
    return ""


def _leave(session: Session, kept: list[int]) -> None:
    """Leave only some steps, numbered anew: the others belong to the story as it was."""
    numbers = session.journal.leave(kept)
    session.states = {numbers[old]: state for old, state in session.states.items() if old in numbers}
