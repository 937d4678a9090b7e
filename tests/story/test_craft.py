"""What is likely a slip is told, and what an author may well mean is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.proof.crowding import LONGEST_SCENE
from game.proof.examine import examine
from game.proof.explore import Watch
from game.story.craft import COMMANDS
from tests.support.packs import pack, small, write

CRAFT = {f"W{number:03}" for number in range(15, 25)}
LAMP = "variables: {lamp: false}\n"
GO = "text: Go, to: end"


def hall(*choices: str, text: str = "A hall.", more: str = "") -> dict[str, str]:
    """A pack with these choices in its first scene."""
    listed = "".join(f"    - {{{choice}}}\n" for choice in choices)
    return small(f"hall:\n  title: Hall\n  text: {text}\n  choices:\n{listed}", more=more)


def told(files: dict[str, str]) -> list[str]:
    """The codes of slips that a check tells of."""
    with pack(files) as folder:
        examined = examine(folder, (), Watch())
    assert examined.report is not None, [str(problem) for problem in examined.problems]
    return [problem.code for problem in examined.problems if problem.code in CRAFT]


@pytest.mark.parametrize(
    "other",
    [
        "text: Run, to: hall, id: run",
        "text: Run, to: end, id: run, do: lamp = true",
        "text: Run, to: end, id: run, if: lamp",
        "text: Run, to: end, id: run, once: true",
        "text: Run, to: end, id: run, irreversible: true",
        "text: Run, to: end, id: run, note: Why?",
        "text: Run, to: end, id: run, findings: walk",
    ],
)
def test_a_choice_that_differs_in_anything_is_left_alone(other: str) -> None:
    used = "text: Look, to: hall, id: look, if: lamp, do: lamp = not lamp"
    assert told(hall("text: Go, to: end, id: walk", other, used, more=LAMP)) == []


def test_a_choice_that_is_asked_about_later_is_left_alone() -> None:
    files = hall("text: Go, to: end, id: walk", "text: Run, to: end, id: run")
    assert told(files) == ["W015"]
    asking = files["end.yaml"].replace("title: End", 'title: "End{chose(hall.run): , quickly}"')
    assert told({**files, "end.yaml": asking}) == []


@pytest.mark.parametrize(
    ("use", "codes"),
    [
        ("text: Light it, to: hall, id: light, do: lamp = true", ["W016"]),
        ("text: Turn it, to: hall, id: turn, do: lamp = not lamp", ["W016"]),
        ("text: Look, to: hall, id: look, if: not lamp", ["W017"]),
        ("text: 'The lamp: {lamp}', to: hall, id: look", ["W017"]),
        ("text: Light it, to: hall, id: light, if: not lamp, do: lamp = true", []),
    ],
)
def test_a_variable_is_both_asked_for_and_changed(use: str, codes: list[str]) -> None:
    assert told(hall(GO, use, more=LAMP)) == codes


@pytest.mark.parametrize(
    "more",
    [
        "variables: {lamp: {start: false, show: text, label: Lamp}}\n",
        LAMP + "always: [{name: A, holds: not lamp or lamp}]\n",
        LAMP + "doors: [{id: d, name: D, published: open, open_here: lamp}]\n",
        LAMP + "carry: {player: {from: player, set: {lamp: lamp}}}\n",
    ],
)
def test_a_variable_may_be_asked_for_in_the_manifest(more: str) -> None:
    assert told(hall(GO, "text: Light it, to: hall, id: light, do: lamp = true", more=more)) == []


def test_of_texts_that_exclude_each_other_the_longest_counts() -> None:
    words = "word " * (LONGEST_SCENE - 20)
    light = "text: Light it, to: hall, id: light, do: lamp = not lamp"
    either = f"[{{if: lamp, text: {words}}}, {{if: not lamp, text: {words}}}]"
    assert told(hall(GO, light, text=either, more=LAMP)) == []
    both = f"[{{if: lamp, text: {words}}}, '{{lamp: {words} | no}}']"
    assert told(hall(GO, light, text=both, more=LAMP)) == ["W018"]


def test_texts_that_no_path_shows_together_are_no_long_text() -> None:
    words = "word " * (LONGEST_SCENE - 20)
    files = hall("text: Go, to: room, id: walk", "text: Run, to: room, id: run")
    room = f"room: {{title: Room, next: end, text: [{{if: chose(hall.walk), text: {words}}}, {{if: chose(hall.run), text: {words}}}]}}\n"
    assert told({**files, "room.yaml": room}) == []


def test_dashes_between_words_are_no_words() -> None:
    assert told(hall(GO, text="word - " * LONGEST_SCENE)) == []


def test_ten_choices_that_are_never_open_together_are_left_alone() -> None:
    number = "variables: {n: {start: 0, min: 0, max: 9}}\n"
    alone = [f"text: Take {n}, to: end, id: take_{n}, if: n == {n}, do: n = {n}" for n in range(10)]
    count = "text: Count, to: hall, id: count, do: n += 1"
    assert told(hall(count, *alone, more=number)) == []
    together = [choice.replace(f"n == {n}", "n < 9") for n, choice in enumerate(alone)]
    assert told(hall(count, *together, more=number)) == ["W019"]


def test_the_commands_that_are_told_are_those_of_plain_mode() -> None:
    from game.plain.commands import COMMANDS as TYPED

    assert set(TYPED) == COMMANDS


@pytest.mark.parametrize(
    "text",
    [
        "A red door, a green light, and the red choice of curtains.",
        "The red line is delayed. He wrote in red.",
        "'Not delivered, in red.'",
        '"a - b - c"',
        "|\n    - one\n    - two\n\n    ---\n\n    > said",
        "|\n    08:02 [ok] 12/30\n    08:03 [--] 13/30",
        '"/usr/share/x and ... and --help"',
    ],
)
def test_things_that_have_a_colour_and_lines_with_marks_are_left_alone(text: str) -> None:
    assert told(hall(GO, text=text)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Take the green option.", "W022"),
        ("The choices marked in red cannot be undone.", "W022"),
        ("Each blue link leads on.", "W022"),
        ('"█▓▒░ loading"', "W021"),
        ("|\n    ( -.- )\n     > ^^ <", "W021"),
        ("|\n    +-----+\n    |  x  |\n    +-----+", "W021"),
    ],
)
def test_drawings_and_choices_told_by_colour_are_found(text: str, code: str) -> None:
    assert told(hall(GO, text=text)) == [code]


def test_the_shipped_stories_are_told_nothing_about_plainness_names_and_variables() -> None:
    from game.story.craft import check_craft
    from game.story.loader import load
    from game.story.problems import Report

    scenes = Path(__file__).resolve().parents[2] / "scenes"
    result = load(scenes / "the-cutover", records=[scenes])
    assert result.story is not None
    report = Report()
    check_craft(result.story, report)
    assert {problem.code for problem in report.problems} <= {"W015", "W018"}  # an author may well mean these


def test_an_extension_is_told_of_its_own_files_alone(tmp_path: Path) -> None:
    write(tmp_path / "small", hall("text: Go, to: end, id: walk", "text: Run, to: end, id: run"))
    more = {
        "story.yaml": "{format: 1, id: more, title: More, version: 1.0.0, extends: {pack: small}}\n",
        "more.yaml": "patch: {hall: {add_choices: [{id: quit, text: Stay, to: hall}]}}\n",
    }
    problems = examine(write(tmp_path / "more", more), (), Watch()).problems
    assert [(problem.code, problem.place.file) for problem in problems] == [("W020", "more.yaml")]
