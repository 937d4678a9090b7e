"""A conversation about the harbour pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import harbour
from tests.plain.conversation import Conversation


@pytest.fixture
def talk(tmp_path: Path) -> Conversation:
    """A conversation with one pack and no saves."""
    harbour.build(tmp_path)
    return Conversation(tmp_path)
