"""Walking through a session: random moves, and what is seen after each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from game.play.debrief import debrief
from game.play.journal import START
from game.play.session import Session
from tests.support.reference import Reference

#: What is tried, and which of the things one could do: a step, a reading, or taking a step back.
Move = tuple[str, int]
moves = st.lists(
    st.tuples(st.sampled_from(["step", "step", "step", "read", "read", "undo"]), st.integers(0, 5)),
    min_size=10,
    max_size=30,
)


def view(session: Session) -> dict[str, Any]:
    """Everything a player sees, in the form of the reference model's view."""
    turn = session.look()
    chance = turn.chance
    return {
        "scene": turn.scene,
        "title": turn.title,
        "text": [(passage.kind, passage.words, passage.by) for passage in turn.passages],
        "mail": [(letter.id, letter.subject, letter.body, letter.read, letter.new) for letter in turn.mail],
        "options": [
            (option.id, option.words if option.id != "continue" else "", option.open, option.reason)
            for option in turn.options
        ],
        "variables": session.facts(),
        "gauges": [(gauge.label, gauge.value) for gauge in turn.gauges],
        "drawn": (chance.label, chance.percent) if chance else ("", ""),
        "ending": turn.ending,
        "stuck": turn.stuck,
        "steps": turn.step,
    }


def earned(session: Session) -> list[str]:
    """The findings an ended session shows."""
    return [card.finding.id for card in debrief(session).cards]


def move(session: Session, what: Move) -> tuple[str, str] | None:
    """Make one move if there is any of that kind, a step back where nothing is open; what was done, or None."""
    kind, number = what
    turn = session.look()
    offered = session.offered()
    if kind == "read" and turn.mail:
        mail = turn.mail[number % len(turn.mail)].id
        session.read(mail)
        return "read", mail
    if kind == "step" and offered:
        step = offered[number % len(offered)]
        session.choose(step)
        return "step", step
    if kind != "read" and session.journal.head != START:
        session.undo()
        return "undo", ""
    return None


def follow(reference: Reference, step: tuple[str, str]) -> None:
    """Make in the reference model the move that a session made."""
    kind, name = step
    {"undo": lambda _: reference.undo(), "read": reference.open_mail, "step": reference.choose}[kind](name)


def walk(session: Session, plan: list[Move]) -> Iterator[Session]:
    """The session before the first and after each of some moves."""
    yield session
    for what in plan:
        if move(session, what):
            yield session
