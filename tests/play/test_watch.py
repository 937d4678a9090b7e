"""A story that is edited while it is played: the place is kept, or it is said where it no longer fits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from game.play.watch import Watch
from tests.support import packs, saving


class Bench:
    """A library with one story in it, an open playthrough, and an editor."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        packs.write(folder / "scenes" / "small", saving.FILES)
        self.library = Library((folder / "scenes",), SaveFolder(folder / "saves"), saving.clock, lambda: 7)
        story = self.library.open("small")
        self.session = self.library.begin(story, "player", {"x": "b"})
        self.watch = Watch(self.library, story)
        self.tick = 0

    def write(self, name: str, text: str) -> None:
        """Write a file of the pack, at a time of its own."""
        self.tick += 1
        path = self.folder / "scenes" / "small" / name
        path.write_text(text, "utf-8")
        os.utime(path, ns=(self.tick * 10**9, self.tick * 10**9))

    def edit(self, old: str, new: str) -> None:
        """Replace some text of the scenes."""
        text = (self.folder / "scenes" / "small" / "scenes.yaml").read_text("utf-8")
        assert old in text
        self.write("scenes.yaml", text.replace(old, new))

    def reload(self) -> str:
        """Take over what comes of a change; what is said."""
        assert self.watch.changed()
        result = self.watch.reload(self.session)
        self.session = result.session or self.session
        return result.said

    @property
    def saves(self) -> list[Path]:
        return sorted((self.folder / "saves").glob("small*.json"))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def scene(session: Session) -> str:
    return session.look().scene


def test_nothing_has_changed_while_nothing_was_written(bench: Bench) -> None:
    assert not bench.watch.changed()
    assert not bench.watch.changed()


def test_a_change_is_seen_once(bench: Bench) -> None:
    bench.edit("title: Hall", "title: A hall")
    assert bench.watch.changed()
    assert not bench.watch.changed()


def test_a_new_file_and_one_that_is_gone_are_changes(bench: Bench) -> None:
    bench.write("more.yaml", "attic: {title: Attic, next: end}\n")
    assert bench.watch.changed()
    (bench.folder / "scenes" / "small" / "more.yaml").unlink()
    assert bench.watch.changed()


def test_the_new_words_show_and_the_place_is_kept(bench: Bench) -> None:
    bench.session.choose("stay")
    bench.session.read("note")
    bench.edit('text: "{n}"', 'text: "Here again: {n}"')
    assert bench.reload() == "The story was read again."
    turn = bench.session.look()
    assert (turn.scene, turn.step, turn.unread) == ("hall", 2, 0)
    assert "Here again: 2" in str(turn.passages)


def test_the_playthrough_stays_in_its_file(bench: Bench) -> None:
    bench.session.choose("stay")
    bench.edit("{id: stay, text: Stay,", "{id: wait, renamed_from: [stay], text: Wait,")
    bench.reload()
    bench.session.choose("wait")
    assert len(bench.saves) == 1
    resumed = bench.library.resume(bench.library.saves.info(bench.saves[0]))
    assert [step.id for step in resumed.journal.taken()] == ["wait", "wait"]
    assert not resumed.notices


def test_steps_that_no_longer_fit_are_named_and_the_older_file_is_left(bench: Bench) -> None:
    for step in ("stay", "go"):
        bench.session.choose(step)
    bench.edit("{id: stay, text: Stay,", "{id: wait, text: Wait,")
    said = bench.reload()
    assert "of 2 steps" in said
    assert "“stay”" in said
    assert (scene(bench.session), bench.session.look().step) == ("hall", 0)
    bench.session.choose("wait")
    assert len(bench.saves) == 2


def test_an_edit_that_makes_the_steps_fit_again_brings_the_place_back(bench: Bench) -> None:
    bench.session.choose("stay")
    bench.session.choose("go")
    bench.edit("to: urn", "to: hall")
    assert "“go”" in bench.reload()
    bench.edit("text: Go, to: hall", "text: Go, to: urn")
    assert bench.reload() == "All of your steps fit again."
    assert (scene(bench.session), bench.session.look().step) == ("urn", 2)
    assert len(bench.saves) == 1


def test_steps_taken_meanwhile_are_not_thrown_away(bench: Bench) -> None:
    bench.session.choose("go")
    bench.edit("to: urn", "to: hall")
    bench.reload()
    bench.session.choose("stay")
    bench.edit("text: Go, to: hall", "text: Go, to: urn")
    assert bench.reload() == "The story was read again."
    assert [step.id for step in bench.session.journal.taken()] == ["stay"]


def test_a_fault_leaves_the_last_good_version_running(bench: Bench) -> None:
    bench.session.choose("stay")
    before = bench.session
    bench.edit("to: urn", "to: nowhere")
    assert bench.watch.changed()
    result = bench.watch.reload(bench.session)
    assert result.session is None
    assert [problem.code for problem in result.loaded.errors] == ["E060"]
    assert "last good version" in result.said
    assert before.choose("stay").scene == "hall"
    bench.edit("to: nowhere", "to: urn")
    assert bench.reload() == "The story was read again."
    assert bench.session.look().step == 2


def test_a_role_that_is_gone_leaves_the_last_good_version_running(bench: Bench) -> None:
    bench.write("story.yaml", saving.FILES["story.yaml"].replace("player:", "somebody:"))
    assert bench.watch.changed()
    result = bench.watch.reload(bench.session)
    assert result.session is None
    assert "“player”" in result.said


def test_the_files_of_the_record_and_of_extensions_are_watched_too(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    night = "format: 1\nid: night\ntitle: Night\nversion: 1.0.0\nextends: {pack: small}\n"
    packs.write(
        tmp_path / "scenes" / "night", {"story.yaml": night, "more.yaml": "patch: {hall: {replace: {title: N}}}"}
    )
    story = bench.library.open("night")
    session, watch = bench.library.begin(story, "player", {}), Watch(bench.library, story)
    bench.edit('text: "{n}"', 'text: "Base {n}"')
    assert watch.changed()
    moved = watch.reload(session).session
    assert moved is not None
    assert "Base 1" in str(moved.look().passages)
