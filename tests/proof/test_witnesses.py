"""What the proof shows can be played, and what it could not finish it does not claim."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest

from game.cli import run as cli
from game.play.machine import StoryMachine
from game.proof.examine import examine
from game.proof.replay import DisagreementError, replay
from game.proof.report import ProofReport
from game.proof.starts import Start
from game.proof.summary import summary
from game.proof.watch import Watch
from game.proof.ways import Way, Ways
from game.story.model import Story
from tests.proof.mazes import Maze
from tests.proof.witnesses import proved, unplayable, witnesses
from tests.support import packs

LONG = """\
hall:
  title: Hall
  do: n += 1
  text: [{text: Late., if: n > 90}]
  choices:
    - {id: on, text: "On", to: hall}
    - {id: other, text: Other, to: hall, do: m += 1}
    - {id: out, text: Out, to: end, if: n > 80}
"""
COUNTING = """\
variables: {n: {start: 0, min: 0, max: 99}, m: {start: 0, min: 0, max: 99}}
always: [{name: never late, holds: n < 3}, {name: bounded, holds: n < 100}]
"""
FAULTY = """\
hall:
  title: Hall
  mail: [{id: note, from: Ada, subject: S, body: B, do: f = true}]
  choices: [{id: pit, text: Pit, to: pit}, {id: wall, text: Wall, to: wall}, {id: urn, text: Urn, to: urn, if: f}]
urn: {title: Urn, next: [{label: authored, draw: [{chance: 50, to: wall}, {rest: true, to: end}]}]}
pit: {title: Pit, next: pit}
wall: {title: Wall, choices: [{id: never, text: Never, to: end, if: not f and f}]}
"""
PROMISE = "variables: {f: false}\nalways: [{name: unread, holds: not f}]\n"


@pytest.mark.parametrize("seed", range(0, 400, 8))
def test_every_witness_can_be_played_and_shows_what_it_is_for(seed: int) -> None:
    proof = proved(packs.story(Maze(Random(seed)).files()))
    assert list(witnesses(ProofReport(proof).as_json()))
    assert not list(unplayable(proof))


def test_a_report_shows_each_fault_with_the_way_to_it() -> None:
    story = packs.story(packs.small(FAULTY, more=PROMISE))
    shown = ProofReport(proved(story)).as_json()
    start = {"role": "player", "conditions": {}, "seed": 0}
    assert shown["complete"] is True
    assert shown["dead_ends"] == [{"scene": "wall", **start, "steps": ["wall"]}]
    assert shown["traps"] == [{"scene": "pit", "first": True, **start, "steps": ["pit"]}]
    assert shown["always"] == [{"name": "unread", "holds": False, **start, "steps": ["read note"]}]
    (ending,) = shown["endings"]
    assert ending["shortest"] == {**start, "steps": ["read note", "urn", "continue to end"]}
    assert (ending["outcome"], ending["reached"]) == ("acceptance", True)
    assert shown["choices"]["unreachable"] == ["wall.never"]


def test_a_way_that_cannot_be_played_is_a_fault_of_rollout_with_a_reproducer() -> None:
    machine = StoryMachine(packs.story(packs.small(FAULTY, more=PROMISE)))
    way = Way.of(Start("player", {}), ("read note", "urn", "continue to hall"))
    with pytest.raises(DisagreementError, match="player") as caught:
        replay(machine, [way])
    assert "read note, urn, continue to hall" in str(caught.value)
    assert "fault of Rollout" in str(caught.value)


def test_the_reproducer_names_what_was_carried_over() -> None:
    machine = StoryMachine(packs.story(packs.small(FAULTY, more=PROMISE)))
    with pytest.raises(DisagreementError, match=r"carrying over \{'f': True\}: nowhere"):
        replay(machine, [Way.of(Start("player", {}, {"f": True}), ("nowhere",))])


def test_a_proof_that_the_game_contradicts_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Ways.some
    monkeypatch.setattr(Ways, "some", lambda self, found: Way.of(honest(self, found).start, ("nowhere",)))
    with pytest.raises(DisagreementError, match="nowhere"):
        proved(packs.story(packs.small(FAULTY, more=PROMISE)))


def test_a_limit_leaves_open_what_was_not_found() -> None:
    proof = proved(packs.story(packs.small(LONG, more=COUNTING)), Watch(most_states=50))
    shown = ProofReport(proof).as_json()
    late, bounded = shown["always"]
    assert shown["complete"] is False
    assert (late["holds"], bounded["holds"]) == (False, None)
    assert len(late["steps"]) == 2
    assert shown["endings"] == [{"id": "end", "outcome": "acceptance", "reached": None, "shortest": None}]
    for part in ("scenes", "choices", "mail", "text"):
        assert shown[part]["unreachable"] == []
    assert [problem.code for problem in ProofReport(proof).problems().problems] == ["E102"]


def test_without_a_limit_the_same_story_is_proved() -> None:
    proof = proved(packs.story(packs.small(LONG, more=COUNTING)))
    shown = ProofReport(proof).as_json()
    assert shown["complete"] is True
    assert [promise["holds"] for promise in shown["always"]] == [False, True]
    assert len(shown["endings"][0]["shortest"]["steps"]) == 81


def test_a_limit_of_seconds_is_kept_by_the_clock_that_is_given() -> None:
    ticks = iter(range(10_000))
    watch = Watch(most_seconds=20, clock=lambda: next(ticks))
    assert proved(packs.story(packs.small(LONG, more=COUNTING)), watch).complete is False
    assert next(ticks) < 100


def test_an_interrupt_leaves_an_honest_part_of_the_proof() -> None:
    def interrupt(watch: Watch) -> None:
        if watch.states > 40:
            raise KeyboardInterrupt

    shown = ProofReport(proved(packs.story(packs.small(LONG, more=COUNTING)), Watch(tell=interrupt))).as_json()
    assert shown["complete"] is False
    assert [promise["holds"] for promise in shown["always"]] == [False, None]
    assert shown["scenes"] == {"reached": 1, "unreachable": []}
    assert shown["traps"] == []


def test_what_is_interrupted_at_once_claims_nothing() -> None:
    def interrupt(_: Watch) -> None:
        raise KeyboardInterrupt

    shown = ProofReport(proved(packs.story(packs.small(LONG, more=COUNTING)), Watch(tell=interrupt))).as_json()
    assert shown["complete"] is False
    assert [promise["holds"] for promise in shown["always"]] == [None, None]


def forty(guard: str) -> Story:
    """A story with forty settings, and a choice for each of them with a guard of its own."""
    names = [f"c{number}" for number in range(40)]
    settings = [f"  {name}: {{ask: Which, options: {{a: A, b: B}}, default: a}}\n" for name in names]
    choices = [f'    - {{id: go_{name}, text: Go, to: end, if: "{guard.format(name)}"}}\n' for name in names]
    scenes = f"hall:\n  title: Hall\n  choices:\n{''.join(choices)}  next: end\n"
    return packs.story(packs.small(scenes, more=f"conditions:\n{''.join(settings)}"))


def test_settings_that_nothing_asks_for_do_not_multiply_the_starts() -> None:
    shown = ProofReport(proved(forty("true"))).as_json()
    assert (shown["complete"], shown["states"]) == (True, 2)
    assert set(shown["endings"][0]["shortest"]["conditions"].values()) == {"a"}


def test_more_starts_than_can_be_looked_at_are_not_proved_and_claim_nothing() -> None:
    report = ProofReport(proved(forty("{} == 'b'")))
    shown = report.as_json()
    assert (shown["complete"], shown["states"]) == (False, 0)
    assert shown["stopped"] == "at the 1,099,511,627,776 starts of player (100,000 are the most)"
    assert shown["endings"][0]["reached"] is None
    assert not report.problems().problems
    assert report.shares.roles["player"].endings == {"end": 1}


def test_a_search_that_a_limit_stopped_says_how_much_was_still_to_be_looked_at() -> None:
    report = ProofReport(proved(packs.story(packs.small(LONG, more=COUNTING)), Watch(most_states=50)))
    (stopped,) = [line for line in summary(report) if line.startswith("stopped")]
    found = re.match(r"stopped by --max-states 50 with (\d+) states? still to look at", stopped)
    assert found is not None
    assert int(found[1]) > 0


def test_check_answers_1_where_a_limit_stopped_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = "always: [{name: bounded, holds: n < 100}]\n" + COUNTING.split("\n", maxsplit=1)[0] + "\n"
    folder = packs.write(tmp_path / "small", packs.small(LONG, more=sound))
    assert cli(["check", str(folder)]) == 0
    assert "not proved" not in capsys.readouterr().out
    assert cli(["check", str(folder), "--max-states", "50"]) == 1
    told = capsys.readouterr().out
    assert "not proved" in told
    assert "0 errors" in told


def test_a_pack_that_does_not_load_is_not_proved(tmp_path: Path) -> None:
    folder = packs.write(tmp_path / "small", packs.small("hall: {title: Hall, next: nowhere}\n"))
    examined = examine(folder, (), Watch())
    assert (examined.report, examined.sound) == (None, False)
