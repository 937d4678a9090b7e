"""The guide for authors does what it says: each file is written and each command run, in the order of the page."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.proof.examine import examine
from game.proof.explore import Watch
from game.story.reference import page
from tests.cli.program import ROOT, Program
from tests.support.packs import END, FINDINGS, pack, shown

DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"# (\S+\.yaml)(, added)?\n")
MANIFEST = "format: 1\nid: recipe\ntitle: A recipe\nversion: 1.0.0\n"
ROLES = "roles: {player: {name: The player, start: hall}}\n"


def recipes() -> list[tuple[str, str]]:
    """Each pattern of the cookbook with its YAML."""
    cookbook = (DOCS / "modding.md").read_text("utf-8").partition("## Cookbook\n")[2]
    parts = cookbook.split("\n### ")[1:]
    return [(part.partition("\n")[0], found[2]) for part in parts for found in [BLOCK.search(part)] if found]


def tried(page: str, here: Path) -> int:
    """Write the files of a page and run its commands in a folder; how many commands there were."""
    program, commands = Program(here), 0
    for language, text in BLOCK.findall(page):
        if language == "yaml":
            _write(here, text)
        elif language == "console":
            for command, expected in _commands(text):
                commands += 1
                result = program.shell(
                    command.replace("rollout", "$ROLLOUT", 1) if "| " not in command else _piped(command)
                )
                assert_said(command, result.out + result.err, expected)
    return commands


def _piped(command: str) -> str:
    before, _, after = command.partition("| rollout")
    return f"{before}| $ROLLOUT{after}"


def _write(here: Path, text: str) -> None:
    match = FILE.match(text)
    if match is None:
        return
    path = here / match[1]
    path.parent.mkdir(parents=True, exist_ok=True)
    content = text[match.end() :]
    path.write_text((path.read_text("utf-8") if match[2] else "") + content, "utf-8")


def _commands(text: str) -> list[tuple[str, list[str]]]:
    parts = text.split("$ ")[1:]
    return [(lines[0], lines[1:]) for lines in (part.rstrip("\n").split("\n") for part in parts)]


def assert_said(command: str, said: str, expected: list[str]) -> None:
    """Each expected line stands in the output, in order; … stands for anything."""
    lines = iter(said.split("\n"))
    for line in expected:
        if line == "…":
            continue
        begin = line.removesuffix("…")
        assert any(found.startswith(begin) if line != begin else found == line for found in lines), (
            command,
            line,
            said,
        )


def test_the_guide_leads_from_nothing_to_a_story_that_is_checked_tested_and_played(tmp_path: Path) -> None:
    guide = (DOCS / "modding.md").read_text("utf-8").partition("## Cookbook\n")[0]
    assert tried(guide, tmp_path) >= 12


def test_the_guide_to_extensions_builds_the_one_that_comes_with_rollout(tmp_path: Path) -> None:
    assert tried((DOCS / "extending.md").read_text("utf-8"), tmp_path) >= 2
    built = tmp_path / "the-cutover-night-shift"
    for path in built.rglob("*.yaml"):
        shipped = ROOT / "scenes" / built.name / path.relative_to(built)
        assert path.read_text("utf-8") == shipped.read_text("utf-8"), path.name


def test_there_are_ten_patterns() -> None:
    assert len(recipes()) == 10


@pytest.mark.parametrize(("name", "text"), recipes(), ids=[name for name, _ in recipes()])
def test_a_pattern_of_the_cookbook_is_sound_and_every_part_of_it_is_reached(name: str, text: str) -> None:
    manifest, _, scenes = text.rpartition("# scenes.yaml\n")
    manifest = manifest.removeprefix("# story.yaml\n")
    files = {
        "story.yaml": MANIFEST + ("" if "roles:" in manifest else ROLES) + manifest,
        "scenes.yaml": scenes,
        "end.yaml": END,
        "findings.yaml": FINDINGS,
    }
    with pack(files) as folder:
        examined = examine(folder, (), Watch())
    assert examined.sound, name
    assert not examined.problems, shown(examined.problems)


def test_the_page_of_keys_is_what_the_loader_checks_against() -> None:
    assert (DOCS / "keys.md").read_text("utf-8") == page(), "run `make docs`"


def test_the_commands_of_the_guide_quote_well() -> None:
    pages = [(DOCS / name).read_text("utf-8") for name in ("modding.md", "extending.md")]
    blocks = [text for page in pages for language, text in BLOCK.findall(page) if language == "console"]
    commands = [command for text in blocks for command, _ in _commands(text)]
    assert commands
    assert all(shlex.split(command) for command in commands)
