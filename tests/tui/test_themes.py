"""Every text can be read: 4.5 to 1 at least, on every screen and in every theme, shut choices included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem, ColorType
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from game.tui import themes
from game.tui.app import RolloutApp
from tests.tui.helm import picture, playing, press, settled, write

OURS = list(themes.NAMES)
#: Drawing, not text: rules, bars and the field of dots need no more than to be seen.
DRAWING = set("─│┌┐└┘━╌┃▁▂▃▄▅▆▇█○●◐◉├╰ \u2581")
#: What a text must have where a terminal has fewer colours; with 16 the terminal's own palette decides.
FEWER = {ColorSystem.EIGHT_BIT: 4.5, ColorSystem.STANDARD: 3.0}

Pair = tuple[RichColor, RichColor]


def pairs(app: RolloutApp) -> dict[Pair, str]:
    """The colours of every text on the screen and of what lies behind it."""
    found: dict[Pair, str] = {}
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style, text = segment.style, segment.text
            if style is None or not set(text) - DRAWING:
                continue
            ink, paper = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
            if ink is None or paper is None or ColorType.TRUECOLOR not in (ink.type, paper.type):
                continue
            assert not style.dim, text
            found.setdefault((ink, paper), text.strip())
    return found


def ratio(ink: RichColor, paper: RichColor) -> float:
    return themes.contrast(Color(*ink.get_truecolor()), Color(*paper.get_truecolor()))


def too_faint(found: dict[Pair, str], system: ColorSystem = ColorSystem.TRUECOLOR) -> list[tuple[str, str, str, float]]:
    """Every text that is not told from its ground well enough, in a terminal with so many colours."""
    least = FEWER.get(system, themes.LEAST_CONTRAST)
    faint = []
    for (ink, paper), text in found.items():
        measured = ratio(ink.downgrade(system), paper.downgrade(system))
        if measured < least:
            faint.append((text, ink.name, paper.name, round(measured, 2)))
    return faint


async def look_around(app: RolloutApp, pilot: Any) -> dict[Pair, str]:
    """The colours of the screens of a whole playthrough, and of those around it."""
    found = pairs(app)
    for keys in (
        ("n",), ("escape", "3"), ("escape", "ctrl+p"), ("escape", "question_mark"), ("escape", "w"), ("escape", "e"),
        ("escape", "1"), ("enter",), ("down",), ("tab",), ("1", "m"), ("escape", "h"), ("escape", "u"), ("h",),
        ("escape", "1", "tab", "1"), ("1",), ("1",), ("1",), ("enter",), ("m",), ("escape", "right"), ("5", "enter"),
        ("right",), ("right",), ("left", "left", "left", "down"), ("left",), ("left",),
    ):  # fmt: skip
        await press(pilot, *keys)
        found |= pairs(app)
    for place, keys in {"stories": (), "saves": ("r",), "record": ("b",), "settings": ()}.items():
        app.action_go(place)
        await settled(pilot)
        await press(pilot, "tab" if place == "settings" else "down")
        found |= pairs(app)
        await press(pilot, *keys)
        found |= pairs(app)
        await press(pilot, *["escape"] * len(keys))
        if place == "record":
            await press(pilot, "slash")
            await write(pilot, "rate")
            found |= pairs(app)
            await press(pilot, "escape")
    return found


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
@pytest.mark.parametrize(("name", "size"), [("dark", (80, 24)), ("light", (120, 40)), ("high-contrast", (80, 24))])
async def test_every_text_of_every_screen_can_be_read(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with playing(tmp_path, size=size) as (app, pilot):
        app.theme = name
        await settled(pilot)
        found = await look_around(app, pilot)
        assert len(found) >= 3, "no colours were found, so nothing was measured"
        for system in (ColorSystem.TRUECOLOR, *FEWER):
            assert not too_faint(found, system), system


@pytest.mark.asyncio
async def test_textuals_own_themes_can_be_read_too(tmp_path: Path) -> None:
    async with playing(tmp_path) as (app, pilot):
        await press(pilot, "down")
        for name in sorted(BUILTIN_THEMES):
            app.theme = name
            await settled(pilot)
            variables = app.get_css_variables()
            if app.current_theme.ansi:
                assert variables["ink"] == "ansi_default"
                continue
            paper = Color.parse(variables["paper"])
            for ink in ("ink", "quiet", "assistant", "engineer"):
                assert themes.contrast(Color.parse(variables[ink]), paper) >= themes.LEAST_CONTRAST, (name, ink)
            assert not too_faint(pairs(app)), name


@pytest.mark.asyncio
async def test_without_colours_the_cursor_and_shut_choices_have_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(tmp_path) as (app, _):
        assert app.no_color
        assert not too_faint(pairs(app))
        assert "▸ 1  Begin the day" in picture(app)
        assert "×  Answer Farrow at length" in picture(app)
        assert "shut: You have not read" in picture(app)
        grounds = {text.startswith("▸"): paper for (_, paper), text in pairs(app).items()}
        assert ratio(grounds[True], grounds[False]) > themes.LEAST_CONTRAST, "the line of the cursor does not stand out"
