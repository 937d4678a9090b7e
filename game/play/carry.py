"""The other side of a rollout: a role that starts from where another role's finished run ended.

What carries is acts and settings.  Free-text notes stay with the run they were written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.play.earlier import Earlier, Moment
from game.play.session import Session
from game.story.expressions import Value
from game.story.model import Role


def other_sides(session: Session) -> Iterator[Role]:
    """The roles that can follow a finished run; a run that was itself carried over is not carried on."""
    if not session.ended or session.earlier is not None:
        return
    for carry in session.story.carry.values():
        if carry.source == session.role:
            yield session.story.roles[carry.role]


def carry_over(session: Session, role: str) -> tuple[dict[str, Value], Earlier]:
    """The variables a finished run gives to another role, and the run itself.

    Raises ValueError where it gives that role nothing.
    """
    if role not in {other.id for other in other_sides(session)}:
        raise ValueError(f"{role} does not follow {session.role}")
    facts = session.state.facts
    variables = {name: expression.value(facts) for name, expression in session.story.carry[role].settings.items()}
    return variables, Earlier(session.story.roles[session.role].name, session.look().title, tuple(moments(session)))


def moments(session: Session) -> Iterator[Moment]:
    """The choices of a run in order, each with the time its scene was last said to be at."""
    at = ""
    for step in session.journal.taken():
        scene = session.story.scenes[step.scene]
        at = scene.at or at
        choice = scene.choice(step.id) if step.moves else None
        if choice is not None:
            state = session.state_at(step.parent)
            yield Moment(at, scene.title.render(state.entered), choice.words.render(state.facts))
