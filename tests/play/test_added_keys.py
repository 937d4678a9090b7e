"""What scene format 1 has here beyond the contract: each addition does what docs/scene-format.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.columns import by_number
from game.play.debrief import debrief
from game.play.machine import StoryMachine
from game.play.session import Session
from game.proof.walkthroughs import load_walkthroughs, walk
from game.story.prose import paragraphs
from tests.cli.program import Program
from tests.support import packs

TWO = """\
roles:
  player: {name: The player, start: hall}
  keeper: {name: The keeper, start: attic}
variables:
  coins: {start: 2, min: 0, max: 9, label: coins, show: number, roles: [player]}
  keys: {start: 1, min: 0, max: 9, label: keys, show: number, roles: keeper}
  days: {start: 3, min: 0, max: 9, label: days, show: number}
carry:
  keeper: {from: player, set: {keys: coins}}
"""
SCENES = """\
hall: {title: Hall, do: [keys += 0, days += 0], choices: [{id: earn, text: Earn, do: coins += 1, to: hall}, {id: go, text: Go, to: end}]}
attic: {title: Attic, text: "{keys} keys", next: end}
"""


def files(more: str = TWO, **walkthroughs: str) -> dict[str, str]:
    base = packs.small(SCENES)
    base["story.yaml"] = base["story.yaml"].partition("roles:")[0] + more
    return {**base, **{f"walkthroughs/{name}.yaml": text for name, text in walkthroughs.items()}}


def test_a_variable_is_shown_to_the_roles_it_names() -> None:
    machine = packs.machine(files())
    shown = {role: [gauge.label for gauge in Session(machine, role).look().gauges] for role in ("player", "keeper")}
    assert shown == {"player": ["coins", "days"], "keeper": ["keys", "days"]}


def test_a_role_that_does_not_exist_is_shown_nothing_but_a_fault() -> None:
    assert packs.codes(files(TWO.replace("roles: [player]", "roles: [playr]"))) == ["E065"]


@pytest.mark.parametrize(("basis", "word"), [("", "test"), ("basis: case\n", "case"), ("basis: test\n", "test")])
def test_doors_are_laid_beside_a_test_or_a_case(basis: str, word: str) -> None:
    door = "doors: [{id: out, name: Leave, published: open, open_here: 'true', finding: walk}]\n"
    session = Session(packs.machine(files(TWO + door + basis)), "player")
    session.choose("go")
    (seen,) = debrief(session).doors
    assert seen.basis == word


FIRST = "role: player\nsteps: [earn, go]\nexpect: {ending: end}\n"
SECOND = "role: keeper\nafter: first\nsteps: [continue]\nexpect: {ending: end, variables: {keys: 3}}\n"


def test_a_walkthrough_can_start_from_the_end_of_another() -> None:
    with packs.pack(files(first=FIRST, second=SECOND)) as folder:
        known, problems = load_walkthroughs(folder)
        machine = StoryMachine(packs.load(folder).story)  # type: ignore[arg-type]
        assert not problems
        walked = {one.file.stem: walk(machine, one, known) for one in known}
    assert not walked["first"].faults
    assert not walked["second"].faults
    assert walked["second"].session.earlier is not None


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (SECOND.replace("after: first", "after: frst"), "did you mean “first”"),
        (SECOND.replace("after: first", "after: second"), "there is no walkthrough"),
        (SECOND.replace("role: keeper", "role: player"), "player does not follow player"),
    ],
)
def test_a_walkthrough_that_cannot_be_carried_over_fails_with_the_reason(
    tmp_path: Path, second: str, told: str
) -> None:
    packs.write(tmp_path / "scenes" / "small", files(first=FIRST, second=second))
    result = Program(tmp_path)("test", "small")
    assert (result.status, result.is_clean()) == (1, True)
    assert told in result.out


def test_times_are_laid_out_by_their_numbers() -> None:
    times = ["day 10, 08:00", "day 2, 20:00", "day 2, 09:30", "15:52", "9:10"]
    assert sorted(times, key=by_number) == ["9:10", "15:52", "day 2, 09:30", "day 2, 20:00", "day 10, 08:00"]


def test_a_branch_that_says_nothing_leaves_one_space() -> None:
    (paragraph,) = paragraphs("One.  Three.")
    assert paragraph.words == "One. Three."
    (kept,) = paragraphs("a   b", keep_lines=True)
    assert kept.words == "a   b"
