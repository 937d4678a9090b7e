"""Which files of a folder are read, where the shared record is found, and what makes the fingerprint."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.story.files import pack_files
from game.story.loader import Loaded, load
from tests.support.packs import FINDINGS, MANIFEST, codes, loaded, pack, shown, small, write

HALL = "hall: {title: Hall, next: end}\n"
ATTIC = "attic: {title: Attic, next: end}\n"
RECORD = "format: 1\nid: record\ntitle: A record\nversion: 1.0.0\n"
QUESTIONS = "why: {ask: Why?, findings: [walk]}\n"


def scenes(result: Loaded) -> set[str]:
    assert result.story is not None, shown(result.problems)
    return set(result.story.scenes)


@pytest.mark.parametrize(
    "name", ["more.yaml", "deep/er/more.yaml", "Grüße 日本.yaml", "story/story.yaml", "findings/x.yaml"]
)
def test_every_other_yaml_file_is_a_file_of_scenes(name: str) -> None:
    assert scenes(loaded({**small(HALL), name: ATTIC})) == {"hall", "end", "attic"}


@pytest.mark.parametrize(
    "name",
    [
        ".more.yaml",
        ".git/more.yaml",
        "deep/.hidden/more.yaml",
        "more.yml",
        "more.json",
        "more.yaml~",
        "more.YAML",
        "more.yaml.bak",
        "walkthroughs/more.yaml",
        "locales/de/more.yaml",
    ],
)
def test_hidden_files_other_endings_and_what_lies_aside_are_not_read(name: str) -> None:
    assert scenes(loaded({**small(HALL), name: "hall: [broken"})) == {"hall", "end"}


def test_a_folder_called_like_a_file_is_no_file() -> None:
    with pack(small(HALL)) as folder:
        (folder / "more.yaml").mkdir()
        assert scenes(load(folder)) == {"hall", "end"}


def test_links_that_lead_out_of_the_pack_are_not_read() -> None:
    with pack(small(HALL)) as folder:
        outside = write(folder.parent / "outside", {"attic.yaml": ATTIC})
        (folder / "file.yaml").symlink_to(outside / "attic.yaml")
        (folder / "deep").symlink_to(outside)
        (folder / "gone.yaml").symlink_to(outside / "nothing.yaml")
        (folder / "loop.yaml").symlink_to("loop.yaml")
        (folder / "self").symlink_to(folder)
        assert scenes(load(folder)) == {"hall", "end"}
        assert [path.name for path in pack_files(folder)] == ["end.yaml", "findings.yaml", "scenes.yaml", "story.yaml"]


def test_a_link_within_the_pack_is_read() -> None:
    with pack({**small(HALL), "parts/attic.txt": ATTIC}) as folder:
        (folder / "attic.yaml").symlink_to(folder / "parts" / "attic.txt")
        assert "attic" in scenes(load(folder))


def test_a_pack_reached_through_a_link_is_read() -> None:
    with pack(small(HALL)) as folder:
        link = folder.parent / "link"
        link.symlink_to(folder)
        assert scenes(load(link)) == {"hall", "end"}


def test_a_manifest_that_is_a_link_out_of_the_pack_is_not_read() -> None:
    with pack(small(HALL)) as folder:
        (folder / "story.yaml").rename(folder.parent / "story.yaml")
        (folder / "story.yaml").symlink_to(folder.parent / "story.yaml")
        result = load(folder)
    assert result.story is None
    assert [(problem.code, problem.place.file) for problem in result.problems] == [("E094", "story.yaml")]


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are a matter of POSIX")
def test_a_file_whose_name_is_no_text_is_a_fault_and_no_crash() -> None:
    with pack(small(HALL)) as folder:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.yaml")).write_text(ATTIC, "utf-8")
        assert [problem.code for problem in load(folder).problems] == ["E094"]


def test_the_order_of_scenes_does_not_hang_on_the_file_system() -> None:
    files = {**small(HALL), "b/x.yaml": "b: {title: B, next: end}\n", "a.yaml": "a: {title: A, next: end}\n"}
    story = loaded(files).story
    assert story is not None
    assert list(story.scenes) == ["a", "b", "end", "hall"]


def record(folder: Path, **files: str) -> Path:
    """A shared record beside a pack."""
    known = {"record.yaml": RECORD, "findings.yaml": FINDINGS, "questions.yaml": QUESTIONS}
    return write(folder, {**known, **{f"{name}.yaml": text for name, text in files.items()}})


def drawing() -> dict[str, str]:
    """A pack that draws on a shared record and has no findings of its own."""
    files = small(HALL, more="record: record\n")
    del files["findings.yaml"]
    return files


def test_the_shared_record_is_found_beside_the_pack() -> None:
    with pack(drawing()) as folder:
        record(folder.parent / "record")
        result = load(folder)
    assert not result.problems
    assert result.story is not None
    assert set(result.story.findings) == {"walk"}
    assert set(result.story.questions) == {"why"}


def test_the_shared_record_is_found_in_the_places_of_packs_and_its_neighbour_first() -> None:
    with pack(drawing()) as folder:
        far = folder.parent / "far"
        record(far / "record", findings=FINDINGS.replace("People", "Horses"))
        result = load(folder, records=[folder.parent / "nowhere", far])
        assert result.story is not None
        assert result.story.findings["walk"].claim == "Horses walk."
        record(folder.parent / "record")
        result = load(folder, records=[far])
        assert result.story is not None
        assert result.story.findings["walk"].claim == "People walk."


def test_a_missing_record_is_one_fault_and_what_it_would_declare_is_not_missed() -> None:
    assert codes(drawing()) == ["E064"]


def test_own_findings_and_questions_add_to_the_record() -> None:
    own = FINDINGS.replace("walk:", "run:") + "  updated_by: walk\n"
    files = {**drawing(), "findings.yaml": own, "questions.yaml": "how: {ask: How?, findings: [run, walk]}\n"}
    files["end.yaml"] = files["end.yaml"].replace("[walk]", "[walk, run], questions: [why, how]")
    with pack(files) as folder:
        record(folder.parent / "record")
        result = load(folder)
    assert not result.problems, shown(result.problems)
    assert result.story is not None
    assert list(result.story.findings) == ["walk", "run"]
    assert list(result.story.questions) == ["why", "how"]


def test_an_id_of_the_record_used_again_is_an_error() -> None:
    files = {**drawing(), "findings.yaml": FINDINGS, "questions.yaml": "why: {ask: Why?}\n"}
    with pack(files) as folder:
        record(folder.parent / "record")
        found = load(folder).problems
    assert [(p.code, p.place.file, p.place.line) for p in found] == [
        ("E070", "findings.yaml", 1),
        ("E070", "questions.yaml", 1),
    ]


def test_a_fault_of_the_record_is_told_with_its_file() -> None:
    with pack(drawing()) as folder:
        record(folder.parent / "record", findings=FINDINGS.replace("claim", "calim"))
        found = load(folder).problems
    assert [(p.code, p.place.file) for p in found] == [("E013", "../record/findings.yaml")]


def test_a_record_that_cannot_be_read_hides_no_names() -> None:
    with pack(drawing()) as folder:
        record(folder.parent / "record", findings="walk: [")
        found = load(folder).problems
    assert [(p.code, p.place.file) for p in found] == [("E003", "../record/findings.yaml")]


@pytest.mark.parametrize("name", ["../record", "/etc", "a/b", "."])
def test_a_record_is_named_and_no_path(name: str) -> None:
    files = {**drawing(), "story.yaml": MANIFEST + f"record: {name}\n"}
    with pack(files) as folder:
        record(folder.parent / "record")
        assert "E012" in [p.code for p in load(folder).problems]


def fingerprint(files: dict[str, str]) -> str:
    story = loaded(files).story
    assert story is not None
    return story.fingerprint


def test_the_fingerprint_changes_with_every_file_of_the_pack_and_with_nothing_else() -> None:
    base = fingerprint(small(HALL))
    assert fingerprint(small(HALL)) == base
    assert fingerprint(small(HALL + "# a comment\n")) != base
    assert fingerprint(small(HALL, attic=ATTIC)) != base
    assert fingerprint({**small(HALL), "walkthroughs/x.yaml": "name: x\n"}) == base
    assert fingerprint({**small(HALL), ".note.yaml": "x"}) == base
    renamed = small(HALL)
    renamed["rooms.yaml"] = renamed.pop("scenes.yaml")
    assert fingerprint(renamed) != base
