"""What is true of every playthrough of every pack."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.journal import START, Journal
from game.play.machine import StoryMachine
from game.play.replay import refit
from game.play.session import NotOpenError, Session
from game.play.state import State
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, move, moves, walk


def everything(session: Session) -> tuple[Any, ...]:
    """All that a step may change."""
    journal = session.journal
    return session.state, session.look(), list(journal.steps), journal.head, list(journal.notes)


def frozen(state: State) -> tuple[Any, ...]:
    """A state in a form that later changes cannot reach."""
    return (state.scene, tuple(state.facts), state.entered, state.delivered, state.opened, state.draws, state.earlier)


@examples(30)
@given(random_packs(), moves)
def test_every_variable_stays_within_its_bounds(pack: Pack, plan: list[Move]) -> None:
    for session in walk(pack.session(), plan):
        for name, value in session.facts().items():
            variable = session.story.variables[name]
            if variable.values:
                assert value in variable.values
            elif isinstance(variable.start, bool):
                assert type(value) is bool
            else:
                assert type(value) is int
                assert variable.least <= value <= variable.most


@examples(30)
@given(random_packs(), moves)
def test_undo_and_the_same_step_again_change_nothing(pack: Pack, plan: list[Move]) -> None:
    session = pack.session()
    for kind, number in plan:
        before = everything(session)
        done = move(session, (kind, number))
        if done is None or done[0] == "undo" or session.journal.head == before[3]:
            continue
        after = everything(session)
        step = session.undo()
        assert step == after[2][after[3]]
        assert (session.state, session.look(), session.journal.head) == (before[0], before[1], before[3])
        assert move(session, (kind, number)) == done
        assert everything(session) == after


@examples(30)
@given(random_packs(), moves)
def test_replaying_a_journal_gives_the_same_states(pack: Pack, plan: list[Move]) -> None:
    session = pack.session()
    for what in plan:
        move(session, what)
    fresh = pack.session()
    journal = Journal(list(session.journal.steps), session.journal.head, list(session.journal.notes))
    assert refit(fresh, journal, edited=False) == ""
    assert (fresh.state, fresh.look()) == (session.state, session.look())
    for number in (START, *range(len(journal.steps))):
        assert fresh.state_at(number) == session.state_at(number)


@examples(30)
@given(random_packs(), moves)
def test_nothing_is_offered_that_cannot_be_taken_and_nothing_else_can_be(pack: Pack, plan: list[Move]) -> None:
    for session in walk(pack.session(), plan):
        turn = session.look()
        scene, facts = session.scene, session.state.facts
        for option in turn.options:
            choice = scene.choice(option.id)
            assert choice is not None or option.id == "continue"
            if choice is not None and option.open:
                assert choice.guard is None or choice.guard.holds(facts)
        every = [choice.id for choice in scene.choices] + ["continue", "elsewhere", ""]
        for step in every:
            if step in session.offered():
                assert session.machine.step(session.state, step, landing_of(session, step))
            else:
                before = copy.deepcopy(everything(session))
                with pytest.raises(NotOpenError):
                    session.choose(step)
                with pytest.raises(ValueError, match="is not open"):
                    session.machine.step(session.state, step, landing_of(session, step))
                assert everything(session) == before


def landing_of(session: Session, step: str) -> str:
    """Some scene a step can land on, where it draws."""
    way = session.machine.way(session.scene, session.state) if step == "continue" else None
    return way.targets[0] if way is not None and way.draw else ""


@examples(30)
@given(random_packs(), moves)
def test_a_known_state_is_never_changed_by_what_follows(pack: Pack, plan: list[Move]) -> None:
    known: dict[int, tuple[Any, ...]] = {}
    for session in walk(pack.session(), plan):
        known.setdefault(session.journal.head, frozen(session.state))
        for number, state in session.states.items():
            assert frozen(state) == known.setdefault(number, frozen(state))


@examples(30)
@given(random_packs(), moves)
def test_two_sessions_of_one_machine_do_not_touch_each_other(pack: Pack, plan: list[Move]) -> None:
    alone = pack.session()
    views = [session.look() for session in walk(alone, plan)]
    one, two = pack.session(), pack.session()
    both = []
    for first, second in zip(walk(one, plan), walk(two, plan), strict=True):
        both.append(first.look())
        assert first.look() == second.look()
    assert both == views


@examples(30)
@given(random_packs(), moves, st.integers(0, 30))
def test_a_step_whose_effects_fail_leaves_everything_as_it_was(pack: Pack, plan: list[Move], fail_at: int) -> None:
    machine: StoryMachine = pack.machine
    session = pack.session()
    for number, what in enumerate(plan):
        if number != fail_at % len(plan):
            move(session, what)
            continue
        before = copy.deepcopy(everything(session))
        with pytest.MonkeyPatch.context() as patch:
            for method in (machine.step, machine.read):
                patch.setattr(machine, method.__name__, exploding(method))
            try:
                move(session, what)
            except CallbackError:
                assert everything(session) == before


class CallbackError(Exception):
    """A callback of the machine failed."""


def exploding(method: Callable[..., State]) -> Callable[..., State]:
    """The method, failing at the last instant: everything of the new state has been written."""

    def explode(*given: object) -> State:
        method(*given)
        raise CallbackError

    return explode
