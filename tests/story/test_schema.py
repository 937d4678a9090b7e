"""The JSON Schemas say to an editor what the loader says, as far as a schema can."""

from __future__ import annotations

import json
from collections.abc import Mapping as Map
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from game.story.catalogue import BASE, CATALOGUE, Entry, example
from game.story.files import FINDINGS, MANIFEST, QUESTIONS, RECORD, pack_files
from game.story.nodes import Mapping, Node, Scalar, Sequence
from game.story.problems import Report
from game.story.reader import Limits, read
from game.story.schema import DOCUMENTS, file_name, schema, text
from tests.cli.program import ROOT, Program
from tests.support.packs import write

KINDS = {MANIFEST: "story", FINDINGS: "findings", QUESTIONS: "questions", RECORD: "record"}
SHIPPED = [path for pack in sorted((ROOT / "scenes").iterdir()) if pack.is_dir() for path in pack_files(pack)]
SHAPED = [CATALOGUE[code] for code in ("E010", "E011", "E012", "E013", "E014", "E015")]


def value_of(node: Node | None) -> object:
    """The plain value of a node; an empty file is an empty mapping."""
    if isinstance(node, Mapping):
        return {name: value_of(item) for name, item in node.entries.items()}
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else {}


def parsed(data: bytes) -> object:
    """The plain value of a file, read by the project's own reader."""
    return value_of(read(data, "file.yaml", Report(), Limits()))


def kind_of(name: str) -> str:
    """Which schema a file of a pack is of."""
    return "walkthrough" if name.startswith("walkthroughs/") else KINDS.get(name.rpartition("/")[2], "scenes")


def complaints(name: str, data: bytes) -> list[str]:
    """What the schema of a file has against it."""
    validator = Draft202012Validator(schema(kind_of(name)))
    return [f"{name} {error.json_path}: {error.message}" for error in validator.iter_errors(parsed(data))]


def told(files: Map[str, str]) -> list[str]:
    return [line for name, data in files.items() for line in complaints(name, data.encode())]


def example_id(entry: Entry) -> str:
    return entry.code


@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_is_a_schema_of_the_draft_it_names(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert json.loads(text(name)) == schema(name)


def test_there_are_files_to_hold_them_to() -> None:
    assert {kind_of(path.name) for path in SHIPPED} >= {"story", "scenes", "findings", "record"}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_of_the_shipped_packs_is_accepted(path: Path) -> None:
    pack = ROOT / "scenes" / path.relative_to(ROOT / "scenes").parts[0]
    assert complaints(path.relative_to(pack).as_posix(), path.read_bytes()) == []


def test_the_base_of_the_examples_is_accepted() -> None:
    assert told(BASE) == []


@pytest.mark.parametrize("entry", SHAPED, ids=example_id)
def test_a_fault_of_shape_is_refused_and_its_cure_accepted(entry: Entry) -> None:
    assert told(example(entry))
    assert told(example(entry, fixed=True)) == []


@pytest.mark.parametrize("entry", [entry for entry in CATALOGUE.values() if entry.fixed], ids=example_id)
def test_every_cure_of_the_catalogue_is_accepted(entry: Entry) -> None:
    assert told(example(entry, fixed=True)) == []


SCENES = "attic:\n  title: Attic\n  {}\n"


@pytest.mark.parametrize(
    "line",
    [
        "title: true",
        "next: Street",
        "next: if",
        "next: [{to: street, draw: [{rest: true, to: street}]}]",
        "choices: [{text: Go, to: street, once: maybe}]",
        "ending: {outcome: acceptance, findings: [], explain: Dust.}",
        "text: [{by: ada, if: lamp}]",
        "text: {say: Hello.}",
        "text:",
    ],
)
def test_what_the_loader_refuses_for_its_shape_an_editor_sees(line: str) -> None:
    scenes = f"attic: {{{line}}}\n" if line.startswith("title") else SCENES.format(line)
    assert complaints("more.yaml", scenes.encode())


@pytest.mark.parametrize(
    "line",
    ["text: 1984", "at: 12", "do: lamp = true", "do: [lamp = true]", "next: street", "next: [{to: street}]"],
)
def test_what_the_loader_takes_an_editor_takes(line: str) -> None:
    assert complaints("more.yaml", SCENES.format(line).encode()) == []


def test_an_editor_may_read_a_dotted_version_as_a_number() -> None:
    manifest = parsed(BASE["story.yaml"].encode())
    assert isinstance(manifest, dict)
    assert Draft202012Validator(schema("story")).is_valid({**manifest, "version": 1.0})


def test_keys_are_described_in_the_words_of_the_reference() -> None:
    properties = schema("walkthrough")["properties"]
    assert isinstance(properties, dict)
    assert properties["role"]["description"] == "Whom one plays."


def test_the_command_prints_one_or_all_or_writes_them(tmp_path: Path) -> None:
    program = Program(tmp_path)
    assert json.loads(program("schema", "story").out) == schema("story")
    assert json.loads(program("schema").out) == {name: schema(name) for name in DOCUMENTS}
    result = program("schema", "--out", "here/schemas")
    assert (result.status, result.err) == (0, "")
    assert result.out.split() == [f"here/schemas/{file_name(name)}" for name in DOCUMENTS]
    assert (tmp_path / "here" / "schemas" / file_name("scenes")).read_text("utf-8") == text("scenes")


def test_the_command_refuses_what_makes_no_sense(tmp_path: Path) -> None:
    program = Program(tmp_path)
    write(tmp_path, {"taken": "a file"})
    strange = program("schema", "storey")
    assert (strange.status, strange.out) == (2, "")
    assert "Did you mean “story”?" in strange.err or "did you mean “story”?" in strange.err
    assert program("schema", "--out", "taken").status == 2
