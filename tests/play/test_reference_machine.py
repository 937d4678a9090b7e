"""Anything a player can do, in any order, against a model that remembers everything plainly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from game.play.branches import branches
from game.play.machine import StoryMachine
from game.play.saves import SaveFolder
from game.play.session import NotOpenError, Session
from game.play.whatif import WhatIf, nearest_other_ending
from game.story.loader import load
from tests.play.test_shipped_packs import SCENES, figures_of, values
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.reference import Reference
from tests.support.remembered import START, Remembered
from tests.support.saving import clock
from tests.support.search import SIEGE
from tests.support.walks import earned, view

PLACES = st.integers(0, 40)


class Playing(RuleBasedStateMachine):
    """One playthrough and its model; what begins it is in the classes below."""

    def begin(self, machine: StoryMachine, reference: Reference, role: str, chosen: dict[str, str], seed: int) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="rollout-test-")
        self.saves = SaveFolder(Path(self.folder.name))
        self.session = Session(machine, role, chosen, seed=seed, clock=clock)
        self.session.keep = self.keeper = self.saves.keeper(self.session)
        self.model = Remembered(reference)

    def teardown(self) -> None:
        self.folder.cleanup()

    def ready(self) -> bool:
        return hasattr(self, "session")

    @precondition(ready)
    @rule(numbers=st.lists(PLACES, min_size=1, max_size=4))
    def choose(self, numbers: list[int]) -> None:
        for number in numbers:
            offered = self.session.offered()
            for shut in {"", "nowhere", "continue", *(choice.id for choice in self.session.scene.choices)} - {*offered}:
                with pytest.raises(NotOpenError):
                    self.session.choose(shut)
            if offered:
                name = offered[number % len(offered)]
                self.session.choose(name)
                self.model.choose(name)

    @precondition(ready)
    @rule(number=PLACES)
    def read(self, number: int) -> None:
        mail = self.session.look().mail
        if mail:
            name = mail[number % len(mail)].id
            self.session.read(name)
            self.model.read(name)

    @precondition(ready)
    @rule()
    def undo(self) -> None:
        taken = self.session.undo()
        assert (taken is None) == (self.model.head == START)
        if taken is not None:
            self.model.rewind(self.model.steps[self.model.head][0])

    @precondition(ready)
    @rule(number=PLACES)
    def rewind(self, number: int) -> None:
        to = number % (len(self.model.steps) + 1) - 1
        self.session.rewind(to)
        self.model.rewind(to)

    @precondition(ready)
    @rule(number=PLACES)
    def pick_up_a_branch(self, number: int) -> None:
        left = self.model.branches()
        if left:
            tip, _, _ = left[number % len(left)]
            self.session.rewind(branches(self.session)[number % len(left)].tip)
            self.model.rewind(tip)

    @precondition(ready)
    @rule(text=st.sampled_from(["A note.", " two\nlines ", "\x1b[31mred\u202e", "   "]))
    def note(self, text: str) -> None:
        self.session.note(text)
        kept = {"A note.": "A note.", " two\nlines ": "two\nlines", "\x1b[31mred\u202e": "[31mred"}.get(text)
        if kept:
            self.model.note(kept)

    @precondition(ready)
    @rule()
    def leave_and_come_back(self) -> None:
        if self.keeper.file.exists():
            self.session = self.saves.resume(self.keeper.file, self.session.machine, clock)
            assert self.session.look().notices == ()
            assert self.session.keep is not None
            assert len(list(self.saves.path.glob("[!.]*-*.json"))) == 1

    @precondition(ready)
    @rule()
    def ask_what_if(self) -> None:
        if self.session.ended:
            try:
                wanted = self.model.other_ending()
            except OverflowError:
                self.model.rewind(self.model.head)
                return
            found = nearest_other_ending(self.session)
            assert isinstance(found, WhatIf) == (wanted is not None)
            if isinstance(found, WhatIf) and wanted is not None:
                fork = self.model.places[wanted.fork]
                assert (found.scene, found.steps) == (fork.title, wanted.steps)
                words = {words for name, words, _, _ in self._options_at(wanted.fork) if name in wanted.choices}
                assert found.instead in words

    def _options_at(self, number: int) -> list[tuple[str, str, bool, str]]:
        head = self.model.head
        self.model.rewind(number)
        options = self.model.reference.options()
        self.model.rewind(head)
        return options

    @precondition(ready)
    @invariant()
    def everything_is_as_the_model_has_it(self) -> None:
        session, model = self.session, self.model
        assert view(session) == model.reference.view()
        assert session.look() == session.look()
        assert session.journal.head == model.head
        assert [
            (step.parent, "choose" if step.moves else "read", step.id) for step in session.journal.steps
        ] == model.steps
        assert [(note.step, note.scene, note.text) for note in session.journal.notes] == model.notes
        places = model.places
        assert [(branch.tip, branch.fork, branch.steps) for branch in branches(session)] == model.branches()
        for branch in branches(session):
            assert (branch.scene, branch.end) == (places[branch.fork].title, places[branch.tip].title)
        if session.ended:
            assert earned(session) == model.reference.earned()


class OfRandomPacks(Playing):
    """Any sound pack."""

    @initialize(pack=random_packs())
    def start(self, pack: Pack) -> None:
        self.begin(pack.machine, pack.reference(), pack.role, pack.settings, pack.seed)


class OfExtendedPacks(Playing):
    """Any sound pack, of which a part stands in a pack that extends it: together they are what they were."""

    @initialize(pack=random_packs(), moved=st.sets(st.sampled_from(["s0", "s1", "s2", "s3"]), min_size=1))
    def start(self, pack: Pack, moved: set[str]) -> None:
        with parted(pack, moved) as (base, extension):
            story = load(base, extensions=[extension]).story
        assert story is not None
        assert [added.id for added in story.added] == ["more"]
        self.begin(StoryMachine(story), pack.reference(), pack.role, pack.settings, pack.seed)


@contextmanager
def parted(pack: Pack, moved: set[str]) -> Iterator[tuple[Path, Path]]:
    """The folders of a pack without the last choice and the last mail of some scenes, and of an extension with them."""
    patch: dict[str, Any] = {}
    scenes = {**pack.scenes}
    for name in sorted(moved & scenes.keys()):
        scene = scenes[name] = {**scenes[name]}
        for key in ("choices", "mail"):
            if scene.get(key):
                patch.setdefault(name, {})[f"add_{key}"] = scene[key][-1:]
                scene[key] = scene[key][:-1]
    over = scenes.pop("over")
    manifest = {"format": 1, "id": "more", "title": "More", "version": "1.0.0", "extends": {"pack": "random"}}
    more = {"story.yaml": manifest, "more.yaml": {"over": over, **({"patch": patch} if patch else {})}}
    base = Pack(pack.story, scenes, pack.role, pack.settings, pack.seed)
    with tempfile.TemporaryDirectory(prefix="rollout-test-") as folder:
        yield packs.write(Path(folder) / "random", base.files), packs.write(Path(folder) / "more", packs.values(more))


class OfTheLedger(Playing):
    """A story that is shipped."""

    @initialize(seed=st.integers(0, 1000), first=st.booleans(), numbers=st.lists(PLACES, min_size=8, max_size=8))
    def start(self, seed: int, first: bool, numbers: list[int]) -> None:
        machine, manifest, scenes = ledger()
        roles = list(machine.story.roles)
        role = roles[0 if first else -1]
        chosen = {
            condition.id: list(condition.options)[number % len(condition.options)]
            for condition, number in zip(machine.story.asked(role), numbers, strict=False)
        }
        reference = Reference(manifest, scenes, role, chosen, seed, *figures_of(machine.story))
        self.begin(machine, reference, role, chosen, seed)


@cache
def ledger() -> tuple[StoryMachine, Any, Any]:
    """The machine of The Ledger, and the values of its files."""
    folder = SCENES / "the-ledger"
    story = load(folder).story
    assert story is not None
    return StoryMachine(story), *values(folder)


@pytest.mark.parametrize(
    ("playing", "times", "steps"), [(OfRandomPacks, 20, 30), (OfExtendedPacks, 8, 20), (OfTheLedger, 5, 40)]
)
def test_anything_in_any_order_is_as_a_model_that_remembers_everything_has_it(
    playing: Callable[[], Playing], times: int, steps: int
) -> None:
    many = settings(max_examples=times * (20 if SIEGE else 1), stateful_step_count=steps * (3 if SIEGE else 1))
    run_state_machine_as_test(playing, settings=many)
