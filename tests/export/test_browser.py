"""The page in a real browser: played by keyboard alone, sound for assistive technology, narrow, printed, kept, refused."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from game.export.page import page
from tests.cli import harbour
from tests.support import packs
from tests.support.chromium import Browser, Tab, chromium

NARROW, HIGH = 320, 640


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as started:
        yield started


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Where the page of the harbour is, which tells what its locked choices wait for."""
    files = {**harbour.FILES}
    files["story.yaml"] = files["story.yaml"].replace("roles:\n", "locks: full\nroles:\n", 1)
    (tmp_path / "harbour.html").write_text(page(packs.story(files)), "utf-8")
    return (tmp_path / "harbour.html").as_uri()


async def go_to(tab: Tab, selector: str) -> None:
    """Press Tab until the keys are on an element."""
    for _ in range(60):
        if await tab.ask(f"document.activeElement.matches({json.dumps(selector)})"):
            return
        await tab.press("Tab")
    raise AssertionError(f"the keys never came to {selector}")


async def press(tab: Tab, act: str, value: str = "") -> None:
    """Go to a button by keys, and press it."""
    await go_to(tab, f"[data-act='{act}']" + (f"[data-value='{value}']" if value else ""))
    await tab.press("Enter")


async def click(tab: Tab, act: str, value: str = "") -> None:
    await tab.ask(f"document.querySelector(\"[data-act='{act}'][data-value='{value}']\").click()")


async def begin(tab: Tab) -> None:
    await go_to(tab, "[type='submit']")
    await tab.press("Enter")


async def sound(tab: Tab) -> None:
    """Nothing against WCAG 2.2 AA by day and by night, and nothing to scroll sideways on the narrowest window."""
    for dark in (False, True):
        await tab.looks(NARROW, HIGH, dark=dark)
        assert await tab.violations() == []
        assert await tab.ask("document.documentElement.scrollWidth") == NARROW


async def test_a_story_is_played_from_its_set_up_to_its_record_by_keys_alone(browser: Browser, address: str) -> None:
    tab = await browser.tab(address)
    await sound(tab)
    await begin(tab)
    assert await tab.ask("document.activeElement.id") == "heading"
    assert await tab.ask("document.title") == "The lamp – The Harbour"
    await press(tab, "why", "signal")
    assert "It waits for 1 thing:" in await tab.text()
    assert await tab.ask("document.activeElement.dataset.act") == "why"
    await press(tab, "letter", "warning")
    assert "The rocks have moved." in await tab.text()
    assert await tab.ask("document.getElementById('told').textContent") == "What you can do has changed."
    assert await tab.ask("document.activeElement.dataset.value") == "warning"
    await sound(tab)
    await press(tab, "choose", "dark")
    await press(tab, "undo")
    assert await tab.ask("document.getElementById('told').textContent") == "Taken back: Put out the lamp."
    await press(tab, "choose", "trim")
    await go_to(tab, "#note")
    await tab.call("Input.insertText", text="Sleep well.")
    await go_to(tab, "form.notes [type='submit']")
    await tab.press("Enter")
    while await tab.ask("!!document.querySelector('[data-act=choose]')"):
        await press(tab, "choose")
    await press(tab, "parts")
    await go_to(tab, "#guess")
    await tab.call("Input.insertText", text="30")
    await tab.press("Enter")
    assert await tab.ask("document.activeElement.id") == "card-walk"
    assert "You guessed 30 in 100." in await tab.text()
    assert "Your note: Sleep well." in await tab.text()
    await tab.until("!document.body.innerText.includes('is being looked for')")
    assert "The nearest other ending was" in await tab.text()
    for panel, told in (
        ("map", "Path map:"),
        ("path", "1 branch taken back"),
        ("saves", "Each step is kept"),
        ("about", "by"),
    ):
        await press(tab, "panel", panel)
        assert told in await tab.text()
        await sound(tab)
    assert (tab.faults, tab.requests) == ([], [f"GET {address}"])


async def test_what_was_played_is_there_when_one_comes_back_and_can_be_taken_elsewhere(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    tab = await browser.tab(address)
    await begin(tab)
    await click(tab, "choose", "trim")
    await click(tab, "panel", "saves")
    await click(tab, "copy")
    kept = await tab.ask("document.getElementById('copied').value")
    assert json.loads(kept)["story"]["id"] == "harbour"
    await tab.reload()
    assert "A playthrough is kept here, as The Keeper, at “The stairs”." in await tab.text()
    await click(tab, "goon")
    assert await tab.ask("document.title") == "The stairs – The Harbour"

    (tmp_path / "day.rollout").write_text(kept, "utf-8")
    other = await browser.tab(address)
    await click(other, "panel", "saves")
    node = await other.call("Runtime.evaluate", expression="document.getElementById('file')")
    await other.call(
        "DOM.setFileInputFiles", files=[str(tmp_path / "day.rollout")], objectId=node["result"]["objectId"]
    )
    await other.until("document.title === 'The stairs – The Harbour'")
    await click(other, "panel", "saves")
    await click(other, "forget")
    await other.reload()
    assert "A playthrough is kept here" not in await other.text()
    assert tab.faults + other.faults == []


async def test_a_browser_that_keeps_nothing_is_said_to_and_play_goes_on(browser: Browser, address: str) -> None:
    tab = await browser.tab("about:blank")
    refusal = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    await tab.call("Page.addScriptToEvaluateOnNewDocument", source=refusal)
    await tab.open(address)
    await begin(tab)
    await click(tab, "choose", "trim")
    assert await tab.ask("document.title") == "The stairs – The Harbour"
    await click(tab, "panel", "saves")
    assert "does not let the page keep anything (storage is switched off)" in await tab.text()
    assert tab.faults == []


async def test_the_debrief_is_printed_whole(browser: Browser, address: str) -> None:
    tab = await browser.tab(address)
    await begin(tab)
    await click(tab, "choose", "dark")
    await click(tab, "choose", "sleep")
    assert "Dusk (this one)" not in await tab.text()
    pdf = await tab.call("Page.printToPDF")
    assert base64.b64decode(pdf["data"]).startswith(b"%PDF")
    assert "Dusk (this one)" in await tab.text()
    assert tab.faults == []
