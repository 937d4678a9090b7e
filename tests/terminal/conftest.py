"""A shell in a real terminal, in a folder with the harbour pack, the ugly pack and an empty ``saves``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import harbour, ugly
from tests.terminal.tmux import Tmux, need


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Tmux]:
    """A terminal of 80 by 24."""
    need()
    harbour.build(tmp_path / "scenes")
    ugly.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    with Tmux(tmp_path) as started:
        yield started
