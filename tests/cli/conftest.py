"""The program in a folder with one pack in ``scenes`` and an empty ``saves``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import harbour
from tests.cli.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program beside the harbour pack."""
    harbour.build(tmp_path / "scenes")
    (tmp_path / "saves").mkdir()
    return Program(tmp_path)
