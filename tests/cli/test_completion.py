"""Tab in a shell: commands, options, their values, stories and playthroughs; nothing that a shell would run."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from game.cli.completion import SCRIPTS, offered
from tests.cli import harbour
from tests.cli.program import Program
from tests.plain.conversation import Conversation


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    harbour.build(tmp_path / "scenes")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ROLLOUT_SAVES", str(tmp_path / "scenes" / "saves"))
    return tmp_path


def words(*typed: str) -> list[str]:
    return [word for word, _ in offered(["rollout", *typed])]


@pytest.mark.usefixtures("here")
def test_commands_options_and_their_values_are_offered() -> None:
    assert {"play", "check", "saves"} <= set(words(""))
    assert words("pl") == ["play"]
    assert "--resume" in words("play", "--")
    assert words("play", "--res") == ["--resume"]
    assert words("check", "--format", "") == ["text", "json", "github", "sarif"]
    assert words("check", "--format", "json", "harb") == ["harbour"]
    assert words("saves", "exp") == ["export"]
    assert words("saves", "export", "x", "--format", "h") == ["html"]
    assert words("completion", "") == ["bash", "zsh", "fish", "words"]


@pytest.mark.usefixtures("here")
def test_stories_are_offered_where_a_story_belongs_and_as_often_as_it_may() -> None:
    assert "harbour" in words("play", "")
    assert "harbour" in words("check", "harbour", "")
    assert words("graph", "harbour", "") == []
    assert words("play", "--saves", "") == []


def test_playthroughs_are_offered_by_their_ids(here: Path) -> None:
    Conversation(here / "scenes")("trim")
    (file,) = (here / "scenes" / "saves").glob("harbour-*.json")
    save_id = file.stem.rpartition("-")[2]
    assert words("saves", "show", "") == [save_id]
    assert words("saves", "restore", "") == []
    shown = list(offered(["rollout", "saves", "show", save_id[:2]]))
    assert shown == [(save_id, "The Harbour · The Keeper · The stairs")]


def test_a_pack_or_a_save_with_a_hostile_name_is_not_offered(here: Path) -> None:
    for name in ("$(touch owned)", "a;b", "--eval", "`x`"):
        folder = here / "scenes" / name
        folder.mkdir()
        (folder / "story.yaml").write_text("id: ''\n")
    assert words("play", "") == [name for name in words("play", "") if name.replace("-", "").isalnum()]


@pytest.mark.parametrize("shell", list(SCRIPTS))
def test_a_script_is_printed_for_each_shell_that_it_understands(program: Program, shell: str) -> None:
    result = program("completion", shell)
    assert (result.status, result.err) == (0, "")
    assert "rollout completion words" in result.out
    if shutil.which(shell):
        assert program.shell(f"{shell} -n", typed=result.out.encode()).err == ""


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_story(program: Program) -> None:
    script = program("completion", "bash").out
    asked = (
        f'rollout() {{ "{sys.executable}" -m game "$@"; }}\n{script}\n'
        'COMP_WORDS=(rollout play harb); COMP_CWORD=2; _rollout; echo "${COMPREPLY[*]}"\n'
    )
    (program.here / "asked.sh").write_text(asked)
    assert program.shell("bash asked.sh").out == "harbour\n"
