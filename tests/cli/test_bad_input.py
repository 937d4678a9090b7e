"""What a user, a file or a shell can get wrong: a sentence, the right exit status, nothing lost, no traceback."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import harbour
from tests.cli.program import Program
from tests.support.packs import write

FINE, FAULTS, MISUSE, INTERRUPTED = 0, 1, 2, 130
KEEPER = ("play", "harbour", "--plain", "--role", "keeper")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("play", "harbur"), "There is no story “harbur”. Did you mean “harbour”?"),
        (("play", "./nowhere"), "There is no folder “./nowhere”."),
        (("check", "harbur"), "There is no story “harbur”. Did you mean “harbour”?"),
        (("play", "harbour", "--role", "keper"), "there is no role “keper”; did you mean “keeper”?"),
        (("play", "harbour", "--role", "zz"), "there is no role “zz”; there are keeper and clerk"),
        (("play", "harbour", "--set", "wether=foggy"), "there is no condition “wether”; did you mean “weather”?"),
        (("play", "harbour", "--set", "weather=fogy"), "there is no value of weather “fogy”; did you mean “foggy”?"),
        (("play", "harbour", "--set", "weather"), "--set weather: write CONDITION=VALUE"),
        (("play", "--role", "keeper"), "--role and --set need the pack they belong to: rollout play PACK …"),
        (
            ("play", "harbour", "--role", "clerk", "--set", "weather=foggy"),
            "the condition weather is not asked of the role clerk",
        ),
        (("record", "wlak"), "there is no finding “wlak”; did you mean “walk”?"),
        (("check", "--explain", "E999"), "there is no diagnostic “E999”"),
        (("chekc",), "there is no command “chekc”; did you mean “rollout check”?"),
        (("harbour",), "there is no command “harbour”; there are play,"),
        (("play", "--nope"), "unrecognized arguments: --nope"),
        (("play", "--seed", "many"), "“many” is not a whole number"),
        (("play", "--seed", "9" * 40), "a seed is at most 9223372036854775807"),
        (("check", "--max-seconds", "nan"), "a limit is a number above zero"),
        (("check", "--max-states", "0"), "a limit is a number above zero"),
        (("check", "--max-states", "few"), "“few” is not a number"),
        (("play", "harbour", "--after", "x.json"), "--after needs the story and the role"),
        (("saves", "--saves", "scenes/harbour/story.yaml"), "scenes/harbour/story.yaml is no folder"),
        (("packs", "--packs", "nowhere"), "--packs nowhere: there is no such folder"),
    ],
)
def test_misuse_is_answered_with_one_sentence_and_status_2(
    program: Program, arguments: tuple[str, ...], sentence: str
) -> None:
    result = program(*arguments)
    assert (result.status, result.out) == (MISUSE, "")
    assert sentence in result.err
    assert result.err.startswith("rollout: ")
    assert result.err.count("\n") == 1


def test_a_pack_with_faults_is_shown_with_its_file_line_and_column_and_status_1(program: Program) -> None:
    faulty = {**harbour.FILES, "scenes.yaml": harbour.SCENES.replace("to: dark}", "to: drak}")}
    write(program.here / "scenes" / "harbour", faulty)
    line = faulty["scenes.yaml"].split("\n").index("      draw: [{rate: walk, to: dawn}, {rest: true, to: drak}]")
    for arguments in (("play", "harbour"), ("check", "harbour")):
        result = program(*arguments)
        assert result.status == FAULTS
        shown = result.out + result.err
        assert "there is no scene “drak”" in shown
        assert f"--> scenes.yaml:{line + 1}:55" in shown
        assert "did you mean “dark”?" in shown
        assert result.is_clean()


def test_the_title_screen_names_a_pack_with_faults_and_still_plays_the_others(program: Program) -> None:
    story = harbour.STORY.replace("id: harbour", "id: broken").replace("start: desk", "start: dsek")
    write(program.here / "scenes" / "broken", {**harbour.FILES, "story.yaml": story})
    result = program("--plain", typed=["harbour", "2", "1"])
    assert "broken cannot be played: " in result.out
    assert "(story.yaml, line 11). All of its faults: rollout check broken" in result.out
    assert "Ending: Dawn" in result.out


def test_a_folder_that_is_no_pack_is_a_fault_not_a_crash(program: Program) -> None:
    result = program("check", "./saves")
    assert (result.status, result.is_clean()) == (FAULTS, True)
    assert "story.yaml" in result.out


def test_a_saves_folder_that_cannot_be_written_is_said_at_once_and_play_goes_on(program: Program) -> None:
    (program.here / "file").write_text("in the way")
    result = program(*KEEPER, "--saves", "file/saves", typed=["trim", "continue", "note x"])
    assert result.status == FINE
    assert result.err == "Nothing can be kept in file/saves (Not a directory); name another folder with --saves.\n"
    assert "Scene: Dark" in result.out or "Ending: Dawn" in result.out
    assert result.out.count("Notice: This step could not be saved (Not a directory).") == 1
    assert result.lines[-2] == "The last step could not be kept: Not a directory."
    assert (program.here / "file").read_text() == "in the way"


def _save(program: Program) -> Path:
    program(*KEEPER, typed=["read 2", "trim"])
    (file,) = program.saves.glob("harbour-*.json")
    return file


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "binary": lambda _: bytes(range(256)) * 40,
    "another kind of JSON": lambda _: b"[1, 2, 3]",
    "deep JSON": lambda _: b"[" * 100_000,
    "steps of the wrong type": lambda data: _with(data, steps={"a": 1}),
    "a head that is not there": lambda data: _with(data, head=99),
    "text for a number": lambda data: _with(data, seed="seven"),
    "a number too large": lambda data: _with(data, seed=10**40),
    "a newer format": lambda data: _with(data, format=99),
}


def _with(data: bytes, **changes: object) -> bytes:
    return json.dumps({**json.loads(data), **changes}).encode()


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_save_is_named_left_alone_and_its_copy_is_gone_on_from(program: Program, kind: str) -> None:
    file = _save(program)
    damaged = DAMAGE[kind](file.read_bytes())
    file.write_bytes(damaged)
    listed = program("saves")
    assert f"{file.name} cannot be read: it " in listed.err or f"{file.name} cannot be read: “" in listed.err
    assert "The copy before it is sound" in listed.err
    resumed = program("play", "--plain", "--resume", typed=["signal"])
    assert (resumed.status, resumed.err) == (FINE, "")
    assert f"Notice: {file.name} cannot be read: " in resumed.out
    assert "Scene: The lamp" in resumed.lines
    assert "Scene: The stairs" in resumed.lines
    assert file.read_bytes() == damaged
    assert len(list(program.saves.glob("harbour-*.json"))) == 2


def test_the_title_screen_offers_the_copy_of_a_damaged_save(program: Program) -> None:
    file = _save(program)
    file.write_bytes(b"\0")
    result = program("--plain", typed=["recover", "history"])
    assert f"{file.name} cannot be read: it is not JSON, or only a part of it. The copy made before it is sound." in (
        result.out
    )
    assert "1 step so far." in result.lines


@pytest.mark.parametrize(
    "change",
    [
        {"settings": {"weather": "purple", "crew": 7}},
        {"settings": {"weather": "purple", "moon": "full"}},
        {"carried": {"oil": "much", "mood": 3, "warned": 1, "sun": True}},
        {"carried": {"oil": 10**15}},
        {"notes": [[0, "x", "y", "z"]]},
        {"story": {"id": "harbour", "title": "\x1b[31mRed", "path": "/nowhere\x1b[2J"}},
    ],
    ids=str,
)
def test_a_save_with_strange_values_is_played_with_what_fits_or_refused_with_a_reason(
    program: Program, change: dict[str, object]
) -> None:
    file = _save(program)
    before = _with(file.read_bytes(), **change)
    file.write_bytes(before)
    result = program("play", "--plain", "--resume", typed=["again", "history", "undo", "1"])
    assert result.status in (FINE, MISUSE)
    assert result.is_clean()
    assert "\x1b" not in result.out + result.err
    assert "Scene: " in result.out or result.err.startswith("rollout: ")


def test_a_save_of_a_role_that_is_gone_is_refused_with_its_reason(program: Program) -> None:
    file = _save(program)
    file.write_bytes(_with(file.read_bytes(), role="pilot"))
    result = program("play", "--plain", "--resume")
    assert (result.status, result.out) == (MISUSE, "")
    assert result.err == f"rollout: The save {file.name} cannot be used: the story has no role “pilot” any more.\n"


def test_a_step_that_no_longer_fits_is_told_and_the_older_file_is_kept(program: Program) -> None:
    file = _save(program)
    before = file.read_bytes()
    edited = {**harbour.FILES, "scenes.yaml": harbour.SCENES.replace("id: trim", "id: cut")}
    write(program.here / "scenes" / "harbour", edited)
    result = program("play", "--plain", "--resume", typed=["cut"])
    assert "Notice: The story has changed since this was saved: of 1 steps that do not fit" in result.out
    assert "Scene: The stairs" in result.out.split("The story has changed")[1]
    assert file.read_bytes() == before


def test_ctrl_c_ends_with_130_a_sentence_and_everything_kept(program: Program) -> None:
    running = program.start(*KEEPER)
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"trim\n")
    running.stdin.flush()
    while running.stdout.readline().strip() != b"1. Continue":
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == INTERRUPTED
    assert err == b"\nStopped. Every step played so far is kept.\n"
    assert "Scene: The stairs" in program("play", "--plain", "--resume").lines


def test_a_reader_that_goes_away_is_no_fault(program: Program) -> None:
    for command in ("play harbour --plain --role keeper", "check harbour", "record", "packs", "--help", "play --help"):
        result = program.shell(f"$ROLLOUT {command} | head -1", typed=b"trim\n" * 2000)
        assert result.err == "", command
        assert result.out.count("\n") <= 1


def test_a_reader_that_goes_away_loses_no_step(program: Program) -> None:
    result = program.shell("$ROLLOUT play harbour --plain --role keeper --seed 0 | head -3", typed=b"trim\ncontinue\n")
    assert result.err == ""
    assert "Scene: The " in program("play", "--plain", "--resume").out or not list(program.saves.glob("h*.json"))


@pytest.mark.parametrize("redirect", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "</dev/null"])
def test_a_closed_stream_ends_the_game_quietly(program: Program, redirect: str) -> None:
    result = program.shell(f"$ROLLOUT play harbour --plain --role keeper {redirect}")
    assert (result.status, result.err) == (FINE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
def test_a_full_disk_behind_stdout_is_said_on_stderr(program: Program) -> None:
    result = program.shell("$ROLLOUT record > /dev/full")
    assert (result.status, result.err) == (MISUSE, "rollout: No space left on device\n")


@pytest.mark.parametrize("terminal", ["dumb", ""])
def test_a_dumb_terminal_gets_plain_lines(program: Program, terminal: str) -> None:
    result = program("play", "harbour", "--role", "clerk", typed=["1"], env={"TERM": terminal})
    assert "Ending: Dawn" in result.lines


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_a_terminal_without_utf_8_gets_plainer_marks(program: Program, env: dict[str, str]) -> None:
    result = program(*KEEPER, typed=["read 2", "note Grüße “an” 海", "xyzzy", "history"], env=env)
    assert (result.status, result.err) == (FINE, "")
    assert "Kept. Only you see your notes" in result.out
    if "PYTHONIOENCODING" in env:
        assert '1. The lamp: You read "A warning".' in result.lines


def test_an_endless_line_is_read_to_its_end_and_answered_once(program: Program) -> None:
    result = program(*KEEPER, typed=b"x" * 5_000_000 + b"\ntrim\n" + b"note " + b"y" * 5_000_000)
    assert (result.status, result.err) == (FINE, "")
    assert result.out.count("is not a choice here, nor a command.") == 1
    assert "Scene: The stairs" in result.lines
    assert len(result.out) < 10_000
    (file,) = program.saves.glob("harbour-*.json")
    assert file.stat().st_size < 20_000


def test_control_bytes_on_the_input_are_dropped(program: Program) -> None:
    typed = b"\0\n\x1b[2Jtr\0im\x07\n\xff\xfe\n\xe2\x80\xaenote\n\x9b31m\n"
    result = program(*KEEPER, typed=typed)
    assert (result.status, result.err) == (FINE, "")
    assert "Nothing was typed." in result.out
    assert not set(result.out) & set("\0\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("line", ["0000015", "99999999999999999999", "9" * 5000, "-1", "0", "1.0", "²", "٣"])
def test_odd_numbers_name_nothing_that_is_not_there(program: Program, line: str) -> None:
    result = program(*KEEPER, typed=[line, f"read {line}", f"why {line}", "history"])
    assert (result.status, result.err) == (FINE, "")
    assert "0 steps so far." in result.lines


def test_the_program_runs_in_a_folder_that_is_gone(program: Program) -> None:
    result = program.shell("mkdir gone && cd gone && rmdir ../gone && $ROLLOUT packs")
    assert result.is_clean()


def test_a_path_that_is_far_too_long_is_refused(program: Program) -> None:
    result = program("check", "./" + "x" * 5000)
    assert (result.status, result.is_clean()) == (MISUSE, True)
    assert result.err.startswith("rollout: ")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_fault(program: Program) -> None:
    (program.here / "scenes" / "harbour" / "scenes.yaml").chmod(0)
    result = program("check", "harbour")
    assert (result.status, result.is_clean()) == (FAULTS, True)
