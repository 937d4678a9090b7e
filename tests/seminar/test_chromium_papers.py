"""What is handed out as a page, in a real browser: nothing that WCAG 2.2 AA forbids, nothing that stands out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.export.page import page as exported
from game.paper.framework import framework
from game.paper.handout import handout
from game.paper.page import page
from game.paper.plan import plan
from game.paper.sheets import SHEETS
from game.story.loader import load
from game.story.model import Story
from tests.seminar.browsing import LOST, WIDTHS
from tests.seminar.rooms import SCENES
from tests.support.chromium import chromium

STORIES = ("the-cutover", "the-gate")


def papers(story: Story) -> Iterator[tuple[str, str]]:
    """Each paper of a story by its name, as ``rollout handout`` and ``rollout export`` write it."""
    papers = {"handout": handout(story), "plan": plan(story, 50, framework("3d"))}
    papers |= {name: sheet(story) for name, sheet in SHEETS.items()}
    for name, parts in papers.items():
        yield name, page(story.title, story.language, list(parts), compact=True)
    yield "export", exported(story)


async def test_papers_and_exports_can_be_read_by_everybody(tmp_path: Path) -> None:
    faults: list[str] = []
    async with chromium() as browser:
        tab = await browser.tab("about:blank")
        for name in STORIES:
            story = load(SCENES / name, records=(SCENES,)).story
            assert story is not None
            for kind, html in papers(story):
                path = tmp_path / f"{name}-{kind}.html"
                path.write_text(html, "utf-8")
                await tab.open(path.as_uri())
                for width in WIDTHS:
                    for dark in (False, True):
                        await tab.looks(width, 800, dark=dark)
                        where = f"{path.stem}, {width} wide, {'dark' if dark else 'light'}"
                        faults += [f"{where}: {fault}" for fault in await tab.violations()]
                    faults += [f"{path.stem}, {width} wide: {fault}" for fault in await tab.ask(LOST)]
        assert tab.faults == []
    assert not faults, "\n".join(faults)
