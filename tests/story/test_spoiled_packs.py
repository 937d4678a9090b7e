"""A pack spoiled anywhere gives at least one problem, or it plays; nothing in it brings the program down.

Long with ROLLOUT_SIEGE=1: thousands of packs near the schema, and of spoiled copies of the stories that are shipped.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.machine import StoryMachine
from game.play.session import Session
from game.proof.examine import examine
from game.proof.summary import summary
from game.proof.watch import Watch
from game.story.craft import check_craft
from game.story.loader import Loaded, load
from game.story.problems import MOST_TOLD, Report
from game.story.reader import Limits
from tests.cli import harbour
from tests.support.packs import Files, codes, pack, small
from tests.support.search import SIEGE, examples
from tests.support.spoiling import shaped, spoiled

SHIPPED = Path(__file__).resolve().parents[2] / "scenes"
STORIES = sorted(path.parent.name for path in SHIPPED.glob("*/story.yaml"))
SEEDS = st.integers(0, 2**63)
STEPS = 12


def played(files: Files, seed: int) -> Loaded:
    """Load a pack, and where that gives a story, play it a little and look for slips as `check` does."""
    with pack(files) as folder:
        result = load(folder, records=[SHIPPED])
    assert (result.story is None) == bool(result.errors)
    assert all(str(problem) and problem.place.line >= 1 and problem.place.column >= 1 for problem in result.problems)
    if result.story is not None:
        check_craft(result.story, Report(sources=result.sources))
        machine, dice = StoryMachine(result.story), Random(seed)
        for role in result.story.roles:
            wander(Session(machine, role, seed=seed), dice)
    return result


def wander(session: Session, dice: Random) -> None:
    """Take some steps and look at each turn."""
    for _ in range(STEPS):
        turn = session.look()
        unread = [letter.id for letter in turn.mail if not letter.read]
        if unread:
            session.read(dice.choice(unread))
        opened = session.offered()
        if not opened:
            return
        session.choose(dice.choice(opened))


@cache
def text_of(name: str) -> dict[str, str]:
    """The files of a shipped story, its walkthroughs aside."""
    folder = SHIPPED / name
    paths = [path for path in folder.rglob("*.yaml") if "walkthroughs" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}


def checked(files: Files) -> None:
    """Check a pack as the command does, as far as a few thousand states."""
    with pack(files) as folder:
        examined = examine(folder, [SHIPPED], Watch(most_states=3_000))
    assert (examined.report is None) == any(problem.code < "E100" for problem in examined.problems)
    if examined.report is not None:
        assert list(summary(examined.report))
        json.dumps(examined.report.as_json())


@examples(150)
@given(SEEDS)
def test_a_pack_near_the_schema_has_problems_or_plays(seed: int) -> None:
    files = {name: json.dumps(value) for name, value in shaped(Random(seed)).items()}
    if played(files, seed).story is not None:
        checked(files)


@examples(100)
@given(SEEDS)
def test_a_spoiled_copy_of_a_small_pack_has_problems_or_plays(seed: int) -> None:
    files = spoiled(harbour.FILES, Random(seed))
    if played(files, seed).story is not None:
        checked(files)


@examples(8)
@given(st.sampled_from(STORIES), SEEDS)
def test_a_spoiled_copy_of_a_shipped_story_has_problems_or_plays(name: str, seed: int) -> None:
    played(spoiled(text_of(name), Random(seed)), seed)


MANY = 5 * MOST_TOLD
FLOODS = {
    "aliases": "hall:\n  title: Hall\n  text:\n" + "    - *a\n" * MANY,
    "anchors": "hall:\n  title: Hall\n  text:\n" + "    - &a b\n" * MANY,
    "keys twice": "a: b\n" * MANY,
    "keys that are none": "? [a]\n: b\n" * MANY,
    "unknown keys": "hall:\n  title: Hall\n" + "".join(f"  k{number}: b\n" for number in range(MANY)),
    "bad ids": "".join(f"S{number}: {{title: S, next: hall}}\n" for number in range(MANY)),
    "unknown names": "hall:\n  title: Hall\n  text:\n" + "".join(f"    - '{{x{n}}}'\n" for n in range(MANY)),
    "unknown scenes": "hall:\n  title: Hall\n  choices:\n"
    + "".join(f"    - {{text: T, to: s{n}}}\n" for n in range(MANY)),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_of_a_file_full_of_faults_so_many_are_told_and_that_there_are_more(flood: str) -> None:
    found = [code for code in codes(small(FLOODS[flood])) if code.startswith("E")]
    assert found.count("E016") == 1
    assert MOST_TOLD < len(found) < MOST_TOLD + 5


def test_a_file_full_of_warnings_still_plays() -> None:
    text = "hall:\n  title: Hall\n  next: end\n  text:\n" + "    - It is <b>dark</b>.\n" * MANY
    result = played(small(text), 0)
    assert result.story is not None
    assert [problem.code for problem in result.problems].count("W003") == 1


def test_a_list_without_end_a_pack_of_too_many_values_and_one_of_too_many_bytes_are_refused() -> None:
    text = "hall:\n  title: Hall\n  next: end\n  text:\n" + "    - So.\n" * 40
    assert codes(small(text), limits=Limits(entries=30)) == ["E018"]
    assert "E017" in codes(small(text), limits=Limits(values=60))
    assert "E019" in codes(small(text), limits=Limits(pack_bytes=500))


if SIEGE:

    @examples(2)
    @given(SEEDS)
    def test_the_siege_of_every_shipped_story(seed: int) -> None:
        for name in STORIES:
            played(spoiled(text_of(name), Random(seed)), seed)
