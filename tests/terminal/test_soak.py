"""Playthrough after playthrough in one app leaves its memory as it was.

Long with ROLLOUT_SIEGE=1: a thousand of them, 20,000 choices.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.support.search import SIEGE
from tests.terminal.soaking import LENGTH, soaked

PLAYTHROUGHS = 1_000 if SIEGE else 10
#: Until then what is made once is made: styles, pages of glyphs, compiled patterns.
WARM = PLAYTHROUGHS // 5
MOST_GROWN = 10_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read as Linux tells it")
def test_playthroughs_of_ordinary_length_leave_the_memory_flat(tmp_path: Path) -> None:
    resident = soaked(Program(tmp_path), PLAYTHROUGHS)
    grown = max(resident[WARM:]) - resident[WARM]
    told = f"{PLAYTHROUGHS * LENGTH:,} choices: {resident[0]:,} kB, {resident[WARM]:,} kB warm, {grown:,} kB more since"
    print(told)
    assert grown <= MOST_GROWN, told
