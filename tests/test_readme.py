"""The README is true: what it shows works, and every command stands in it."""

from __future__ import annotations

import argparse
import re
import stat
import sys

import pytest

from game.cli.grammar import parser
from tests.cli.program import ROOT, Program

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
#: Blocks marked ``sh`` hold commands that need no network and no terminal; ``shell`` marks the others.
COMMANDS = [line for kind, block in BLOCKS.findall(README) if kind == "sh" for line in block.splitlines() if line]
FILES = [block for kind, block in BLOCKS.findall(README) if kind == "yaml"]
NAMES = sorted(
    name for action in parser()._actions if isinstance(action, argparse._SubParsersAction) for name in action.choices
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Somebody who has written down the example pack beside the built-in stories, with ``rollout`` on the path."""
    here = tmp_path_factory.mktemp("reader")
    (here / "scenes").symlink_to(ROOT / "scenes")
    (here / "saves").mkdir()
    for block in FILES:
        name, text = block.split("\n", 1)
        file = here / name.removeprefix("# ")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    command = here / "bin" / "rollout"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m game "$@"\n')
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return Program(here)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(reader: Program, command: str) -> None:
    result = reader.shell(f'PATH="$PWD/bin:$PATH"\n{command}')
    assert (result.status, result.err) == (0, ""), result.out
    assert result.out


def test_the_example_pack_plays_as_it_is_written(reader: Program) -> None:
    typed = ["brew", "brew", "leave"]
    result = reader("play", "./my-story", "--plain", "--role", "clerk", typed=typed)
    assert "The tea is still warm." in result.lines
    assert "You sleep badly." in result.lines


@pytest.mark.parametrize("name", NAMES)
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"`rollout {name}" in README


def test_it_opens_with_a_picture_that_is_there_and_the_two_commands() -> None:
    picture = re.match(
        r"!\[.+\]\((.+)\)\n\n# Rollout\n\n```shell\nmake play\nmake test\n```\n\nWith uv: `uv run", README
    )
    assert picture is not None
    assert (ROOT / picture[1]).stat().st_size < 200_000


def test_its_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    texts = (README, (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    named = {target for text in texts for target in re.findall(r"(?:^|`| {4})make ([\w-]+)", text)}
    assert {"play", "test"} <= named
    assert named <= set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"])
def test_every_link_to_a_file_leads_to_it(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target
