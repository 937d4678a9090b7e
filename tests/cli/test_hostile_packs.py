"""A pack that means harm: its faults are diagnostics, and what is only ugly text plays inert."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli import harbour, ugly
from tests.cli.program import Program
from tests.cli.terminal import Terminal
from tests.cli.ugly import assert_inert
from tests.support.packs import write

TYPED = [
    "hostile",
    "",
    "",
    "mail",
    "read 1",
    "why",
    "history",
    f"note {ugly.MARKUP}",
    "go",
    "again",
    "history",
    "undo",
    "quit",
]


@pytest.fixture
def hostile(tmp_path: Path) -> Program:
    """The program beside a pack of ugly text."""
    ugly.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    return Program(tmp_path)


def test_ugly_text_is_a_warning_and_no_error(hostile: Program) -> None:
    result = hostile("check", "hostile", "--format", "json")
    assert result.status == 0
    codes = {problem["code"] for problem in json.loads(result.out)["packs"][0]["problems"]}
    assert {"W001", "W013"} <= codes


def test_a_pipe_gets_no_control_character_of_the_pack(hostile: Program) -> None:
    result = hostile("--plain", typed=TYPED)
    assert (result.status, result.err) == (0, "")
    assert "Debrief: End" in result.out
    assert_inert(result.out.encode())
    assert "[@click=app.quit]press[/]" in result.out
    assert "<script>x</script>" in result.out


@pytest.mark.parametrize(
    "arguments", [("check", "hostile"), ("check", "hostile", "--format", "json"), ("packs",), ("record",), ("saves",)]
)
def test_no_command_prints_a_control_character_of_the_pack(hostile: Program, arguments: tuple[str, ...]) -> None:
    hostile("play", "hostile", "--plain", typed=TYPED[1:])
    result = hostile(*arguments)
    assert_inert(result.out.encode())
    assert_inert(result.err.encode())


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
def test_a_terminal_gets_no_control_byte_of_the_pack(hostile: Program) -> None:
    shown = _in_a_terminal(hostile, ["--plain"], TYPED)
    assert b"Debrief: End" in shown
    assert_inert(shown)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals here")
def test_ctrl_c_at_a_terminal_stops_the_game_with_130(hostile: Program) -> None:
    with Terminal(hostile, ["play", "hostile", "--plain", "--role", "keeper"]) as terminal:
        terminal.until(b"> ")
        terminal.type(b"\x03")
        assert terminal.end() == 130
    assert b"Stopped. Every step played so far is kept." in terminal.shown


def _in_a_terminal(program: Program, arguments: list[str], typed: list[str]) -> bytes:
    """What a pseudo-terminal shows of a run; each line is typed when it is asked for."""
    with Terminal(program, arguments) as terminal:
        for number, line in enumerate(typed, 1):
            terminal.until(b"> ", number)
            terminal.type(f"{line}\n".encode())
        assert terminal.end() == 0
    return terminal.shown


FAULTY: dict[str, dict[str, str | bytes]] = {
    "code in a guard": {
        "scenes.yaml": harbour.SCENES.replace("if: warned", "if: \"__import__('os').system('touch owned')\"")
    },
    "an attribute in a guard": {"scenes.yaml": harbour.SCENES.replace("if: warned", 'if: "oil.__class__"')},
    "code in words": {"scenes.yaml": harbour.SCENES.replace("{weather}", "{__import__('os').system('touch owned')}")},
    "a power of powers": {"scenes.yaml": harbour.SCENES.replace("if: warned", 'if: "9**9**9**9 > oil"')},
    "a tag that makes an object": {"more.yaml": 'x: !!python/object/apply:os.system ["touch owned"]\n'},
    "a tag with an escape": {"more.yaml": "x: !<tag:%1B[31m%C2%9B%E2%80%AE> y\n"},
    "an alias bomb": {
        "more.yaml": "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi"))
    },
    "brackets without end": {"more.yaml": "[" * 200_000},
    "a depth of mappings": {"more.yaml": "".join(f"{' ' * depth}a:\n" for depth in range(3000))},
    "no UTF-8": {"more.yaml": b"\xff\xfe\x00\x00"},
    "a text without end": {"more.yaml": "x: " + "y" * 2_000_000},
    "a file name with an escape": {"m\x1b[31mre.yaml": "x: [\n"},
}


@pytest.mark.parametrize("kind", FAULTY)
def test_a_pack_that_means_harm_is_a_diagnostic(program: Program, kind: str) -> None:
    write(program.here / "scenes" / "harbour", {**harbour.FILES, **FAULTY[kind]})
    for arguments in (("check", "harbour"), ("check", "harbour", "--format", "json"), ("play", "harbour", "--plain")):
        result = program(*arguments)
        assert (result.status, result.is_clean()) == (1, True), result.err[-2000:]
        assert "E0" in result.out + result.err
        assert_inert(result.out.encode())
        assert_inert(result.err.encode())
        assert len(result.out + result.err) < 100_000
    assert not list(program.here.rglob("owned"))


def test_a_link_that_leads_out_of_the_pack_is_not_read(program: Program) -> None:
    (program.here / "secret.yaml").write_text("secret: [\n")
    (program.here / "scenes" / "harbour" / "more.yaml").symlink_to(program.here / "secret.yaml")
    result = program("check", "harbour")
    assert (result.status, "secret" in result.out) == (0, False)


def test_a_file_of_nothing_but_nul_bytes_is_an_empty_file_with_a_warning(program: Program) -> None:
    write(program.here / "scenes" / "harbour", {"more.yaml": b"\0" * 1000})
    result = program("check", "harbour")
    assert (result.status, result.is_clean()) == (0, True)
    assert "warning W001" in result.out
