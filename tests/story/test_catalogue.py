"""Every diagnostic has an example that shows it, a cure, and a place in the source that reports it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game
from game.proof.examine import examine
from game.proof.watch import Watch
from game.story.catalogue import BASE, CATALOGUE, CHECKED, Entry, example
from game.story.problems import Problem
from game.story.reader import Limits
from tests.support.packs import codes, pack, problems, shown, small, the_problem

CODE = re.compile(r"\b[EW]\d{3}\b")
WITHOUT_EXAMPLE = {
    "E001",
    "E002",
    "E004",
    "E016",
    "E017",
    "E018",
    "E019",
    "W003",
    "E090",
    "E092",
    "E093",
    "E094",
    "E114",
    "E115",
    "E118",
}
SHOWN = [entry for entry in CATALOGUE.values() if entry.bad]
HALL = "hall: {title: Hall, next: end}\n"


def code(entry: Entry) -> str:
    return entry.code


def found(entry: Entry, *, fixed: bool = False) -> tuple[Problem, ...]:
    """The problems of an entry's example; those of a check only where it is a check that sees it."""
    files = example(entry, fixed=fixed)
    if entry.code not in CHECKED:
        return problems(files)
    with pack(files) as folder:
        return examine(folder, (), Watch()).problems


def test_the_base_of_the_examples_is_sound() -> None:
    assert codes(BASE) == []


@pytest.mark.parametrize("entry", SHOWN, ids=code)
def test_the_bad_example_shows_its_code_once_and_nothing_else(entry: Entry) -> None:
    told = found(entry)
    assert [problem.code for problem in told] == [entry.code], shown(told)


@pytest.mark.parametrize("entry", SHOWN, ids=code)
def test_the_fixed_example_shows_nothing(entry: Entry) -> None:
    told = found(entry, fixed=True)
    assert not told, shown(told)


@pytest.mark.parametrize("entry", SHOWN, ids=code)
def test_an_example_is_underlined_where_its_line_is(entry: Entry) -> None:
    (problem,) = found(entry)
    file = example(entry)[problem.place.file]
    lines = file.split("\n")
    assert problem.place.line <= len(lines)
    assert problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=code)
def test_an_entry_says_what_is_wrong_and_why_it_matters(entry: Entry) -> None:
    assert CODE.fullmatch(entry.code)
    assert entry.message
    assert entry.why.endswith(".")
    assert bool(entry.bad) == bool(entry.fixed)


def test_only_the_codes_that_no_text_can_show_are_without_an_example() -> None:
    assert {entry.code for entry in CATALOGUE.values() if not entry.bad} == WITHOUT_EXAMPLE


def test_the_source_and_the_catalogue_name_the_same_codes() -> None:
    root = Path(game.__file__).parent
    texts = [path.read_text("utf-8") for path in root.rglob("*.py") if path.parent.name != "catalogue"]
    assert set(CODE.findall("\n".join(texts))) == set(CATALOGUE)


def test_a_file_that_is_not_utf8_is_told_where() -> None:
    problem = the_problem({**small(HALL), "more.yaml": b"attic:\n  title: Caf\xe9\n"})
    assert (problem.code, problem.place[:3]) == ("E001", ("more.yaml", 2, 13))


def test_a_file_that_is_too_large_is_told_its_limit() -> None:
    problem = the_problem({**small(HALL), "more.yaml": "#" * 2000}, limits=Limits(file_bytes=1500))
    assert (problem.code, problem.place.file) == ("E002", "more.yaml")
    assert "2000" in problem.message
    assert "1500" in problem.message


def test_a_text_that_is_too_long_is_told_where_it_starts() -> None:
    more = f"attic:\n  title: Attic\n  text: {'a ' * 30}\n  next: end\n"
    problem = the_problem({**small(HALL), "more.yaml": more}, limits=Limits(text_length=50))
    assert (problem.code, problem.place[:3]) == ("E004", ("more.yaml", 3, 9))


def test_a_pack_with_too_many_scenes_is_told_how_many() -> None:
    more = "".join(f"s{number}: {{title: Scene, next: end}}\n" for number in range(5))
    problem = the_problem({**small(HALL), "more.yaml": more}, limits=Limits(scenes=6))
    assert problem.code == "E090"
    assert "7" in problem.message


def test_a_folder_without_a_manifest_is_no_pack() -> None:
    assert codes({"scenes.yaml": HALL}) == ["E092"]


def test_a_pack_with_too_many_files_is_told_how_many() -> None:
    files = {**small(HALL), **{f"more/{number}.yaml": "" for number in range(5)}}
    problem = the_problem(files, limits=Limits(files=8))
    assert problem.code == "E093"
    assert "9" in problem.message


def test_a_file_that_cannot_be_read_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "more.yaml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    problem = the_problem({**small(HALL), "more.yaml": "attic: {title: Attic, next: end}\n"})
    assert (problem.code, problem.place.file) == ("E094", "more.yaml")
    assert "Permission denied" in problem.message


def test_a_missing_folder_is_told_as_a_path_that_may_be_wrong() -> None:
    from game.story.loader import load

    with pack(small(HALL)) as folder:
        (problem,) = load(folder / "nowhere").problems
    assert problem.code == "E092"
    assert "path" in problem.hint
