"""The inputs that are kept: a line of JSON for each, so few and so short that they can be read and replayed at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from tests.fuzz.target import Target, bytes_of, words_of

HERE = Path(__file__).parent / "corpus"
GAME = str(Path(__file__).resolve().parents[2] / "game")
#: So many bytes are kept for each target at most, and of inputs no longer than this.
KEPT, LONGEST = 18_000, 6_000
#: So many inputs are looked at, the shortest first.
LOOKED_AT = 2_500

#: A step from one line of the program to the next.
Arc = tuple[CodeType, int, int]


def kept(name: str) -> list[bytes]:
    """The inputs that are kept for a target."""
    file = HERE / f"{name}.jsonl"
    return [bytes_of(json.loads(line)) for line in file.read_text("ascii").splitlines()] if file.exists() else []


def keep(name: str, inputs: Iterable[bytes]) -> None:
    """Keep these, in order, and no others."""
    HERE.mkdir(exist_ok=True)
    lines = sorted(json.dumps(words_of(data)) for data in inputs)
    (HERE / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), "ascii")


def distilled(target: Target, inputs: Iterable[bytes]) -> list[bytes]:
    """Few and short inputs that go every way through the program that all of them go, as far as there is room."""
    short = sorted({data for data in inputs if len(data) <= LONGEST}, key=lambda data: (len(data), data))
    ways = {data: _ways(target, data) for data in short[:LOOKED_AT]}
    chosen: list[bytes] = []
    left = KEPT
    while ways:
        best = max(ways, key=lambda data: len(ways[data]) / (len(data) + 8))
        gone = ways.pop(best)
        if not gone or len(best) > left:
            continue
        chosen.append(best)
        left -= len(json.dumps(words_of(best))) + 1
        ways = {data: rest for data, way in ways.items() if (rest := way - gone) and len(data) <= left}
    return chosen


def _ways(target: Target, data: bytes) -> set[Arc]:
    """The steps from line to line that an input makes the program take; none where it fails."""
    taken: set[Arc] = set()

    def of_game(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(GAME):
            return None
        before = 0

        def line(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal before
            if event == "line":
                taken.add((frame.f_code, before, frame.f_lineno))
                before = frame.f_lineno
            return line

        return line

    sys.settrace(of_game)
    try:
        target.run(data)
    except Exception:  # noqa: BLE001 - what is found is for the fuzzer to tell; here it is left out
        return set()
    finally:
        sys.settrace(None)
    return taken


def found(folder: Path) -> Iterator[bytes]:
    """The inputs in a folder."""
    yield from (file.read_bytes() for file in sorted(folder.glob("*")) if file.is_file())
