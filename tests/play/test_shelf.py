"""Naming playthroughs, putting them aside and back, and carrying them from place to place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.play.library import Library
from game.play.saves import SaveFolder
from game.play.session import Session
from game.play.shelf import LONGEST_NAME, Shelf, ShelfError
from tests.support import packs
from tests.support.saving import FILES, clock, data, kept_of, played

MACHINE = packs.machine(FILES)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(SaveFolder(tmp_path / "saves"))


def kept(shelf: Shelf, *steps: str) -> tuple[Session, Path]:
    session, keeper = played(shelf.folder.path, MACHINE, *(steps or ("stay",)))
    return session, keeper.file


def resume(file: Path) -> Session:
    return SaveFolder(file.parent).resume(file, MACHINE, clock)


def library(shelf: Shelf) -> Library:
    return Library((), shelf.folder, clock, lambda: 1)


def test_a_name_is_kept_cleaned_on_one_line_and_cut(shelf: Shelf) -> None:
    _, file = kept(shelf)
    assert shelf.rename(file, "  The \x1b[31mone\nwhere I\tstayed ").name == "The [31mone where I stayed"
    assert len(shelf.rename(file, "x" * 500).name) == LONGEST_NAME
    assert shelf.rename(file, "").name == ""
    assert resume(file).look().step == 1


def test_a_window_that_plays_goes_on_under_the_name_it_was_given_elsewhere(shelf: Shelf) -> None:
    session, file = kept(shelf)
    shelf.rename(file, "Mine")
    assert session.choose("go").notices == ()
    assert (data(file)["name"], data(file)["depth"]) == ("Mine", 2)
    again = resume(file)
    shelf.rename(file, "Yours")
    assert again.choose("continue").notices == ()
    assert data(file)["name"] == "Yours"
    assert len(shelf.folder.all()[0]) == 1


def test_a_running_playthrough_is_renamed_even_before_its_first_step(shelf: Shelf) -> None:
    books = library(shelf)
    session, _ = played(shelf.folder.path, MACHINE)
    assert books.file_of(session) is None
    assert books.rename(session, " First  try ") == "First try"
    assert books.file_of(session) is None
    session.choose("stay")
    file = books.file_of(session)
    assert file is not None
    assert data(file)["name"] == "First try"
    books.rename(session, "Second")
    assert data(file)["name"] == books.name_of(session) == "Second"


def test_a_name_that_cannot_be_kept_is_told(shelf: Shelf) -> None:
    session = Session(MACHINE, "player", {})
    with pytest.raises(ShelfError, match="not kept"):
        library(shelf).rename(session, "x")


def test_what_was_put_aside_is_out_of_the_list_and_comes_back_as_it_was(shelf: Shelf) -> None:
    session, file = kept(shelf, "stay", "go")
    text = file.read_text("utf-8")
    aside = shelf.put_aside(file)
    assert shelf.folder.all() == ([], [])
    assert [info.file for info in shelf.aside()[0]] == [aside]
    assert shelf.restore(aside) == file
    assert file.read_text("utf-8") == text
    assert resume(file).look() == session.look()
    assert shelf.aside() == ([], [])


def test_a_damaged_file_is_put_aside_with_its_sound_copy_and_restored_with_it(shelf: Shelf) -> None:
    _, file = kept(shelf, "stay", "go")
    file.write_text("{broken", "utf-8")
    aside = shelf.put_aside(file)
    assert shelf.aside()[1][0].backup is not None
    shelf.restore(aside)
    (damaged,) = shelf.folder.all()[1]
    assert (damaged.file, damaged.backup is not None) == (file, True)


def test_of_two_put_aside_under_one_name_neither_is_lost(shelf: Shelf) -> None:
    _, file = kept(shelf)
    text = file.read_text("utf-8")
    first = shelf.put_aside(file)
    file.write_text(text, "utf-8")
    second = shelf.put_aside(file)
    assert first != second
    assert len(shelf.aside()[0]) == 2


def test_what_is_restored_never_overwrites_what_took_its_place(shelf: Shelf) -> None:
    session, file = kept(shelf)
    aside = shelf.put_aside(file)
    file.write_text("something else", "utf-8")
    back = shelf.restore(aside)
    assert file.read_text("utf-8") == "something else"
    assert back != file
    assert resume(back).look() == session.look()
    assert shelf.folder.info(back).id in back.name
    assert not aside.exists()


def test_a_playthrough_put_aside_while_it_is_played_is_kept_anew_whole(shelf: Shelf) -> None:
    session, file = kept(shelf, "stay", "stay")
    shelf.put_aside(file)
    assert "kept in a new one" in session.choose("go").notices[0]
    (info,), _ = shelf.folder.all()
    assert resume(info.file).look().step == 3
    assert len(shelf.aside()[0]) == 1


def test_what_is_deleted_for_good_leaves_nothing(shelf: Shelf) -> None:
    _, file = kept(shelf, "stay", "go")
    shelf.delete(shelf.put_aside(file))
    assert shelf.aside() == ([], [])
    assert [path.name for path in shelf.folder.path.rglob("*") if file.stem in path.name] == []


def test_a_playthrough_taken_out_and_in_again_is_another_with_the_same_turn(shelf: Shelf, tmp_path: Path) -> None:
    session, file = kept(shelf, "stay", "note Hello.", "go")
    out = shelf.copy_out(file, tmp_path / "mine")
    assert out.name == "mine.rollout"
    assert data(out)["story"]["path"] == ""
    info = shelf.take_in(out)
    assert info.file != file
    assert info.id != shelf.folder.info(file).id
    again = resume(info.file)
    assert again.look() == session.look()
    assert again.journal.steps == session.journal.steps
    assert kept_of(again) == kept_of(session)


def test_nothing_is_taken_out_over_a_file(shelf: Shelf, tmp_path: Path) -> None:
    _, file = kept(shelf)
    (tmp_path / "mine.rollout").write_text("precious", "utf-8")
    with pytest.raises(ShelfError, match="already"):
        shelf.copy_out(file, tmp_path / "mine.rollout")
    assert (tmp_path / "mine.rollout").read_text("utf-8") == "precious"


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 1}', "\x00", '{"format": 99}'])
def test_what_is_no_playthrough_is_not_taken_in(shelf: Shelf, tmp_path: Path, text: str) -> None:
    foreign = tmp_path / "foreign.rollout"
    foreign.write_text(text, "utf-8")
    with pytest.raises(ShelfError, match=r"^foreign\.rollout cannot be taken in: .+\.$"):
        shelf.take_in(foreign)
    with pytest.raises(ShelfError, match="cannot be taken in"):
        shelf.take_in(tmp_path / "nowhere")
    assert shelf.folder.all() == ([], [])


def test_a_foreign_playthrough_cannot_name_a_folder_or_a_pack_to_be_read(shelf: Shelf, tmp_path: Path) -> None:
    _, file = kept(shelf)
    save = data(file)
    save["story"] |= {"id": "../../small", "path": str(tmp_path)}
    save |= {"role": "/etc/passwd", "id": "../../x"}
    foreign = tmp_path / "foreign.json"
    foreign.write_text(json.dumps(save), "utf-8")
    info = shelf.take_in(foreign)
    assert info.file.parent == shelf.folder.path
    assert data(info.file)["story"]["path"] == ""
    assert info.file.name == f"{info.id}.json"


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(shelf: Shelf, tmp_path: Path) -> None:
    _, file = kept(shelf)
    out = shelf.copy_out(file, tmp_path / "out.rollout")
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, no folder", "utf-8")
    with pytest.raises(ShelfError, match=r"^There is a file .+blocked already; nothing was written\.$"):
        Shelf(SaveFolder(blocked)).take_in(out)


@pytest.mark.parametrize("strange", ["NaN", '"\\ud800"'])
def test_what_json_has_no_place_for_is_not_written_again(tmp_path: Path, strange: str) -> None:
    _, keeper = played(tmp_path, MACHINE, "stay")
    text = keeper.file.read_text("utf-8").replace('"snapshot": {', f'"snapshot": {{"strange": {strange}, ', 1)
    keeper.file.write_text(text, "utf-8")
    shelf = Shelf(SaveFolder(tmp_path))
    assert shelf.folder.info(keeper.file).steps == 1
    with pytest.raises(ShelfError, match="cannot be renamed: it holds a number or a character"):
        shelf.rename(keeper.file, "Mine")
    assert keeper.file.read_text("utf-8") == text
