"""Random packs are played alike by the engine and by their pages, step by step, undo and saves included."""

from __future__ import annotations

import json

from hypothesis import given
from msgspec import to_builtins

from game.play.codec import decode
from game.play.encoding import Encoder
from game.play.journal import Journal
from game.play.replay import refit
from game.play.session import Session
from game.play.whatif import NoOther, nearest_other_ending
from tests.export.engine import Engine
from tests.export.test_words import same_turn
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, move, moves


def begun(pack: Pack) -> tuple[Session, Engine]:
    session, engine = pack.session(), Engine(pack.machine.story)
    engine.begin(pack.role, pack.settings, pack.seed)
    return session, engine


def follow(session: Session, engine: Engine, what: Move) -> None:
    """Make a move in both."""
    match move(session, what):
        case ("undo", _):
            engine.call("undo")
        case ("read", name):
            assert engine.call("read", name)
        case ("step", name):
            assert engine.call("choose", name)


@examples(15)
@given(random_packs(), moves)
def test_every_moment_is_the_same(pack: Pack, plan: list[Move]) -> None:
    session, engine = begun(pack)
    same_turn(session.look(), engine.call("look"))
    for what in plan:
        follow(session, engine, what)
        same_turn(session.look(), engine.call("look"))
        assert engine.ask("stateOf(session).facts") == session.state.facts
    if session.ended:
        found, wanted = engine.call("whatIfOf"), nearest_other_ending(session)
        assert found == ({"told": wanted.told} if isinstance(wanted, NoOther) else to_builtins(wanted))


@examples(8)
@given(random_packs(), moves)
def test_a_save_goes_on_in_a_terminal_and_back(pack: Pack, plan: list[Move]) -> None:
    session, engine = begun(pack)
    for what in plan:
        follow(session, engine, what)
    engine.call("addNote", "Mine.")
    session.note("Mine.")
    record = decode(engine.call("encode"))
    assert (record.role, record.settings, record.seed, record.head) == (
        session.role,
        session.settings,
        session.seed,
        session.journal.head,
    )
    assert list(record.steps) == session.journal.steps
    assert list(record.notes) == session.journal.notes
    again = pack.session()
    assert refit(again, Journal(list(record.steps), record.head, list(record.notes)), edited=False) == ""
    assert again.state == session.state
    text = Encoder().encode(session, "A1", "", "", "")
    engine.begin(pack.role, {}, 0)
    engine.context.eval(f"session = decode({json.dumps(text)})[0];")
    same_turn(session.look(), engine.call("look"))
