"""Shares of paths agree with a plain count over the machine that is played, and say how they were come by."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from game.play.machine import StoryMachine
from game.play.session import first_facts
from game.play.state import State
from game.proof import shares as shares_of
from game.proof.chances import Chances
from game.proof.circles import circles, flow
from game.proof.lengths import PACE, lengths
from game.proof.shares import MARGIN, Shares, shares
from game.proof.starts import FreshStarts
from game.proof.steps import Steps
from game.story.model import DRAW_PARTS
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples

MORE = "variables:\n  n: {start: 0, min: 0, max: 9}\n"
FORK = """\
hall:
  title: Hall
  choices:
    - {text: Left, to: end}
    - {text: Right, to: dice}
    - {text: Never, to: pit, if: n > 5}
dice:
  title: Dice
  next: [{label: authored, draw: [{chance: 25, to: end}, {rest: true, to: other}]}]
other:
  title: Other
  ending: {outcome: appeal, findings: [walk], explain: So.}
pit: {title: Pit, next: pit}
"""


def worked(scenes: str, more: str = "") -> Shares:
    """The shares of a small pack."""
    story = packs.story(packs.small(scenes, more=more))
    return shares(Chances(story, Steps(story)))


def read_all(machine: StoryMachine, state: State) -> State:
    """The state with all mail read, as it came."""
    for mail_id, _ in state.delivered:
        if mail_id not in state.opened:
            state = machine.read(state, mail_id)
    return state


def following(machine: StoryMachine, state: State) -> list[tuple[float, State]]:
    """What follows a state, each with its chance, from the machine alone."""
    scene = machine.story.scenes[state.scene]
    if scene.ending is not None:
        return []
    opened = [choice.id for choice in scene.choices if machine.is_open(scene, choice, state)]
    if opened:
        return [(1 / len(opened), read_all(machine, machine.step(state, name))) for name in opened]
    way = machine.way(scene, state)
    if way is None:
        return []
    if not way.draw:
        return [(1.0, read_all(machine, machine.step(state, "continue")))]
    return [(d.parts / DRAW_PARTS, read_all(machine, machine.step(state, "continue", d.to))) for d in way.draw]


def key(state: State) -> tuple[Any, ...]:
    return state.scene, tuple(state.facts), frozenset(state.opened)


def counted(machine: StoryMachine, role: str, steps: int) -> tuple[dict[str, float], float]:
    """The shares after so many steps, and what is still going on then."""
    starts = list(FreshStarts(machine.story, role))
    here: dict[Any, tuple[float, State]] = {}

    def add(into: dict[Any, tuple[float, State]], share: float, state: State) -> None:
        into[key(state)] = (into.get(key(state), (0.0, state))[0] + share, state)

    for start in starts:
        facts = first_facts(machine.story, start.role, start.conditions)
        add(here, 1 / len(starts), read_all(machine, machine.start(facts, machine.story.roles[role].start)))
    ended: dict[str, float] = defaultdict(float)
    for _ in range(steps):
        onward: dict[Any, tuple[float, State]] = {}
        for share, state in here.values():
            if machine.story.scenes[state.scene].ending is not None:
                ended[state.scene] += share
            for part, after in following(machine, state):
                add(onward, share * part, after)
        here = onward
    return dict(ended), sum(share for share, _ in here.values())


@examples(12)
@given(random_packs())
def test_shares_agree_with_a_plain_count_over_the_machine(pack: Pack) -> None:
    story = pack.machine.story
    for role, found in shares(Chances(story, Steps(story))).roles.items():
        ended, going = counted(pack.machine, role, 60)
        slack = going + 1e-9 + (0 if found.exact else 2 * MARGIN)
        assert set(ended) - set(found.endings) <= {name for name, share in ended.items() if share <= slack}
        for name, share in found.endings.items():
            assert abs(share - ended.get(name, 0.0)) <= slack, (role, name, found, ended, going)


def test_draws_fall_at_their_rates_and_choices_evenly() -> None:
    found = worked(FORK, MORE).roles["player"]
    assert found.exact
    assert found.endings == pytest.approx({"end": 0.625, "other": 0.375})
    assert found.never == pytest.approx(0)


def test_mail_is_read_as_it_comes() -> None:
    scenes = """\
hall:
  title: Hall
  mail: [{id: note, from: A, subject: B, body: C, do: n = 9}]
  choices: [{text: Stay, to: end}, {text: Go, to: pit, if: n == 9}]
pit: {title: Pit, next: pit}
"""
    found = worked(scenes, MORE)
    assert found.roles["player"].endings == pytest.approx({"end": 0.5})
    assert found.roles["player"].never == pytest.approx(0.5)


def test_a_letter_that_reads_what_another_of_the_same_entry_sets_is_told_apart() -> None:
    scenes = """\
hall: {title: Hall, choices: [{id: a, text: A, to: room, do: n = 1}, {id: b, text: B, to: room}]}
room: {title: Room, next: desk}
desk:
  title: Desk
  mail: [{id: one, from: A, subject: B, body: C, do: m = n}, {id: two, from: A, subject: B, body: C, do: f = m == 1}]
  next: [{if: f, to: end}, {to: pit}]
pit: {title: Pit, next: pit}
"""
    found = worked(scenes, f"{MORE}  m: {{start: 0, min: 0, max: 9}}\n  f: false\n").roles["player"]
    assert found.endings == pytest.approx({"end": 0.5})


def test_every_setting_is_as_likely_as_any_other() -> None:
    more = "conditions: {w: {ask: W, options: {a: A, b: B, c: C, d: D}, default: a}}\n"
    scenes = """hall: {title: Hall, next: [{if: "w == 'a'", to: pit}, {to: end}]}\npit: {title: Pit, choices: []}\n"""
    assert worked(scenes, more).roles["player"].endings == pytest.approx({"end": 0.75})


def test_what_goes_round_is_followed_to_its_end() -> None:
    found = worked("hall: {title: Hall, choices: [{text: Stay, to: hall}, {text: Go, to: end}]}\n").roles["player"]
    assert found.exact
    assert found.endings == pytest.approx({"end": 1})
    assert found.error < 1e-9


def test_a_larger_story_is_sampled_the_same_each_time_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares_of, "MOST_STATES", 2)
    found = worked(FORK, MORE)
    assert not found.roles["player"].exact
    assert found.roles["player"].endings == pytest.approx({"end": 0.625, "other": 0.375}, abs=1.5 * MARGIN)
    assert found.roles == worked(FORK, MORE).roles
    assert "sampled, 1000 runs a role with seed 0" in found.how()
    shown = found.as_json()["roles"]["player"]  # type: ignore[index]
    assert (shown["exact"], shown["runs"], shown["seed"], shown["error"]) == (False, 1000, 0, MARGIN)


def test_a_very_large_story_is_left_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares_of, "MOST_SCENES", 2)
    found = worked(FORK, MORE)
    assert found.roles == {}
    assert "not worked out, for it has more than 2 scenes" in found.how()


def test_flow_through_circles_inside_circles() -> None:
    # 0 goes to 1 or 3; 1 and 2 go round, and out to 4 one time in four; 3 stays for ever
    onward = [[(1, 0.5), (3, 0.5)], [(2, 1.0)], [(1, 0.75), (4, 0.25)], [(3, 1.0)], []]
    arrived, left = flow({0: 1.0}, onward)
    assert arrived[4] == pytest.approx(0.5)
    assert left < 1e-8
    assert next(iter(circles(onward))) == [0]
    assert sorted(map(sorted, circles(onward))) == [[0], [1, 2], [3], [4]]


def test_lengths_count_what_is_there_to_be_read() -> None:
    scenes = """\
hall:
  title: Hall
  text: [One two three., {if: n > 3, text: never never}, "{n > 3: never | four}"]
  mail: [{id: note, from: A, subject: Five, body: six - seven}]
  choices: [{text: Eight, to: end, id: eight}, {text: never, to: end, id: shut, if: n > 3, locked: never}]
"""
    story = packs.story(packs.small(scenes, more=MORE))
    found = lengths(Chances(story, Steps(story)))["player"]
    assert (found.words.shortest, found.words.typical, found.words.longest) == (8, 8, 8)
    assert found.steps.typical == 1
    assert found.minutes.typical == -(-8 // PACE)


def test_lengths_leave_out_a_choice_that_is_used_up() -> None:
    scenes = """\
hall:
  title: Hall
  choices: [{id: one, text: One two, to: hall, once: true}, {id: go, text: Three, to: end, if: chose(hall.one)}]
"""
    story = packs.story(packs.small(scenes))
    found = lengths(Chances(story, Steps(story)))["player"]
    assert (found.steps.longest, found.words.longest) == (2, 3)


def test_the_shipped_story_takes_the_minutes_it_promises() -> None:
    from game.story.loader import load

    scenes = Path(__file__).resolve().parents[2] / "scenes"
    story = load(scenes / "the-cutover", records=[scenes]).story
    assert story is not None
    for found in lengths(Chances(story, Steps(story))).values():
        assert 0.5 * story.minutes <= found.minutes.typical <= 2 * story.minutes
