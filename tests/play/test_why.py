"""Why a choice is shut: the author's reason, and what its guard waits for where the story lets that be told."""

from __future__ import annotations

import pytest
from hypothesis import given

from game.play.session import Session
from game.play.why import ALL_OF, Part, Why, why
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, moves, walk

MORE = """\
locks: full
people: {ada: {name: Ada}}
conditions: {doors: {ask: "Which ways are open?", options: {one: One person listens, none: Nobody does}, default: none}}
variables:
  appeals: {start: 0, min: 0, max: 9}
  members_waiting: {start: 5, min: 0, max: 9, label: members, show: number}
  known: false
  aim: {one_of: [no_aim, members], start: no_aim}
"""
SCENES = """\
hall:
  title: Hall
  mail: [{id: notice, from: ada, subject: "Cutover, 17:00", body: B, do: known = true}]
  choices:
    - {id: write, text: Write to *Farrow*, to: hall, do: appeals += 1}
    - {id: rest, text: Rest, to: den}
    - {id: shut, text: The door, to: den, if: "GUARD", locked: It is shut.}
den: {title: Den, choices: [{id: back, text: Back, to: hall, do: aim = 'members'}, {text: End, to: end}]}
"""


def at(guard: str, *steps: str, more: str = MORE) -> Session:
    session = packs.play(SCENES.replace("GUARD", guard), more=more)
    for step in steps:
        session.read(step.removeprefix("read ")) if step.startswith("read ") else session.choose(step)
    return session


def parts(guard: str, *steps: str) -> tuple[Part, ...]:
    return why(at(guard, *steps), "shut").parts


def told(guard: str, *steps: str) -> list[tuple[str, bool]]:
    return [(part.words, part.met) for part in parts(guard, *steps)]


def test_without_full_locks_only_the_reason_is_told() -> None:
    session = at("appeals < 0", more=MORE.replace("full", "reason"))
    assert why(session, "shut") == Why("The door", "It is shut.")


def test_a_choice_that_is_open_or_unknown_has_no_reason() -> None:
    session = at("appeals < 0")
    for name in ("write", "nothing"):
        with pytest.raises(ValueError, match="not shut"):
            why(session, name)


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ("appeals > 3", "appeals is 1; it must be above 3"),
        ("appeals >= 3", "appeals is 1; it must be at least 3"),
        ("appeals < 1", "appeals is 1; it must be below 1"),
        ("not appeals >= 1", "appeals is 1; it must be below 1"),
        ("2 <= appeals", "appeals is 1; it must be at least 2"),
        ("appeals == 2", "appeals is 1; it must be 2"),
        ("appeals != 1", "appeals is 1; it must be other than 1"),
        ("appeals in (2, 3, 4)", "appeals is 1; it must be 2, 3 or 4"),
        ("appeals not in (1, 2)", "appeals is 1; it must be other than 1 or 2"),
        ("aim in ('members')", "aim is no aim; it must be members"),
        ("known != (aim in ('members'))", "known is no; it must be other than aim in ('members',), which is no"),
        ("members_waiting < 5", "members is 5; it must be below 5"),
        ("appeals > members_waiting", "appeals is 1; it must be above members, which is 5"),
        ("appeals + members_waiting > 8", "appeals + members is 6; it must be above 8"),
        ("min(appeals, members_waiting) == 4", "min(appeals, members) is 1; it must be 4"),
        ("known", "known is no; it must be yes"),
        ("aim == 'members'", "aim is no aim; it must be members"),
        ("'members' == aim", "aim is no aim; it must be members"),
        ("doors == 'one'", "the answer to “Which ways are open?” is “Nobody does”; it must be “One person listens”"),
        ("role != 'player'", "your role is The player; it must be other than The player"),
        ("read(notice)", "you have not read “Cutover, 17:00”"),
        ("seen(den)", "you have not been at “Den”"),
        ("not chose(hall.write)", "you have chosen “Write to *Farrow*” at “Hall”"),
        ("false", "this never holds"),
    ],
)
def test_a_part_says_how_it_is_and_how_it_must_be(guard: str, words: str) -> None:
    assert told(guard, "write") == [(words, False)]


def test_the_parts_of_a_guard_are_told_one_by_one_with_those_that_are_met() -> None:
    assert told("read(notice) and appeals < 1 and members_waiting == 5", "read notice", "write") == [
        ("you have read “Cutover, 17:00”", True),
        ("appeals is 1; it must be below 1", False),
        ("members is 5; it must be 5", True),
    ]


def test_a_chain_is_told_link_by_link() -> None:
    assert told("2 < appeals < 4") == [
        ("appeals is 0; it must be above 2", False),
        ("appeals is 0; it must be below 4", True),
    ]


def test_ways_to_meet_it_are_told_as_a_group() -> None:
    (part,) = parts("known or (appeals > 1 and aim == 'members')")
    assert (part.words, part.met) == ("one of these:", False)
    assert [inner.words for inner in part.parts] == ["known is no; it must be yes", "all of these:"]
    assert [inner.words for inner in part.parts[1].parts] == [
        "appeals is 0; it must be above 1",
        "aim is no aim; it must be members",
    ]


def test_what_is_denied_as_a_whole_is_told_by_its_parts() -> None:
    (part,) = parts("not (appeals == 0 and not known)")
    assert [inner.words for inner in part.parts] == [
        "appeals is 0; it must be other than 0",
        "known is no; it must be yes",
    ]


def test_a_guard_with_cases_is_met_exactly_when_it_holds() -> None:
    guard = "known if appeals > 0 else members_waiting == 4"
    assert [part.met for part in parts(guard)] == [True, False]
    assert [part.met for part in parts(guard, "write")] == [False, True]


def test_the_step_that_changed_a_part_last_is_named() -> None:
    (part,) = parts("appeals < 2", "write", "read notice", "write")
    assert part.since == ("changed from 1 to 2 by “Write to *Farrow*”, step 3",)
    (part,) = parts("not known", "read notice")
    assert part.since == ("changed from no to yes by reading “Cutover, 17:00”, step 1",)
    (part,) = parts("not read(notice)", "read notice")
    assert part.since == ("since reading “Cutover, 17:00”, step 1",)
    (part,) = parts("appeals > 4")
    assert part.since == ("unchanged since the start",)
    (part,) = parts("doors == 'one'")
    assert part.since == ("settled before the start",)


def test_a_part_over_several_things_names_what_changed_each() -> None:
    (part,) = parts("appeals > members_waiting", "write")
    assert part.since == (
        "appeals changed from 0 to 1 by “Write to *Farrow*”, step 1",
        "members unchanged since the start",
    )


def test_a_step_that_was_taken_back_has_changed_nothing() -> None:
    session = at("appeals > 4", "write")
    session.undo()
    (part,) = why(session, "shut").parts
    assert part.since == ("unchanged since the start",)


@examples(15)
@given(random_packs(), moves)
def test_a_shut_choice_always_waits_for_something_that_is_not_so(pack: Pack, plan: list[Move]) -> None:
    pack.story["locks"] = "full"
    for session in walk(pack.session(), plan):
        for option in session.look().options:
            if not option.open:
                shown = why(session, option.id)
                assert shown.reason == option.reason
                assert not all(part.met for part in shown.parts)
                assert all(met_of(part) is part.met for part in shown.parts)


def met_of(part: Part) -> bool:
    """Whether a part is met, as its own parts have it."""
    if not part.parts:
        return part.met
    return (all if part.words == ALL_OF else any)(met_of(inner) for inner in part.parts)
