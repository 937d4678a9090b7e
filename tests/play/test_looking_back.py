"""What looks back on a playthrough: its branches, its map, and its transcript."""

from __future__ import annotations

from game.play.branches import branches
from game.play.journal import START
from game.play.pathmap import path_map
from game.play.session import Session
from game.play.transcript import transcript
from tests.support import packs
from tests.support.saving import FILES, clock, take

MACHINE = packs.machine(FILES)


def played(*steps: str) -> Session:
    session = Session(MACHINE, "player", {"x": "b"}, seed=7, clock=clock)
    take(session, *steps)
    return session


def test_nothing_taken_back_leaves_no_branch() -> None:
    assert branches(played("stay", "go")) == ()
    session = played("stay", "go", "undo", "go")
    assert branches(session) == ()


def test_each_way_that_was_left_is_a_branch_the_last_left_first() -> None:
    session = played("stay", "go", "continue", "undo", "undo", "undo", "read note", "go")
    (branch,) = branches(session)
    assert (branch.fork, branch.scene, branch.words, branch.steps) == (START, "Hall", "Stay", 3)
    assert branch.end in ("Red", "Blue")
    session = played("go", "undo", "stay", "go", "undo", "read note")
    assert [(branch.words, branch.fork) for branch in branches(session)] == [("Go", 1), ("Go", START)]


def test_a_branch_can_be_picked_up_and_the_path_that_was_left_becomes_one() -> None:
    session = played("stay", "go", "continue", "end", "undo", "undo", "undo", "read note")
    (branch,) = branches(session)
    assert branch.ended
    assert "ended with “End” after 3 steps" in branch.told
    assert session.rewind(branch.tip).ending
    assert [left.words for left in branches(session)] == ["Read “S 1”"]


def test_the_map_shows_the_scenes_seen_and_the_others_without_a_name() -> None:
    session = played("stay", "go", "continue")
    shown = path_map(session)
    assert (shown.seen, shown.total) == (3, 5)
    here = session.look().title
    assert [(stop.title, stop.level, stop.visits) for stop in shown.stops[:3]] == [
        ("Hall", 0, 2),
        ("Urn", 1, 1),
        (here, 2, 1),
    ]
    assert [(stop.title, stop.seen, stop.level, stop.ending) for stop in shown.stops[3:]] == [
        ("", False, 2, False),
        ("", False, 3, False),
    ]
    assert [(leg.source, leg.to, leg.words, leg.back) for leg in shown.legs] == [
        (0, 0, "Stay", False),
        (0, 1, "Go", False),
        (1, 2, "Continue", False),
    ]
    assert [stop.here for stop in shown.stops] == [False, False, True, False, False]
    assert (1, 3) in shown.ways
    assert not {(leg.source, leg.to) for leg in shown.legs} & set(shown.ways)


def test_a_way_that_was_taken_back_stays_on_the_map_and_is_marked() -> None:
    session = played("go", "continue", "end", "undo", "undo", "undo")
    shown = path_map(session)
    assert shown.seen == 4
    assert {stop.title: stop.visits for stop in shown.stops if stop.seen}["Hall"] == 1
    assert [stop.ending for stop in shown.stops[:4]] == [False, False, False, True]
    assert all(leg.back for leg in shown.legs)


def test_a_transcript_has_the_text_as_it_was_read_with_what_was_done() -> None:
    told = transcript(played("read note", "stay", "note Because.", "go", "undo", "go", "continue", "end"), name="Mine")
    assert (told.story, told.role, told.seed, told.name, told.settings) == (
        "A small story",
        "The player",
        7,
        "Mine",
        (("X?", "B"),),
    )
    assert [(visit.title, [piece.words for piece in visit.passages]) for visit in told.visits[:3]] == [
        ("Hall", ["1"]),
        ("Hall", ["2"]),
        ("Urn", []),
    ]
    first = told.visits[0].deeds
    assert [(deed.kind, deed.words) for deed in first] == [("reading", "Read “S 1”"), ("choice", "Stay")]
    assert first[0].letter is not None
    assert first[0].letter.body == "B"
    assert [note.text for note in first[1].notes] == ["Because."]
    drawn = told.visits[3]
    assert drawn.chance is not None
    assert drawn.chance.percent == "50"
    assert told.visits[-1].ending
    assert told.steps == 5
    assert told.debrief is not None
    assert (told.began, told.last) == ("2026-11-21T09:30:00+00:00",) * 2


def test_a_transcript_mentions_what_was_taken_back_where_it_was_left() -> None:
    told = transcript(played("stay", "go", "note Lost.", "undo", "undo", "read note"))
    assert [branch.words for branch in told.visits[0].left] == ["Stay"]
    assert [note.text for note in told.strays] == ["Lost."]
    assert told.debrief is None


def test_a_note_before_the_first_step_stands_before_it() -> None:
    told = transcript(played("note Hello.", "stay"))
    assert [note.text for note in told.visits[0].notes] == ["Hello."]
