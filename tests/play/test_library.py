"""The library: stories by their names, playthroughs kept and gone on with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.play.library import CannotOpenError, Library
from game.play.saves import SaveFolder
from tests.support.packs import write
from tests.support.saving import FILES, clock, data


@pytest.fixture
def library(tmp_path: Path) -> Library:
    write(tmp_path / "scenes" / "small", FILES)
    write(tmp_path / "scenes" / "broken", {**FILES, "story.yaml": "id: broken\n"})
    return Library((tmp_path / "scenes",), SaveFolder(tmp_path / "saves"), clock, lambda: 42)


def save_of(library: Library) -> Path:
    (file,) = (path for path in library.saves.path.glob("small-*.json"))
    return file


def test_a_story_is_opened_by_its_id_or_path_and_loaded_once(library: Library, tmp_path: Path) -> None:
    story = library.open("small")
    assert story.id == "small"
    assert library.open("small") is story
    assert library.open(str(tmp_path / "scenes" / "small")).id == "small"
    assert library.machine(story) is library.machine(story)


def test_a_story_that_is_missing_or_broken_is_told(library: Library) -> None:
    with pytest.raises(CannotOpenError, match="small"):
        library.open("smal")
    with pytest.raises(CannotOpenError, match=r"story\.yaml"):
        library.open("broken")
    assert [loaded.story is None for loaded in library.stories()] == [True, False]


def test_a_new_playthrough_is_kept_and_is_the_latest(library: Library) -> None:
    session = library.begin(library.open("small"), "player", {"x": "b"})
    assert session.seed == 42
    assert library.latest() is None
    session.choose("stay")
    info = library.latest("small")
    assert info is not None
    assert library.latest("other") is None
    assert library.resume(info).look() == session.look()


def test_an_ended_playthrough_is_not_the_latest_and_its_ending_is_found(library: Library) -> None:
    session = library.begin(library.open("small"), "player", {}, seed=1)
    for step in ("go", "continue", "end"):
        session.choose(step)
    assert library.latest() is None
    assert library.found_endings(library.open("small")) == {"end"}


@pytest.mark.parametrize("path", ["", ".", "x" * 9000, "/nowhere", "\x00", "a/" * 3000], ids=range(6))
def test_a_save_whose_path_is_of_no_use_finds_its_story_by_id(library: Library, path: str) -> None:
    library.begin(library.open("small"), "player", {}).choose("stay")
    file = save_of(library)
    save = data(file)
    save["story"]["path"] = path
    file.write_text(json.dumps(save), "utf-8")
    info = library.latest()
    assert info is not None
    assert library.resume(info).look().step == 1


def test_a_save_whose_folder_holds_another_story_now_finds_its_own_by_id(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere", {**FILES, "story.yaml": FILES["story.yaml"].replace("id: small", "id: another")})
    library.begin(library.open("small"), "player", {}).choose("stay")
    file = save_of(library)
    save = data(file)
    save["story"]["path"] = str(tmp_path / "elsewhere")
    file.write_text(json.dumps(save), "utf-8")
    info = library.latest()
    assert info is not None
    assert library.resume(info).look().step == 1


def test_a_save_of_a_story_that_is_gone_cannot_be_opened(library: Library) -> None:
    library.begin(library.open("small"), "player", {}).choose("stay")
    file = save_of(library)
    save = data(file)
    save["story"] |= {"id": "gone", "path": "/nowhere"}
    file.write_text(json.dumps(save), "utf-8")
    info = library.latest()
    assert info is not None
    with pytest.raises(CannotOpenError, match="gone"):
        library.resume(info)


def test_the_sound_copy_of_a_damaged_save_is_gone_on_from_and_the_damaged_file_is_left(library: Library) -> None:
    session = library.begin(library.open("small"), "player", {})
    session.choose("stay")
    library.rename(session, "Mine")
    session.choose("stay")
    file = save_of(library)
    file.write_text("{broken", "utf-8")
    _, (damaged,) = library.kept()
    again = library.recover(damaged)
    assert again.look().step == 1
    assert file.name in again.look().notices[0]
    assert library.name_of(again) == "Mine"
    assert again.choose("go").notices == ()
    assert file.read_text("utf-8") == "{broken"
