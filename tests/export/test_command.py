"""``rollout export``, as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.story.loader import load
from tests.cli import harbour
from tests.cli.program import Program
from tests.export.engine import Engine
from tests.support.packs import write

FINE, FAULTS, MISUSE = 0, 1, 2


@pytest.fixture
def program(tmp_path: Path) -> Program:
    harbour.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    return Program(tmp_path)


def test_a_page_is_written_and_its_place_said(program: Program) -> None:
    result = program("export", "harbour", "--html", "--out", "harbour.html")
    assert (result.status, result.out, result.err) == (FINE, "harbour.html\n", "")
    text = (program.here / "harbour.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    printed = program("export", "harbour", "--html")
    assert printed.out.rstrip() == text.rstrip()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("harbour",), "say what to write: --html"),
        (("harbur", "--html"), "There is no story “harbur”. Did you mean “harbour”?"),
        (("harbour", "--html", "--role", "keper"), "there is no role “keper”; did you mean “keeper”?"),
        (
            ("harbour", "--html", "--out", "nowhere/x.html"),
            "nowhere/x.html cannot be written: No such file or directory",
        ),
    ],
)
def test_misuse_is_a_sentence(program: Program, arguments: tuple[str, ...], sentence: str) -> None:
    result = program("export", *arguments)
    assert (result.status, result.out) == (MISUSE, "")
    assert sentence in result.err
    assert result.is_clean()


def test_a_story_with_faults_is_not_written(program: Program) -> None:
    write(program.here / "scenes" / "harbour", {"scenes.yaml": harbour.SCENES.replace("to: stairs", "to: stair", 1)})
    result = program("export", "harbour", "--html", "--out", "harbour.html")
    assert result.status == FAULTS
    assert "scenes.yaml:" in result.err
    assert not (program.here / "harbour.html").exists()


def test_a_story_that_is_too_large_is_a_sentence_and_no_file(program: Program) -> None:
    words, many = "words " * 6000, 230
    far = "".join(
        f"far_{n}:\n  title: Far\n  text: {words}\n  next: {f'far_{n + 1}' if n + 1 < many else 'dusk'}\n"
        for n in range(many)
    )
    way = harbour.SCENES.replace("text: Go to sleep, to: dusk", "text: Go to sleep, to: far_0")
    write(program.here / "scenes" / "harbour", {"scenes.yaml": way, "far.yaml": far})
    result = program("export", "harbour", "--html", "--out", "harbour.html")
    assert result.status == FAULTS
    assert (
        result.err == "rollout: The Harbour cannot be exported: the page would have 8.4 MB, and 8.0 MB is the most.\n"
    )
    assert not (program.here / "harbour.html").exists()


def test_a_playthrough_of_the_page_goes_on_in_a_terminal(program: Program) -> None:
    found = load(program.here / "scenes" / "harbour").story
    assert found is not None
    engine = Engine(found)
    engine.open(harbour.SEED_DAWN)
    for act, value in (("begin", ""), ("letter", "warning"), ("choose", "trim")):
        engine.act(act, value)
    (program.here / "day.rollout").write_text(engine.call("encode"), "utf-8")
    assert program("saves", "import", "day.rollout").status == FINE
    result = program("play", "--plain", "--resume")
    assert "Scene: The stairs" in result.lines
    [row] = json.loads(program("saves", "--json").out)["saves"]
    exported = program("saves", "export", row["id"], "--out", "back.rollout")
    assert exported.status == FINE
    engine.open(0)
    engine.act("paste", paste=(program.here / "back.rollout").read_text("utf-8"))
    assert engine.ask("look(session).scene") == "stairs"
    assert engine.ask("app.told") == "Loaded."
