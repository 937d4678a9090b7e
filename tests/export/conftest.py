"""The story that the pages here are made of."""

from __future__ import annotations

import pytest

from game.story.model import Story
from tests.cli import harbour
from tests.support import packs


@pytest.fixture(scope="session")
def story() -> Story:
    """The harbour."""
    return packs.story(harbour.FILES)
