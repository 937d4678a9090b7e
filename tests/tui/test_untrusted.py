"""Pack text is shown as it stands, wherever it goes: it is never markup, never a link, never a control."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.play.library import Library
from game.play.wish import Wish
from tests.tui.helm import flat, picture, press, sailing, settled, write, written

pytestmark = pytest.mark.asyncio

NASTY = "[/b] [@click=app.quit] [r <b> {{x}} [red]"
SHOWN = "[/b] [@click=app.quit] [r <b> {x} [red]"
PLAIN = NASTY.replace("{{x}}", "x")
STORY = f"""\
format: 1
id: nasty
title: "{PLAIN}"
version: 1.0.0
summary: "{PLAIN}"
authors: ["{PLAIN}"]
minutes: 3
content_notes: ["{PLAIN}"]
instrument: "{PLAIN}"
roles:
  player: {{name: "{PLAIN}", pitch: "{PLAIN}", start: hall}}
conditions:
  sky: {{ask: "{PLAIN}", options: {{wet: "{PLAIN}", dry: Dry}}, default: dry}}
presets:
  one: {{name: "{PLAIN}", set: {{sky: wet}}}}
variables:
  coins: {{start: 1, min: 0, max: 9, label: "{PLAIN}", show: number}}
doors:
  - {{id: out, name: "{PLAIN}", published: open, open_here: "true", finding: walk}}
"""
SCENES = f"""\
hall:
  title: "{NASTY}"
  text:
    - "{NASTY}"
    - {{by: "{PLAIN}", say: "{NASTY}"}}
    - {{log: "{NASTY}"}}
    - {{thought: "{NASTY}"}}
  mail:
    - {{id: welcome, from: "{PLAIN}", to: "{PLAIN}", date: "{PLAIN}", subject: "{NASTY}", body: "{NASTY}"}}
  choices:
    - {{id: go, text: "{NASTY}", to: street, note: "{NASTY}"}}
    - {{id: shut, text: "{NASTY}", if: coins > 5, locked: "{NASTY}", to: street}}
    - {{id: ever, text: "{NASTY}", irreversible: true, to: street}}
street:
  title: "{NASTY}"
  ending: {{outcome: acceptance, findings: [walk], explain: "{NASTY}", questions: [why]}}
"""
FINDINGS = f"""\
walk:
  claim: "{PLAIN}"
  figure: {{value: 40, unit: "% {PLAIN}", of: "{PLAIN}"}}
  conditions: "{PLAIN}"
  caveat: "{PLAIN}"
  quote: "{PLAIN}"
  evidence: primary
  guess: "{PLAIN}"
  source: {{title: "{PLAIN}", publisher: "{PLAIN}", date: 2020-01}}
"""
QUESTIONS = f'why: {{ask: "{PLAIN}"}}\n'


def nasty(tmp_path: Path) -> Library:
    return written(tmp_path, "nasty", story=STORY, scenes=SCENES, findings=FINDINGS, questions=QUESTIONS)


async def test_a_hostile_pack_is_shown_as_it_stands_from_the_title_to_the_debrief(tmp_path: Path) -> None:
    async with sailing(nasty(tmp_path), size=(140, 60)) as (app, pilot):
        seen = []
        ways = ("down", "enter", "enter", "enter", "m", "enter", "escape", "h", "escape", "question_mark", "escape", "ctrl+p",
                "escape", "n", "escape", "3", "escape", "1", "escape", "u", "1", "escape", "h", "enter", "1", "escape", "1",
                "enter", "down", "right")  # fmt: skip
        for key in ways:
            await press(pilot, key)
            seen.append(flat(app))
        await write(pilot, "5")
        for key in ("enter", "right", "right", "escape", "down", "enter", "escape", "down", "down", "enter"):
            await press(pilot, key)
            seen.append(flat(app))
        assert app.is_running
        assert sum(SHOWN in shown for shown in seen) > 8
        assert sum("[@click=app.quit]" in shown for shown in seen) > 20
        assert not any("Kept in" in shown for shown in seen)


async def test_words_that_look_like_actions_do_nothing_when_clicked(tmp_path: Path) -> None:
    async with sailing(nasty(tmp_path), Wish(story="nasty", role="player"), size=(100, 40)) as (app, pilot):
        for y, line in enumerate(picture(app).split("\n")[:28]):
            x = line.find("@click")
            if x >= 0:
                await pilot.click(offset=(x + 2, y))
        await settled(pilot)
        assert app.is_running
        assert not app._exit


async def test_no_control_or_bidirectional_mark_reaches_the_screen(tmp_path: Path) -> None:
    controls = '"a\\e[31mb\\a \\u202Ec\\u200B\\x9b31m"'
    shelf = written(
        tmp_path,
        "nasty",
        story=STORY.replace(f'title: "{PLAIN}"', f"title: {controls}"),
        scenes=SCENES.replace(f'text:\n    - "{NASTY}"', f"text:\n    - {controls}"),
        findings=FINDINGS,
        questions=QUESTIONS,
    )
    async with sailing(shelf, Wish(story="nasty", role="player")) as (app, _):
        shown = picture(app)
        assert "[31mb" in shown
        assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
        assert not any(letter in shown for letter in "\x9b\u202e\u200b\x7f")


async def test_a_save_and_a_folder_with_hostile_names_are_shown_as_they_stand(tmp_path: Path) -> None:
    shelf = nasty(tmp_path)
    session = shelf.begin(shelf.open("nasty"), "player", {})
    session.choose("go")
    session.undo()
    (tmp_path / "saves" / "[@click=app.quit][b].json").write_text("{", "utf-8")
    async with sailing(shelf, size=(140, 40)) as (app, pilot):
        assert "[/b] [@click=app.quit]" in picture(app)
        app.action_go("saves")
        await settled(pilot)
        await press(pilot, "down")
        assert "[@click=app.quit][b].json" in picture(app)
        assert "This file cannot be used" in flat(app)
        await press(pilot, "up")
        assert "saved 01 January 2026, 09:12" in flat(app)


async def test_a_search_takes_hostile_words(tmp_path: Path) -> None:
    async with sailing(nasty(tmp_path)) as (app, pilot):
        app.action_go("record")
        await settled(pilot)
        await press(pilot, "slash", "left_square_bracket", "slash", "b", "right_square_bracket")
        assert app.is_running
        assert "1 of 1 finding" in picture(app)
