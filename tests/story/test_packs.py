"""Where packs are found, and how one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.story import packs
from tests.support.packs import MANIFEST, small, write

HALL = "hall: {title: Hall, next: end}\n"


def a_pack(folder: Path, pack_id: str) -> Path:
    files = small(HALL)
    files["story.yaml"] = MANIFEST.replace("id: small", f"id: {pack_id}")
    return write(folder, files)


def test_the_first_place_wins_for_each_id(tmp_path: Path) -> None:
    a_pack(tmp_path / "one" / "a", "alpha")
    a_pack(tmp_path / "two" / "other", "alpha")
    a_pack(tmp_path / "two" / "b", "beta")
    found = packs.find([tmp_path / "one", tmp_path / "two", tmp_path / "nowhere"])
    assert [(pack.id, pack.path.parent.name) for pack in found] == [("alpha", "one"), ("beta", "two")]


def test_places_are_given_folders_then_scenes_here_then_the_users_then_the_shipped(tmp_path: Path) -> None:
    for name in ("extra", "here/scenes", "data/packs"):
        (tmp_path / name).mkdir(parents=True)
    roots = packs.roots([tmp_path / "extra", tmp_path / "gone"], tmp_path / "here", tmp_path / "data")
    assert [root.name for root in roots[:3]] == ["extra", "scenes", "packs"]
    assert len(roots) == 4
    assert roots[0] == tmp_path / "extra"


def test_one_place_under_two_names_is_searched_once(tmp_path: Path) -> None:
    (tmp_path / "scenes").mkdir()
    roots = packs.roots([tmp_path / "scenes", tmp_path / "x" / ".." / "scenes"], tmp_path, tmp_path)
    assert [root.resolve() for root in roots].count((tmp_path / "scenes").resolve()) == 1


@pytest.mark.parametrize("name", ["a/b", "./a", ".", "..", "a.b", "/tmp"])
def test_an_argument_with_a_slash_or_a_dot_is_a_path(name: str) -> None:
    assert packs.is_path(name)


def test_a_pack_is_located_by_its_id_or_its_path(tmp_path: Path) -> None:
    folder = a_pack(tmp_path / "scenes" / "folder", "alpha")
    places = [tmp_path / "scenes"]
    assert packs.locate("alpha", places) == folder
    assert packs.locate(str(folder), []) == folder
    assert packs.locate("folder", places) is None
    assert packs.locate(f"{folder}/x", places) is None


def test_a_pack_whose_id_cannot_be_read_goes_by_its_folder(tmp_path: Path) -> None:
    folder = a_pack(tmp_path / "broken", "alpha")
    (folder / "story.yaml").write_text("id: [", "utf-8")
    assert [pack.id for pack in packs.find([tmp_path])] == ["broken"]


def test_what_is_missing_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    a_pack(tmp_path / "a", "alpha")
    assert "“alpha”" in packs.missing("alpah", [tmp_path])
    assert "alpha" in packs.missing("zzz", [tmp_path])
    assert "none" in packs.missing("zzz", [])
    assert "folder" in packs.missing("./zzz", [tmp_path])
