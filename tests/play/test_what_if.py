"""The nearest other ending is the one a plain search finds, and a search that would go on and on says so instead."""

from __future__ import annotations

from collections import deque

import pytest
from hypothesis import given

from game.plain.debrief import debrief as debrief_lines
from game.play import nearest
from game.play.debrief import debrief
from game.play.machine import StoryMachine
from game.play.nearest import successors
from game.play.session import Session
from game.play.state import State
from game.play.whatif import NoOther, WhatIf, nearest_other_ending
from tests.export.engine import Engine
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.search import examples
from tests.support.walks import Move, move, moves


def plainly(session: Session) -> tuple[int, str, str] | None:
    """The length of the way to the nearest other ending, its first choice, and its title, without a limit."""
    for number in reversed(session.journal.path()):
        step = session.journal.steps[number]
        before, scene = session.state_at(step.parent), session.story.scenes[step.scene]
        found = [
            (*way, place)
            for place, choice in enumerate(scene.choices)
            if step.moves and choice.id != step.id and session.machine.is_open(scene, choice, before)
            if (way := breadth_first(session, session.machine.step(before, choice.id)))
        ]
        if found:
            steps, title, place = min(found, key=lambda way: (way[0], way[2]))
            return steps, scene.choices[place].words.render(before.facts), title
    return None


def breadth_first(session: Session, begin: State) -> tuple[int, str] | None:
    waiting, known = deque([(begin, 1)]), {(begin.scene, *begin.facts)}
    while waiting:
        state, steps = waiting.popleft()
        scene = session.story.scenes[state.scene]
        if scene.ending is not None and scene.id != session.scene.id:
            return steps, scene.title.render(state.entered)
        for after in () if scene.ending else successors(session.machine, state):
            if (after.scene, *after.facts) not in known:
                known.add((after.scene, *after.facts))
                waiting.append((after, steps + 1))
    return None


@examples(30)
@given(random_packs(), moves)
def test_it_is_what_a_plain_search_finds(pack: Pack, plan: list[Move]) -> None:
    session = pack.session()
    for what in plan:
        move(session, what)
    for _ in range(40):
        if not session.ended and session.offered():
            session.choose(session.offered()[-1])
    if not session.ended:
        return
    found, wanted = nearest_other_ending(session), plainly(session)
    if wanted is None:
        assert found == NoOther()
        return
    assert isinstance(found, WhatIf)
    assert (found.steps, found.instead, found.ending) == wanted


MAZE = """\
hall:
  title: Hall
  choices:
    - {id: one, text: One, to: hall, do: a += 1}
    - {id: ten, text: Ten, to: hall, do: b += 1}
    - {id: leave, text: Leave, to: end}
    - {id: hide, text: Hide, to: attic, if: "a + b > 9000"}
attic: {title: Attic, ending: {outcome: refusal, findings: [walk], explain: You hid.}}
"""
MORE = "variables: {a: {start: 0, min: 0, max: 9000}, b: {start: 0, min: 0, max: 9000}}\n"


@pytest.fixture
def lost() -> Session:
    session = Session(StoryMachine(packs.story(packs.small(MAZE, more=MORE))), "player")
    session.choose("leave")
    return session


def test_a_search_that_would_go_on_and_on_is_given_up_and_that_is_said(
    lost: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "BUDGET", 1_200)
    steps = []
    step = lost.machine.step
    monkeypatch.setattr(lost.machine, "step", lambda *taken: steps.append(taken) or step(*taken))
    assert nearest_other_ending(lost) == NoOther(given_up=True)
    assert len(steps) < 3 * 1_200 + 10
    said = "The nearest other ending is not known: 1,200 moments of the story were looked at, and then the search was given up."
    assert said in list(debrief_lines(debrief(lost)))
    engine = Engine(lost.story)
    engine.begin("player", {}, 0)
    engine.call("choose", "leave")
    assert engine.call("whatIfOf") == {"told": said}


def test_where_there_is_no_other_ending_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = "hall:\n  title: Hall\n  choices: [{id: a, text: A, to: end}, {id: b, text: B, to: end}]\n"
    session = Session(StoryMachine(packs.story(packs.small(hall))), "player")
    session.choose("a")
    said = "No other choice along this path leads to another ending, unless further letters are read."
    assert said in list(debrief_lines(debrief(session)))


FORKS = """\
hall:
  title: Hall
  choices:
    - {id: leave, text: Leave, to: end}
    - {id: left, text: Left, to: stair}
    - {id: right, text: Right, to: cellar}
stair:
  title: Stair
  choices:
    - {id: wait, text: Wait, to: stair, do: n += 1}
    - {id: up, text: Up, to: attic, if: n >= NEEDED, locked: Not yet.}
cellar: {title: Cellar, choices: [{id: down, text: Down, to: vault}]}
attic: {title: Attic, ending: {outcome: refusal, findings: [walk], explain: You hid.}}
vault: {title: Vault, ending: {outcome: refusal, findings: [walk], explain: You hid.}}
"""


@pytest.mark.parametrize(("needed", "instead", "ending"), [(0, "Left", "Attic"), (1, "Right", "Vault")])
def test_of_ways_of_one_length_the_first_in_the_file_is_told_and_a_shut_way_counts_with_its_wait(
    needed: int, instead: str, ending: str
) -> None:
    scenes, more = FORKS.replace("NEEDED", str(needed)), "variables: {n: {start: 0, min: 0, max: 9}}\n"
    session = Session(StoryMachine(packs.story(packs.small(scenes, more=more))), "player")
    session.choose("leave")
    assert nearest_other_ending(session) == WhatIf("Hall", "Leave", instead, ending, 2)
    engine = Engine(session.story)
    engine.begin("player", {}, 0)
    engine.call("choose", "leave")
    found = engine.call("whatIfOf")
    assert (found["instead"], found["ending"], found["steps"]) == (instead, ending, 2)
