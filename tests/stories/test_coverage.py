"""What the sources describe has a scene or a card: the table of the docs, held to the packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from game.story.loader import load
from game.story.model import Story
from tests.cli.program import ROOT

PAGE = (ROOT / "docs" / "coverage.md").read_text("utf-8")
NAME = re.compile(r"`([a-z0-9_-]+)`")
#: How many rows each part of the list has in the record of the sources.
ROWS = {
    "The company and its inbox": 11,
    "What the models did": 16,
    "Roles": 11,
    "Controls and processes": 18,
    "Published, and not in the articles": 8,
}
STORIES = {"the-cutover", "the-ledger", "the-exam", "the-merge", "the-gate"}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Each row: the part it stands in, its name, its pack, and what takes it up."""
    for part in PAGE.split("\n## ")[1:]:
        title = part.partition("\n")[0]
        for line in part.split("\n"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("| ") and len(cells) == 3 and cells[0] != "row":
                yield title, cells[0], cells[1].strip("`"), cells[2]


@cache
def story(pack: str) -> Story:
    found = load(ROOT / "scenes" / pack, records=[ROOT / "scenes"]).story
    assert found is not None
    return found


@pytest.mark.parametrize(("part", "name", "pack", "where"), list(rows()), ids=[row[1] for row in rows()])
def test_a_row_is_taken_up_where_the_table_says(part: str, name: str, pack: str, where: str) -> None:
    told = story(pack)
    for group in where.split(";"):
        names = NAME.findall(group)
        kind = group.split("`")[0].strip()
        known = {"card": told.findings, "cards": told.findings, "question": told.questions}.get(kind, told.scenes)
        assert names
        assert not [found for found in names if found not in known], (kind, group)


def test_every_row_of_the_sources_stands_in_the_table() -> None:
    found = [row[0] for row in rows()]
    assert {part: found.count(part) for part in ROWS} == ROWS
    assert len({row[1] for row in rows()}) == len(found)


def test_every_story_takes_something_up() -> None:
    assert {row[2] for row in rows()} == STORIES
