"""The generated pages of the docs say what the code says."""

from __future__ import annotations

from pathlib import Path

from game.story.catalogue.page import page

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_the_page_of_diagnostics_is_the_catalogue() -> None:
    assert (DOCS / "diagnostics.md").read_text("utf-8") == page(), "run `make docs`"
