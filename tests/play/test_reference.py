"""The session against a model written straight from the contract."""

from __future__ import annotations

from hypothesis import given

from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, earned, follow, move, moves, view


@examples(110)
@given(random_packs(), moves)
def test_a_session_shows_what_the_contract_says_after_every_move(pack: Pack, plan: list[Move]) -> None:
    session, reference = pack.session(), pack.reference()
    assert view(session) == reference.view()
    for what in plan:
        step = move(session, what)
        if step is None:
            continue
        follow(reference, step)
        assert view(session) == reference.view(), step
        if session.ended:
            assert earned(session) == reference.earned()
