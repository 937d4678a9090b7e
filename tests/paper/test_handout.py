"""Handouts and plans: what a class is given, what whoever leads it is told, on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.paper.framework import LEAST_PROMPTS, FrameworkError, framework, names
from game.paper.handout import handout
from game.paper.markdown import markdown
from game.paper.page import page
from game.paper.pdf import pdf
from game.paper.plan import plan
from game.paper.schedule import PLANS, debrief_share, fitting, schedule, shared
from game.paper.sheets import SHEETS
from game.story.loader import load
from game.story.model import Story
from tests.cli.program import ROOT, Program

STORIES = sorted(path.parent.name for path in (ROOT / "scenes").glob("*/story.yaml"))
EVERY_PLAN = [(minutes, name) for minutes in PLANS for name in names()]


@pytest.fixture(scope="module")
def cutover() -> Story:
    story = load(ROOT / "scenes" / "the-cutover").story
    assert story is not None
    return story


@pytest.mark.parametrize(("minutes", "name"), EVERY_PLAN)
def test_a_plan_adds_up_and_is_half_debrief(minutes: int, name: str) -> None:
    steps = schedule(minutes, framework(name))
    assert sum(step.minutes for step in steps) == minutes
    assert all(step.minutes >= 1 for step in steps)
    assert debrief_share(steps) >= 0.45


@pytest.mark.parametrize(("minutes", "name"), EVERY_PLAN)
def test_roles_are_taken_off_before_anything_is_opened(minutes: int, name: str) -> None:
    steps = schedule(minutes, framework(name))
    off = next(number for number, step in enumerate(steps) if step.id == "derole")
    assert not any(step.reveals for step in steps[: off + 1])
    assert {name for step in steps for name in step.reveals} == {"paths", "votes", "cards"}
    assert [step.id for step in steps].index("pivotal") < off


@pytest.mark.parametrize(("minutes", "name"), EVERY_PLAN)
def test_each_phase_has_two_prompts_at_least(minutes: int, name: str) -> None:
    for step in schedule(minutes, framework(name)):
        if step.phase is not None:
            assert len(fitting(step.phase, step.minutes)) >= LEAST_PROMPTS


@given(st.lists(st.integers(1, 100), min_size=1, max_size=8), st.integers(0, 200))
def test_minutes_are_shared_out_whole(shares: list[int], more: int) -> None:
    minutes = shared(len(shares) + more, shares)
    assert sum(minutes) == len(shares) + more
    assert all(own >= 1 for own in minutes)


def test_the_plan_tells_each_step_its_prompts_and_the_rules(cutover: Story) -> None:
    text = markdown(plan(cutover, 50, framework("3d")))
    assert "| 0 | 3 | Joining |" in text
    assert "15:52, the fork" in text
    assert "Taking the role off" in text
    assert "No count of this room is a rate" in text
    assert re.search(r"Defusing, \d+ min", text)


@pytest.mark.parametrize("name", STORIES)
def test_a_handout_shows_no_figure_without_what_belongs_to_it(name: str) -> None:
    story = load(ROOT / "scenes" / name, records=[ROOT / "scenes"]).story
    assert story is not None
    text = markdown(handout(story))
    known = text.partition("## What is known")[2].partition("## To talk about")[0]
    cards = known.split("\n### ")[1:]
    assert 1 <= len(cards) <= 4
    for card in cards:
        for name in ("Conditions", "What it is not", "Evidence", "Source"):
            assert f"**{name}:**" in card, card
    assert "To talk about" in text
    assert story.content_notes[0] in text or story.extends


@pytest.mark.parametrize("name", STORIES)
def test_every_story_has_a_handout_and_a_plan_that_are_accessible_pdf(name: str) -> None:
    """Typst refuses what is not PDF/UA-1: headings that skip a level, a missing title or language."""
    story = load(ROOT / "scenes" / name, records=[ROOT / "scenes"]).story
    assert story is not None
    student = pdf(story.title, story.language, handout(story))
    assert student.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", student)) <= 2
    assert b"pdfuaid" in student or b"/MarkInfo" in student
    assert pdf(story.title, story.language, plan(story, 50, framework("plus-delta"))).startswith(b"%PDF")


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", STORIES)
def test_a_sheet_stands_on_one_page(name: str, sheet: str) -> None:
    story = load(ROOT / "scenes" / name, records=[ROOT / "scenes"]).story
    assert story is not None
    made = pdf(story.title, story.language, SHEETS[sheet](story))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) <= (2 if sheet == "claims" else 1)


def test_the_sheets_are_those_of_the_command_line() -> None:
    from game.cli.grammar import parser

    assert all(parser().parse_args(["handout", "x", "--sheet", sheet]).sheet == sheet for sheet in SHEETS)


def test_words_of_a_pack_are_never_read_as_markup(cutover: Story) -> None:
    from game.paper.parts import Head, Para, plain

    hostile = '#import "x.typ" $y$ *b* <script>alert(1)</script> [x](javascript:1) \x1b]0;x\x07'
    parts = [Head(1, plain(hostile)), Para(plain(hostile))]
    assert pdf(hostile, "en", parts).startswith(b"%PDF")
    shown = page(hostile, "en", parts)
    assert "<script>" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: x\nphases: []\n", "holds no debrief"),
        ("name: x\nphases: [{id: a, name: A, aim: B, share: 100, prompts: [{ask: Why?}]}]\n", "holds no debrief"),
        (
            "name: x\nphases: [{id: a, name: A, aim: B, share: 90, prompts: [{ask: Why?}, {ask: What?}]}]\n",
            "90 percent",
        ),
        ("- x", "holds no debrief"),
    ],
)
def test_a_debrief_of_ones_own_is_checked(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(FrameworkError, match=told):
        framework(str(file))


def test_a_debrief_of_ones_own_is_used(tmp_path: Path) -> None:
    prompts = "[{ask: Why?, minutes: 3}, {ask: What of “{pivotal}”?, reveals: cards}]"
    text = f"name: Mine\nphases:\n  - {{id: a, name: Only this, aim: To see., share: 100, prompts: {prompts}}}\n"
    (tmp_path / "mine.yaml").write_text(text.replace("{pivotal}", "it"), "utf-8")
    result = Program(tmp_path)("handout", "the-cutover", "--plan", "20", "--debrief", "mine.yaml")
    assert result.status == 0
    assert "Only this, 7 min" in result.out


def test_a_debrief_with_more_phases_than_a_plan_has_minutes_for_is_refused_in_words(tmp_path: Path) -> None:
    phases = "".join(
        f"  - {{id: p{number}, name: P, aim: To see., share: {share}, prompts: [{{ask: Why?}}, {{ask: What?}}]}}\n"
        for number, share in enumerate((16, *[12] * 7))
    )
    (tmp_path / "mine.yaml").write_text(f"name: Mine\nphases:\n{phases}", "utf-8")
    program = Program(tmp_path)
    assert program("handout", "the-cutover", "--plan", "50", "--debrief", "mine.yaml").status == 0
    result = program("handout", "the-cutover", "--plan", "20", "--debrief", "mine.yaml")
    assert (result.status, result.out, result.is_clean()) == (2, "", True)
    assert "the debrief “Mine” has 8 phases, too many for the 7 minutes of this plan" in result.err


def test_the_command_writes_each_form_by_its_suffix(tmp_path: Path) -> None:
    program = Program(tmp_path)
    for name, begin in (("h.md", b"# The Cutover"), ("h.html", b"<!DOCTYPE html>"), ("h.pdf", b"%PDF")):
        assert program("handout", "the-cutover", "--out", name).status == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
    assert program("handout", "the-cutover").out.startswith("# The Cutover")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["the-cutovr"], "the-cutover"),
        (["the-cutover", "--out", "h.docx"], ".pdf"),
        (["the-cutover", "--plan", "50", "--debrief", "4d"], "3d"),
        (["the-cutover", "--plan", "45"], "50"),
        (["the-cutover", "--out", "nowhere/h.md"], "cannot be written"),
    ],
)
def test_misuse_is_a_sentence(tmp_path: Path, words: list[str], told: str) -> None:
    result = Program(tmp_path)("handout", *words)
    assert (result.status, result.is_clean()) == (2, True)
    assert told in result.err
