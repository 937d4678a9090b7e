"""Looking back on a page is what it is everywhere: why a choice is shut, the map, and the branches that were left."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from game.play.branches import branches
from game.play.pathmap import path_map
from game.play.session import Session
from game.play.why import Part, why
from tests.export.engine import Engine
from tests.export.test_random_packs import begun, follow
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, moves


def plain(part: Part) -> dict[str, Any]:
    """A part of a guard as the page has it."""
    return {
        "words": part.words,
        "met": part.met,
        "since": list(part.since),
        "parts": [plain(inner) for inner in part.parts],
    }


def same_locks(session: Session, engine: Engine) -> None:
    """What each shut choice waits for is the same in both."""
    for option in session.look().options:
        if not option.open:
            assert engine.call("whyOf", option.id) == [plain(part) for part in why(session, option.id).parts]


def same_map(session: Session, engine: Engine) -> None:
    """The map has the same stops, legs and ways."""
    drawn, shown = path_map(session), engine.call("pathMap")
    fields = ("level", "seen", "title", "visits", "here", "ending")
    assert shown["stops"] == [{name: getattr(stop, name) for name in fields} for stop in drawn.stops]
    assert shown["legs"] == [
        {name: getattr(leg, name) for name in ("source", "to", "words", "number", "back")} for leg in drawn.legs
    ]
    assert shown["ways"] == [list(way) for way in drawn.ways]


def same_branches(session: Session, engine: Engine) -> None:
    """The branches that were left are the same, the last left first."""
    shown = [(branch["tip"], branch["end"], branch["told"]) for branch in engine.call("branchesOf")]
    assert shown == [(branch.tip, branch.end, branch.told) for branch in branches(session)]


@examples(12)
@given(random_packs(), moves)
def test_why_the_map_and_the_branches_are_those_of_every_face(pack: Pack, plan: list[Move]) -> None:
    pack.story["locks"] = "full"
    session, engine = begun(pack)
    for what in plan:
        same_locks(session, engine)
        follow(session, engine, what)
    for same in (same_locks, same_map, same_branches):
        same(session, engine)
