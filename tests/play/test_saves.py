"""Playthroughs are kept whole after every step, and go on where they stood."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from game.play.codec import Damage, decode
from game.play.files import BACKUP, write_whole
from game.play.saves import MEMORY, SaveFolder
from game.play.session import Session
from tests.support import packs
from tests.support.random_packs import Pack, random_packs
from tests.support.saving import FILES, begin, clock, data, kept_of, played, take
from tests.support.search import examples
from tests.support.walks import Move, move, moves

MACHINE = packs.machine(FILES)
PATH = ("stay", "read note", "note Because.", "go", "undo", "stay", "go", "continue")


def resume(file: Path) -> Session:
    return SaveFolder(file.parent).resume(file, MACHINE, clock)


def test_nothing_is_written_before_the_first_step(tmp_path: Path) -> None:
    begin(tmp_path / "saves", MACHINE)
    assert not (tmp_path / "saves").exists()


def test_a_playthrough_goes_on_at_the_same_turn(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, *PATH)
    again = resume(keeper.file)
    assert again.look() == session.look()
    assert again.state == session.state
    assert again.journal.steps == session.journal.steps
    assert kept_of(again) == kept_of(session)
    assert (again.seed, again.role, again.settings) == (7, "player", {"x": "b"})
    assert again.look().notices == ()


def test_a_playthrough_goes_on_at_the_same_turn_after_every_step(tmp_path: Path) -> None:
    session, keeper = begin(tmp_path, MACHINE)
    for step in PATH:
        take(session, step)
        again = resume(keeper.file)
        assert again.look() == session.look()
        assert kept_of(again) == kept_of(session)


def test_what_is_kept_is_on_disk_before_the_turn_is_seen(tmp_path: Path) -> None:
    session, keeper = begin(tmp_path, MACHINE)
    turn = session.choose("stay")
    assert data(keeper.file)["depth"] == turn.step == 1


def test_going_on_runs_no_effect_twice(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay", "read note", "stay")
    for _ in range(3):
        again = resume(keeper.file)
        assert again.facts() == session.facts() == {"n": 3, "f": True}


def test_a_resumed_playthrough_goes_on_in_its_own_file(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    again = resume(keeper.file)
    again.choose("go")
    assert again.look().notices == ()
    assert [path.name for path in tmp_path.glob("*.json")] == [keeper.file.name]
    assert data(keeper.file)["depth"] == 2
    assert data(keeper.file)["started"] == data(keeper.file)["saved"]


def test_abandoned_branches_stay_in_the_save_and_can_be_gone_back_to(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "go", "continue", "undo", "undo", "stay")
    again = resume(keeper.file)
    assert len(again.journal.steps) == 3
    assert again.state_at(1) == session.state_at(1)
    assert again.rewind(1).scene in ("red", "blue")


def test_the_file_before_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay")
    first = keeper.file.read_text("utf-8")
    session.choose("stay")
    assert keeper.file.with_name(keeper.file.name + BACKUP).read_text("utf-8") == first
    shown = sorted(path.name for path in tmp_path.glob("[!.]*"))
    assert shown == [keeper.file.name, keeper.file.name + BACKUP]


def test_a_write_that_fails_leaves_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.json"
    write_whole(file, "one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.play.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(file, "two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert file.read_text("utf-8") == "one"


def test_two_windows_on_one_playthrough_do_not_overwrite_each_other(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay")
    other = resume(keeper.file)
    session.choose("go")
    mine = keeper.file.read_text("utf-8")
    turn = other.choose("stay")
    assert "somewhere else" in turn.notices[0]
    assert keeper.file.read_text("utf-8") == mine
    kept, damaged = SaveFolder(tmp_path).all()
    assert (len(kept), damaged) == (2, [])
    assert len({info.id for info in kept}) == 2
    assert other.choose("stay").notices == ()
    assert session.choose("continue").notices == ()
    assert len(SaveFolder(tmp_path).all()[0]) == 2


def test_two_new_playthroughs_are_kept_apart(tmp_path: Path) -> None:
    files = {played(tmp_path, MACHINE, "stay")[1].file for _ in range(5)}
    assert len(files) == 5


def test_a_folder_that_cannot_be_written_gives_a_notice_and_play_goes_on(tmp_path: Path) -> None:
    (tmp_path / "saves").write_text("a file, no folder", "utf-8")
    session, _ = begin(tmp_path / "saves", MACHINE)
    turn = session.choose("stay")
    assert "could not be saved" in turn.notices[0]
    assert session.choose("go").scene == "urn"
    assert SaveFolder(tmp_path / "saves").fault()
    assert SaveFolder(tmp_path / "saves").all() == ([], [])


def test_what_could_not_be_saved_is_saved_with_the_next_step(tmp_path: Path) -> None:
    blocked = tmp_path / "saves"
    blocked.write_text("", "utf-8")
    session, keeper = begin(blocked, MACHINE)
    session.choose("stay")
    blocked.unlink()
    turn = session.choose("stay")
    assert turn.notices == ()
    assert data(keeper.file)["depth"] == 2


def test_notes_are_kept_with_their_step_and_cleaned(tmp_path: Path) -> None:
    session, keeper = played(tmp_path, MACHINE, "stay", "note  I am \x1b[31mangry\u202e. ", "note   ", "stay")
    session.note("x" * 10_000, "Why do you stay?")
    again = resume(keeper.file)
    assert again.journal.notes == session.journal.notes
    assert [(note.step, note.text[:20]) for note in again.journal.notes] == [(0, "I am [31mangry."), (1, "x" * 20)]
    assert len(again.journal.notes[1].text) == 4000
    assert again.journal.notes[1].prompt == "Why do you stay?"


def test_a_note_before_the_first_step_is_kept(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "note Hello.")
    assert [note.step for note in resume(keeper.file).journal.notes] == [-1]


def test_the_list_of_saves_shows_where_each_stands(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay", "go")
    played(tmp_path, MACHINE, "go", "continue", "end")
    kept, damaged = SaveFolder(tmp_path).all()
    assert damaged == []
    shown = {(info.story_id, info.role, info.place, info.steps, info.ended) for info in kept}
    assert shown == {("small", "player", "Urn", 2, False), ("small", "player", "End", 3, True)}
    assert {info.saved for info in kept} == {"2026-11-21T09:30:00+00:00"}
    assert keeper.file.name == f"small-player-{keeper.id}.json"


def test_an_ending_is_remembered_across_playthroughs(tmp_path: Path) -> None:
    played(tmp_path, MACHINE, "go", "continue", "end")
    folder = SaveFolder(tmp_path)
    assert folder.memory().endings == {"small": {"end"}}
    folder.remember(lambda memory: setattr(memory, "lit", True))
    assert folder.memory().lit
    assert folder.memory().endings == {"small": {"end"}}
    assert MEMORY not in {info.file.name for info in folder.all()[0]}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"endings": 5}', '{"endings": {"a": [1, "b"], "c": 2}, "lit": 1}', "\udcff"]
)
def test_a_damaged_memory_counts_as_nothing_and_hinders_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / MEMORY).write_bytes(text.encode("utf-8", "surrogateescape"))
    memory = SaveFolder(tmp_path).memory()
    assert not memory.lit
    assert set(memory.endings) <= {"a"}


def test_a_save_of_another_story_or_of_a_role_that_is_gone_is_not_gone_on_with(tmp_path: Path) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    other = {**FILES, "story.yaml": FILES["story.yaml"].replace("id: small", "id: other")}
    with pytest.raises(Damage, match="small"):
        SaveFolder(tmp_path).resume(keeper.file, packs.machine(other), clock)
    other = {**FILES, "story.yaml": FILES["story.yaml"].replace("player:", "stranger:")}
    with pytest.raises(Damage, match="player"):
        SaveFolder(tmp_path).resume(keeper.file, packs.machine(other), clock)


def test_a_pack_in_a_folder_whose_name_is_no_text_can_be_saved(tmp_path: Path) -> None:
    import os

    from game.play.machine import StoryMachine
    from game.story.loader import load

    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/pack\xff"))
    folder.mkdir()
    story = load(packs.write(folder, FILES)).story
    assert story is not None
    session, keeper = begin(tmp_path / "saves", StoryMachine(story))
    assert session.choose("stay").notices == ()
    assert resume(keeper.file).look().scene == "hall"


@examples(30)
@given(random_packs(), moves)
def test_a_save_holds_all_that_a_playthrough_is(pack: Pack, plan: list[Move]) -> None:
    from game.play.encoding import Encoder

    session = pack.session()
    encoder = Encoder()
    for what in plan:
        move(session, what)
        text = encoder.encode(session, "ABCD", "mine", "then", "now")
        assert text == Encoder().encode(session, "ABCD", "mine", "then", "now")
    record = decode(text)
    assert list(record.steps) == session.journal.steps
    assert (record.head, record.notes) == (session.journal.head, tuple(session.journal.notes))
    assert (record.seed, record.role, record.settings) == (pack.seed, pack.role, pack.settings)
    assert (record.depth, record.ended, record.place) == (session.look().step, session.ended, session.look().title)
