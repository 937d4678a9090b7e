"""The room as the fold of its events: what is hidden stays hidden, and the same events make the same room."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.seminar import ballots, reveals, views
from game.seminar.address import Address
from game.seminar.dealing import deals
from game.seminar.events import Event, join, vote
from game.seminar.live import LiveRoom
from game.seminar.model import Room, Voter, ballot_of
from game.seminar.plot import Plot
from game.seminar.web.pages import Pages
from tests.fuzz.rooms import Kept
from tests.seminar.rooms import FIGURE, at, filled, going, shipped

K = 5
VOTERS = [f"v{number}" for number in range(9)]
REVEALS = ["practice", "votes", "paths", "guesses", "cards:0", "lines", "variant", "cards:9", "nonsense"]
STAGE = st.one_of(
    st.builds(lambda step: Event("go", "", "0", str(step)), st.integers(-1, 25)),
    st.sampled_from([Event(kind) for kind in ("open", "close", "hide", "split", "blank", "extend", "undo")]),
    st.builds(lambda what: Event("show", "", "", what), st.sampled_from(REVEALS)),
    st.builds(lambda n: Event("hand", "", ballots.FIRST, json.dumps({"turn": n})), st.integers(-1, 40)),
)
#: What one voter does: who, and which of the answers that are open to them.
ANSWER = st.tuples(st.sampled_from(VOTERS), st.integers(0, 3), st.integers(0, 3))


def answers(room: Room, name: str, which: int, choice: int) -> Iterator[Event]:
    """A vote that is possible now, picked by two numbers."""
    asked = list(room.open_to(room.voters[name]))
    if asked:
        ballot = asked[which % len(asked)]
        value = ballot.options[choice % len(ballot.options)][0] if ballot.options else f"line {choice}"
        yield vote(name, ballot.id, value)


def pages(plot: Plot) -> Pages:
    return Pages(plot.cut.story.title, "en", Address("http://10.0.0.5:8000", "K7QF"))


@given(st.lists(st.one_of(STAGE, ANSWER), max_size=40), st.integers(1, 3))
def test_before_a_reveal_the_wall_is_the_same_whatever_was_chosen(ferry: Plot, story: list, other: int) -> None:
    """Two rooms go through the same acts, and the same phones answer, but each otherwise: their walls are alike."""
    one, two = filled(ferry, len(VOTERS)), filled(ferry, len(VOTERS))
    shown = pages(ferry)
    for entry in story:
        if isinstance(entry, Event):
            assert one.apply(entry) == two.apply(entry)
        else:
            name, which, choice = entry
            for room, pick in ((one, choice), (two, choice + other)):
                for event in answers(room, name, which, pick):
                    if event.key != ballots.SEAT:
                        assert room.apply(event) or not room.stage.open
        walls = [views.wall(room, reveals.shown(room, K)) for room in (one, two)]
        if one.stage.shown:
            assert one.stage.shown.partition(":")[0] in one.step.may_show
            continue
        if one.step.kind != "endings":  # how many have come to an ending depends on how long ways are
            assert shown.wall_main(walls[0]) == shown.wall_main(walls[1])
        assert walls[0].shown is None
        assert FIGURE not in shown.wall_main(walls[0])


@given(st.lists(st.one_of(STAGE, ANSWER), max_size=40))
def test_the_same_events_make_the_same_room_and_a_reveal_needs_the_roles_off(ferry: Plot, story: list) -> None:
    room, log = filled(ferry, len(VOTERS)), [join(name) for name in VOTERS]
    for entry in story:
        for event in [entry] if isinstance(entry, Event) else list(answers(room, *entry)):
            log.append(event)
            room.apply(event)
            if room.stage.shown and room.step.kind != "join":
                assert room.stage.step > at(ferry, "derole")
    again = Room(ferry, log)
    assert again.stages == room.stages
    assert again.voters == room.voters


@given(st.lists(ANSWER, max_size=30))
def test_sending_a_vote_again_changes_nothing(ferry: Plot, story: list) -> None:
    once, twice = filled(ferry, len(VOTERS)), filled(ferry, len(VOTERS))
    for room in (once, twice):
        room.apply(going(ferry, "first"))
    for entry in story:
        for event in answers(once, *entry):
            once.apply(event)
            assert twice.apply(event)
            assert twice.apply(event)
    assert once.voters == twice.voters


def test_a_reveal_is_taken_back_by_one_key(ferry: Plot) -> None:
    room = filled(ferry, 6)
    room.apply(going(ferry, "prompt"))
    before = room.stage
    assert room.apply(Event("show", "", "", "votes"))
    assert room.apply(Event("undo"))
    assert room.stage == before


def test_each_act_can_be_undone_back_to_the_beginning(ferry: Plot) -> None:
    room = filled(ferry, 6)
    for event in (going(ferry, "scene"), Event("extend"), Event("close"), Event("blank"), Event("heads", "", "", "30")):
        assert room.apply(event)
    while room.apply(Event("undo")):
        pass
    assert room.stage == Room(ferry).stage


def test_what_is_revealed_closes_the_vote_and_opening_it_hides_it_again(ferry: Plot) -> None:
    room = filled(ferry, 6)
    assert room.apply(Event("show", "", "", "practice"))
    assert not room.apply(vote("v0", ballots.PRACTICE, "tea"))
    room.apply(Event("open"))
    assert not room.stage.shown
    assert room.apply(vote("v0", ballots.PRACTICE, "tea"))


def test_the_last_vote_counts_until_the_scene_closes(ferry: Plot) -> None:
    room = filled(ferry, 1)
    room.apply(going(ferry, "scene"))
    assert room.apply(vote("v0", "quay", "board"))
    assert room.apply(vote("v0", "quay", "wait"))
    room.apply(Event("close"))
    assert not room.apply(vote("v0", "quay", "board"))
    assert room.voters["v0"].votes["quay"] == "wait"


@pytest.mark.parametrize(
    ("ballot", "value"),
    [
        ("quay", "swim"),
        ("deck", "look"),
        ("quay", ""),
        (ballots.GUESS, "10"),
        (ballots.KEEP, "hello"),
        ("@way_on", "home"),
    ],
)
def test_what_is_not_asked_now_is_no_vote(ferry: Plot, ballot: str, value: str) -> None:
    room = filled(ferry, 1)
    room.apply(going(ferry, "scene"))
    assert not room.apply(vote("v0", ballot, value))
    assert not room.apply(vote("nobody", "quay", "board"))


def test_each_phone_has_a_path_of_its_own(ferry: Plot) -> None:
    room = filled(ferry, 2)
    room.apply(going(ferry, "scene"))
    room.apply(vote("v0", "quay", "wait"))
    room.apply(vote("v1", "quay", "board"))
    room.apply(Event("go", "", "0", str(at(ferry, "scene") + 1)))
    wet, dry = (room.place(room.voters[name]) for name in ("v0", "v1"))
    assert wet is not None
    assert dry is not None
    assert [passage.words for passage in wet.passages] == ["You are wet.", "Fog."]
    assert [passage.words for passage in dry.passages] == ["Fog."]


def test_who_passes_at_the_fork_has_no_way_on(ferry: Plot) -> None:
    room = filled(ferry, 1)
    room.apply(going(ferry, "first"))
    assert room.apply(vote("v0", ballots.FIRST, "hold"))
    assert room.fork(room.voters["v0"]) == "hold"
    assert room.apply(vote("v0", ballots.FIRST, ballots.ABSTAIN))
    assert room.fork(room.voters["v0"]) == ""


def test_after_the_fork_each_phone_plays_on_to_its_ending_and_can_step_back(ferry: Plot) -> None:
    room = filled(ferry, 1)
    for event in (going(ferry, "first"), vote("v0", ballots.FIRST, "hold"), going(ferry, "endings")):
        assert room.apply(event)
    voter = room.voters["v0"]
    assert room.apply(vote("v0", ballots.WAY_ON, "out"))
    ending = room.ending(voter)
    assert ending is not None
    assert ending.scene == "sea"
    assert not room.apply(vote("v0", ballots.WAY_ON, "out home"))
    assert room.apply(vote("v0", ballots.WAY_ON, ""))
    assert room.ending(voter) is None


def test_roles_are_dealt_evenly_in_the_order_of_joining_and_late_ones_fill_up(ferry: Plot) -> None:
    room = filled(ferry, 7)
    assert deals(room) == []
    room.apply(going(ferry, "roles"))
    for event in deals(room):
        room.apply(event)
    dealt = [room.voters[f"v{number}"].role for number in range(7)]
    assert dealt == ["mate", "master"] * 3 + ["mate"]
    room.apply(join("late"))
    assert [event.value for event in deals(room)] == ["master"]


def test_who_observes_is_dealt_no_role_and_asked_nothing(ferry: Plot) -> None:
    room = filled(ferry, 1)
    room.apply(going(ferry, "note"))
    room.apply(vote("v0", ballots.SEAT, ballots.OBSERVE))
    room.apply(going(ferry, "roles"))
    assert deals(room) == []
    room.apply(going(ferry, "first"))
    assert list(room.open_to(room.voters["v0"])) == []
    assert not room.apply(vote("v0", ballots.FIRST, "hold"))
    view = views.phone(room, room.voters["v0"], None)
    assert views.OBSERVING in view.words
    assert view.passages
    assert [option.words for option in view.shut][:2] == ["Turn", "Hold course"]


def test_the_variant_opens_what_its_condition_opens(ferry: Plot) -> None:
    room = filled(ferry, 1)
    room.apply(going(ferry, "first"))
    assert not room.apply(vote("v0", ballots.FIRST, "call"))
    room.apply(going(ferry, "variant"))
    assert room.apply(vote("v0", ballots.VARIANT, "call"))


@pytest.mark.parametrize("minutes", [20, 50, 90])
def test_the_steps_of_a_room_fill_its_plan_to_the_second(ferry: Plot, minutes: int) -> None:
    from game.paper.framework import framework
    from game.seminar.order import running_order

    for variant in (False, True):
        order = running_order(ferry.cut.story, minutes, framework("3d"), variant=variant)
        assert sum(step.seconds for step in order) == 60 * minutes
        assert sum(step.seconds for step in order if step.debrief) >= 0.45 * 60 * minutes


def test_the_prediction_carries_its_whole_condition_on_phones_and_wall(cutover: Plot) -> None:
    room = filled(cutover, 1)
    room.apply(going(cutover, "predict"))
    assert cutover.guess is not None
    assert cutover.guess.id == "blackmail-84-percent"
    assert cutover.guess.guess in [ballot.ask for ballot in room.open_to(Voter(0))]
    assert cutover.guess.guess in views.wall(room, None).words


def test_nothing_more_happens_in_a_finished_room(ferry: Plot) -> None:
    room = filled(ferry, 1)
    room.apply(Event("finish"))
    assert not any(
        room.apply(event) for event in (Event("undo"), Event("open"), join("new"), vote("v0", "@practice", "tea"))
    )


def test_the_ballot_of_a_scene_cannot_be_taken_for_another(ferry: Plot) -> None:
    names = {ballot_of(step) for step in ferry.order if step.scene}
    assert {ballots.FIRST, ballots.SECOND, ballots.VARIANT, "quay", "deck"} == names


def test_what_belongs_to_the_endings_and_to_a_role_is_gone_once_the_roles_are_off(ferry: Plot) -> None:
    room = filled(ferry, 2)
    room.apply(going(ferry, "roles"))
    for event in (*deals(room), going(ferry, "first"), vote("v0", ballots.FIRST, "hold"), going(ferry, "endings")):
        assert room.apply(event)
    assert room.apply(vote("v0", ballots.WAY_ON, "out"))
    before = views.phone(room, room.voters["v0"], None)
    assert before.steps == ("out",)
    assert before.role == "Mate"
    room.apply(going(ferry, "derole"))
    after = views.phone(room, room.voters["v0"], None)
    assert after.steps == ()
    assert after.role == ""


@pytest.mark.parametrize("name", ["the-cutover", "the-exam", "the-gate", "the-ledger", "the-merge"])
def test_no_question_of_a_prediction_gives_a_share_away(name: str) -> None:
    guess = shipped(name).guess
    assert guess is None or not re.search(r"\d\s*%|\d in 100\b", guess.guess.replace("In 100", ""))


def test_who_passes_is_brought_on_by_the_way_that_changes_least(cutover: Plot) -> None:
    """Nobody chose what lies between two scenes of the cut, so no appeal is written there for those who passed."""
    cut = cutover.cut
    state = cut._at(tuple((scene, "") for scene in cut.scenes), cut.pivotal)
    assert state is not None
    changed = {name for name, variable in cut.story.variables.items() if state.facts[variable.slot] != variable.start}
    assert changed.isdisjoint({"appeal_farrow", "draft", "aim", "letters"})


@given(st.lists(ANSWER, max_size=40))
def test_how_many_have_answered_is_what_each_is_asked_counted_one_by_one(ferry: Plot, story: list) -> None:
    room = filled(ferry, len(VOTERS))
    for step in range(len(ferry.order)):
        room.apply(Event("go", "", "0", str(step)))
        for entry in story:
            for event in answers(room, *entry):
                room.apply(event)
        first = {name: next(room.open_to(voter), None) for name, voter in room.voters.items()}
        asked = [(name, ballot.id) for name, ballot in first.items() if ballot is not None]
        if room.step.kind != "endings":
            assert room.decided() == (sum(ballot in room.voters[name].votes for name, ballot in asked), len(asked))


@pytest.mark.parametrize(
    "event",
    [
        Event("hand", "", "quay", '{"board": 1e999}'),
        Event("hand", "", "quay", '{"a":' * 50_000),
        Event("heads", "", "", "9" * 5_000),
        Event("go", "", "soon", "1"),
        Event("go", "", "9" * 300, "1"),
        Event("go", "", "-1", "1"),
    ],
)
def test_a_log_with_numbers_that_are_none_is_taken_up_without_them(ferry: Plot, event: Event) -> None:
    room = Room(ferry)
    assert not room.apply(event)
    assert room.stages == Room(ferry).stages
    live = LiveRoom("K7QF", ferry, Kept([Event("go", "", "60", "1"), event]), lambda: 0.0, 5)
    assert (live.room.step, live.now()) == (ferry.order[1], 60)
