"""Every text can be read: 4.5 to 1 at least, in every theme, shut choices included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.color import ColorType
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from game.tui import themes
from game.tui.app import RolloutApp
from tests.tui.helm import library, playing, press, sailing, settled

OURS = list(themes.NAMES)
#: Drawing, not text: rules, bars and the field of dots need no more than to be seen.
DRAWING = set("─│┌┐└┘━╌┃▁▂▃▄▅▆▇█○●◐ \u2581")


def too_faint(app: RolloutApp) -> list[tuple[str, str, str, float]]:
    """Every text on the screen that is not told from its ground well enough."""
    faint = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style, text = segment.style, segment.text
            if style is None or not set(text) - DRAWING:
                continue
            ink, paper = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
            if ink is None or paper is None or ColorType.TRUECOLOR not in (ink.type, paper.type):
                continue
            assert not style.dim, text
            ratio = themes.contrast(Color.from_rich_color(ink), Color.from_rich_color(paper))
            if ratio < themes.LEAST_CONTRAST:
                faint.append((text.strip(), ink.name, paper.name, round(ratio, 2)))
    return faint


async def look_around(app: RolloutApp, pilot: Any) -> list[tuple[str, str, str, float]]:
    """What is too faint on the screens of a whole playthrough."""
    faint = too_faint(app)
    for keys in (
        ("n",), ("escape", "3"), ("escape", "ctrl+p"), ("escape", "question_mark"), ("escape", "1"), ("enter",),
        ("tab",), ("1", "m"), ("escape", "h"), ("escape", "u"), ("1", "tab", "1"), ("1",), ("1",), ("1",), ("enter",),
        ("right",), ("5", "enter"), ("right",), ("right",), ("left", "left", "left", "down"),
    ):  # fmt: skip
        await press(pilot, *keys)
        faint += too_faint(app)
    for place in ("settings", "stories", "saves", "record"):
        app.action_go(place)
        await settled(pilot)
        await press(pilot, "down")
        faint += too_faint(app)
    return faint


@pytest.mark.parametrize("name", OURS)
def test_ink_quiet_and_accents_stand_out_from_paper_and_cursor(name: str) -> None:
    theme = next(theme for theme in themes.THEMES if theme.name == name)
    inks = theme.variables
    for ink in ("ink", "quiet", "assistant", "engineer"):
        assert themes.contrast(Color.parse(inks[ink]), Color.parse(inks["paper"])) >= themes.LEAST_CONTRAST, ink
    assert themes.contrast(Color.parse(inks["cursor-ink"]), Color.parse(inks["cursor"])) >= 7


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert themes.contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert themes.contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", [*OURS, *sorted(BUILTIN_THEMES)])
async def test_the_variables_of_every_theme_can_be_read(tmp_path: Path, name: str) -> None:
    async with sailing(library(tmp_path)) as (app, _):
        app.theme = name
        variables = app.get_css_variables()
        if app.current_theme.ansi:
            return
        paper = Color.parse(variables["paper"])
        for ink in ("ink", "quiet", "assistant", "engineer"):
            assert themes.contrast(Color.parse(variables[ink]), paper) >= themes.LEAST_CONTRAST, ink
        assert themes.contrast(Color.parse(variables["cursor-ink"]), Color.parse(variables["cursor"])) >= 4.5


@pytest.mark.asyncio
@pytest.mark.parametrize(("name", "size"), [("dark", (80, 24)), ("light", (120, 40)), ("high-contrast", (80, 24))])
async def test_every_text_of_a_playthrough_can_be_read(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size=size) as (app, pilot):
        app.theme = name
        await settled(pilot)
        assert not await look_around(app, pilot)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["solarized-light", "nord"])
async def test_other_themes_can_be_read_too(tmp_path: Path, name: str) -> None:
    async with playing(tmp_path) as (app, pilot):
        if name in app.available_themes:
            app.theme = name
            await settled(pilot)
            assert not await look_around(app, pilot)
