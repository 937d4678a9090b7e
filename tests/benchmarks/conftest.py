"""The scripts of the benchmarks, as they see each other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(autouse=True)
def beside_the_scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The scripts import each other by their names alone; nothing of them is left for other tests."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    before = set(sys.modules)
    yield
    scripts = {path.stem for path in BENCHMARKS.iterdir()}
    for name in set(sys.modules) - before:
        if name.split(".")[0] in scripts:
            del sys.modules[name]
