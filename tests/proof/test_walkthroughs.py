"""Walkthroughs: scripted playthroughs that a pack brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import run as cli
from game.play.machine import StoryMachine
from game.proof.updating import updated
from game.proof.walkthroughs import Coverage, Walked, load_walkthroughs, walk
from game.story.loader import load
from tests.support import packs

SCENES = """\
hall:
  title: Hall
  mail: [{id: note, from: Ada, subject: S, body: B, do: n += 1}]
  choices:
    - {id: go, text: Go, to: urn, do: f = true}
    - {id: shut, text: Shut, to: end, if: n > 5}
urn:
  title: Urn
  next: [{label: authored, draw: [{chance: 50, to: red}, {rest: true, to: blue}]}]
red: {title: Red, next: end}
blue: {title: Blue, choices: [{id: out, text: Out, to: end}]}
"""
MORE = """\
variables: {n: {start: 0, min: 0, max: 9}, f: false}
conditions: {wind: {ask: Wind?, options: {strong: Strong, still: Still}, default: still}}
"""
QUIET = """\
# one quiet way
name: A quiet way
role: player
conditions: {wind: strong}
steps: [read note, go, continue to red, continue]
expect: {ending: end, outcome: acceptance, variables: {n: 1, f: true}}
"""


def written(folder: Path, text: str) -> Path:
    """A pack with one walkthrough."""
    return packs.write(folder / "small", {**packs.small(SCENES, more=MORE), "walkthroughs/one.yaml": text})


def walked(folder: Path, text: str) -> Walked:
    """What comes of a walkthrough."""
    path = written(folder, text)
    (walkthrough,), problems = load_walkthroughs(path)
    assert problems == ()
    story = load(path).story
    assert story is not None
    return walk(StoryMachine(story), walkthrough)


def faults(folder: Path, steps: str, expect: str = "{}") -> list[str]:
    """What goes wrong with some steps and expectations."""
    return walked(folder, f"role: player\nsteps: [{steps}]\nexpect: {expect}\n").faults


def test_a_walkthrough_that_comes_to_what_it_promises_passes(tmp_path: Path) -> None:
    result = walked(tmp_path, QUIET)
    assert result.faults == []
    assert result.walkthrough.name == "A quiet way"
    assert (result.session.state.scene, result.session.settings) == ("end", {"wind": "strong"})


def test_what_is_left_out_takes_its_default(tmp_path: Path) -> None:
    result = walked(tmp_path, "role: player\nsteps: []\n")
    assert (result.faults, result.walkthrough.name, result.session.seed) == ([], "one", 0)
    assert result.session.settings == {"wind": "still"}


@pytest.mark.parametrize("step", ["shut", "out", "nonsense", "continue", "read nothing", "continue to urn"])
def test_a_step_that_is_not_open_says_what_was(tmp_path: Path, step: str) -> None:
    (fault,) = faults(tmp_path, f'"{step}"')
    assert fault == f"step 1, “{step}”, is not open in “hall”; open were: go, read note"


def test_what_was_read_is_not_read_again(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "read note, read note")
    assert fault == "step 2, “read note”, is not open in “hall”; open were: go"


@pytest.mark.parametrize("step", ["continue", "go", "read note", "continue to end"])
def test_a_step_after_the_ending_says_so(tmp_path: Path, step: str) -> None:
    (fault,) = faults(tmp_path, f"go, continue to red, continue, {step}")
    assert fault == f"step 4, “{step}”, comes after the ending “end”"


@pytest.mark.parametrize("scene", ["red", "blue"])
def test_a_continue_to_fixes_a_draw(tmp_path: Path, scene: str) -> None:
    for seed in range(4):
        text = f"role: player\nseed: {seed}\nsteps: [go, continue to {scene}]\n"
        assert walked(tmp_path / str(seed), text).session.state.scene == scene


def test_a_plain_continue_draws_by_the_seed(tmp_path: Path) -> None:
    came = {
        walked(tmp_path / str(seed), f"role: player\nseed: {seed}\nsteps: [go, continue]\n").session.state.scene
        for seed in range(12)
    }
    assert came == {"red", "blue"}


def test_a_draw_that_cannot_fall_so_says_where_it_can(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "go, continue to end")
    assert fault == (
        "step 2, “continue to end”, is not open in “urn”; "
        "open were: continue, continue to red, continue to blue, read note"
    )


def test_a_continue_to_where_one_goes_anyway_is_a_step(tmp_path: Path) -> None:
    assert faults(tmp_path, "go, continue to red, continue to end", "{ending: end}") == []


@pytest.mark.parametrize(
    ("expect", "fault"),
    [
        ("{ending: red}", "ending: expected red, came to end"),
        ("{outcome: coercion}", "outcome: expected coercion, came to acceptance"),
        ("{variables: {n: 3}}", "n: expected 3, is 0"),
        ("{variables: {f: false}}", "f: expected false, is true"),
        ("{variables: {ff: true}}", "there is no variable “ff”; did you mean “f”?"),
    ],
)
def test_an_expectation_that_is_not_met_says_what_happened(tmp_path: Path, expect: str, fault: str) -> None:
    assert faults(tmp_path, "go, continue to red, continue", expect) == [fault]


def test_an_expected_ending_that_was_not_come_to_is_told_even_midway(tmp_path: Path) -> None:
    assert faults(tmp_path, "go", "{ending: end, outcome: acceptance}") == [
        "ending: expected end, came to urn",
        "outcome: expected acceptance, came to no ending",
    ]


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        ("role: playr\n", "there is no role “playr”; did you mean “player”?"),
        ("role: player\nconditions: {wnd: still}\n", "there is no condition “wnd”; did you mean “wind”?"),
        ("role: player\nconditions: {wind: stil}\n", "there is no value of wind “stil”; did you mean “still”?"),
    ],
)
def test_a_start_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path, start: str, fault: str) -> None:
    with pytest.raises(ValueError, match="there is no") as caught:
        walked(tmp_path, f"{start}steps: []\n")
    assert str(caught.value) == fault


def test_a_faulty_file_is_reported_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, "role: player\nsteps: [go]\nexpct: {}\n")
    found, problems = load_walkthroughs(path)
    assert cli(["test", str(path)]) == 1
    assert "0 walkthroughs passed, 0 failed" in capsys.readouterr().out
    assert not found
    (problem,) = problems
    assert (problem.place.file, problem.place.line, problem.place.column) == ("walkthroughs/one.yaml", 3, 1)


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_file_is_no_walkthrough(tmp_path: Path, text: str) -> None:
    found, problems = load_walkthroughs(written(tmp_path, text))
    assert not found
    assert {problem.place.file for problem in problems} == {"walkthroughs/one.yaml"}


def test_hidden_files_and_links_that_lead_out_are_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path, QUIET)
    packs.write(path, {"walkthroughs/.hidden.yaml": "nonsense: 1\n"})
    (tmp_path / "elsewhere.yaml").write_text("nonsense: 1\n", "utf-8")
    (path / "walkthroughs" / "out.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    found, problems = load_walkthroughs(path)
    assert [item.file.stem for item in found] == ["one"]
    assert not problems


def test_test_answers_0_where_all_pass_and_1_where_one_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, QUIET)
    assert cli(["test", str(path)]) == 0
    assert "small: 1 walkthrough passed, 0 failed" in capsys.readouterr().out
    packs.write(path, {"walkthroughs/two.yaml": "role: player\nsteps: [shut]\n"})
    assert cli(["test", str(path)]) == 1
    told = capsys.readouterr().out
    assert "failed: two\n    step 1, “shut”, is not open in “hall”" in told
    assert "small: 1 walkthrough passed, 1 failed" in told


def test_update_writes_what_happened_and_keeps_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = QUIET.replace("expect: {", "expect: # as it was\n  {").replace("n: 1, f: true", "n: 7, f: false")
    path = written(tmp_path, before + "seed: 3\n# the end\n")
    assert cli(["test", str(path), "--update"]) == 0
    assert (path / "walkthroughs/one.yaml").read_text("utf-8") == QUIET + "seed: 3\n# the end\n"
    assert cli(["test", str(path)]) == 0
    capsys.readouterr()


def test_update_adds_an_expectation_where_there_was_none(tmp_path: Path) -> None:
    result = walked(tmp_path, "role: player\nsteps: [go, continue to blue, out]\n")
    assert updated(result).endswith("out]\nexpect: {ending: end, outcome: acceptance}\n")


def test_update_leaves_a_walkthrough_alone_that_does_not_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "role: player\nsteps: [shut]\nexpect: {ending: end}\n")
    assert cli(["test", str(path), "--update"]) == 1
    assert (path / "walkthroughs/one.yaml").read_text("utf-8").endswith("expect: {ending: end}\n")
    capsys.readouterr()


def test_update_leaves_a_walkthrough_alone_that_goes_on_behind_its_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "role: player\nsteps: [go, continue to blue, out, out]\nexpect: {ending: red}\n"
    path = written(tmp_path, text)
    assert cli(["test", str(path), "--update"]) == 1
    assert "“out”, comes after the ending" in capsys.readouterr().out
    assert (path / "walkthroughs/one.yaml").read_text("utf-8") == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_update_takes_out_all_of_an_expectation_and_nothing_else(tmp_path: Path, newline: str) -> None:
    lines = [
        '"expect" : {ending: red,', "variables: {n: 3}", "}", "", "# which way", "role: player",
        "steps: [go, continue to blue, out]", "# the end",
    ]  # fmt: skip
    path = written(tmp_path, "")
    (path / "walkthroughs/one.yaml").write_bytes(newline.join(lines).encode())
    assert cli(["test", str(path), "--update"]) == 0
    wanted = ["expect: {ending: end, outcome: acceptance, variables: {n: 0}}", *lines[3:], ""]
    assert (path / "walkthroughs/one.yaml").read_bytes() == newline.join(wanted).encode()


@pytest.mark.parametrize("invisible", ["\u2028", "\x0c", "\x85", "\x1c"])
def test_update_counts_lines_as_they_were_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], invisible: str
) -> None:
    before = f"# out{invisible}side\nrole: player\nsteps: [go, continue to blue, out]\n"
    path = written(tmp_path, f"{before}expect: {{ending: red}}\nseed: 3\n")
    cli(["test", str(path), "--update"])
    after = (path / "walkthroughs/one.yaml").read_bytes().decode()
    assert after == f"{before}expect: {{ending: end, outcome: acceptance}}\nseed: 3\n"
    capsys.readouterr()


@pytest.mark.parametrize("before", ["", "  expect: {ending: red}\n  # which way\n"])
def test_update_sets_an_expectation_in_as_far_as_what_is_beside_it(tmp_path: Path, before: str) -> None:
    steps = "  role: player\n  steps: [go, continue to blue, out]\n"
    told = "  expect: {ending: end, outcome: acceptance}\n"
    after = f"{told}  # which way\n{steps}" if before else f"{steps}{told}"
    assert updated(walked(tmp_path, before + steps)) == after


def test_update_leaves_a_file_to_its_author_that_would_not_be_one_any_more(tmp_path: Path) -> None:
    result = walked(tmp_path, "role: player\nsteps: [go, continue to blue, out]\n...\n")
    with pytest.raises(ValueError, match="by hand"):
        updated(result)


def test_update_says_that_a_file_in_braces_is_left_to_its_author(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "{role: player, steps: [go, continue to blue, out], expect: {ending: red}}\n"
    path = written(tmp_path, text)
    assert cli(["test", str(path), "--update"]) == 1
    assert "not updated: its file is written in braces" in capsys.readouterr().out
    assert (path / "walkthroughs/one.yaml").read_text("utf-8") == text


def test_coverage_tells_what_was_come_by_and_what_was_not(tmp_path: Path) -> None:
    result = walked(tmp_path, QUIET)
    coverage = Coverage()
    story = result.session.story
    assert next(coverage.lines(story)) == "endings: 0 of 1; not end"
    coverage.add(result.session)
    assert list(coverage.lines(story)) == [
        "endings: 1 of 1",
        "scenes: 4 of 5; not blue",
        "choices: 3 of 5; not hall.shut, blue.out",
        "mail: 1 of 1",
    ]
