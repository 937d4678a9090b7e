"""Programs that play: the lines they answer with, and the records that are reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from game.agent.messages import answer, asking, ended, line, opening
from game.agent.policies import at_random, follow
from game.agent.reading import RecordError, read
from game.agent.record import Player, record
from game.agent.report import as_json, groups, lines
from game.agent.rollout import Rollout
from game.agent.world import LONGEST_WORDS, MODES, MOST_INVALID, World
from tests.agent.test_protocol import MACHINE, SOMEBODY
from tests.fuzz.target import Target, inert, spoiled_json, words_of

MOST_TURNS = 12


def answers(data: bytes) -> None:
    """The first byte names the mode, each line is an answer: it is taken exactly, or counted as invalid."""
    mode = MODES[(data[0] if data else 0) % len(MODES)]
    played = Rollout(World(MACHINE, "player", mode=mode, most_turns=MOST_TURNS), 1)
    json.loads(line(opening(played, "r")))
    for text in words_of(data[1:]).split("\n"):
        if played.done:
            break
        json.loads(line(asking(played, "r")))
        before, invalid, offered = played.turn, played.invalid, [card.step for card in played.hand]
        open_before = played.asks_openly
        wrong = answer(played, text)
        assert (wrong is not None) == (played.invalid == invalid + 1)
        assert played.invalid <= MOST_INVALID + 1
        if wrong is not None:
            assert played.turn == before
            json.loads(line(wrong))
        elif played.turn > before:
            asked = json.loads(text)
            assert asked["turn"] == before
            assert not open_before
            assert played.taken[-1].step in offered
    if not played.done:
        played.stop("unfinished", "the input ended")
    json.loads(line(ended(played, "r")))
    kept = record(played, "r", SOMEBODY)
    (again,) = read([line(kept.as_json())])
    assert json.loads(line(again.as_json())) == json.loads(line(kept.as_json())) | {
        "turns": [
            {key: value for key, value in turn.items() if key != "choice"}
            for turn in json.loads(line(kept.as_json()))["turns"]
        ]
    }
    for turn in again.turns:
        for key in ("note", "wrote"):
            assert len(inert(str(turn.get(key, "")))) <= LONGEST_WORDS


def records(data: bytes) -> None:
    """A file of records is counted whole, or refused by its line."""
    try:
        found = list(read(words_of(data).split("\n")))
    except RecordError as fault:
        inert(str(fault))
        return
    counted = list(groups(found, {MACHINE.story.fingerprint: MACHINE.story}))
    assert sum(group.n for group in counted) == len(found)
    for group in counted:
        json.dumps(as_json(group))
        for text in lines(group, MACHINE.story.findings):
            inert(text)


@cache
def _records() -> tuple[bytes, ...]:
    found = []
    for seed in range(4):
        played = Rollout(World(MACHINE, "player", most_turns=MOST_TURNS), seed)
        follow(played, at_random(seed))
        found.append(
            line(record(played, f"r-{seed}", Player("policy", "random", "0.5", "2026-11-21")).as_json()).encode()
        )
    return tuple(found)


def _files() -> Iterator[bytes]:
    yield from _records()
    yield b"\n".join(_records())


def _answers() -> Iterator[bytes]:
    said = [{"turn": turn, "choice": "A", "note": "so"} for turn in range(1, 6)]
    for mode in (b"0", b"1", b"2"):
        yield mode + b"\n".join(json.dumps(one).encode() for one in said)
    yield b"1" + b'{"turn": 1, "other": "knock"}\n{"turn": 1, "choice": "B"}\n{"turn": 2, "refuse": true}'
    yield b"2" + b'{"turn": 1, "text": "knock"}\n{"turn": 1, "choice": "C"}\nhello\n[]\n{}\n{"turn": 2}'


WORDS = (
    '"turn": 1',
    '"turn": 2',
    '"choice": "A"',
    '"choice": "B"',
    '"other": "x"',
    '"text": "x"',
    '"note": ""',
    '"refuse": true',
)
KEYS = (
    '"p":"rollout/1"',
    '"turns":[]',
    '"flags":{}',
    '"order":["a"]',
    '"step":"a"',
    '"wrote":"x"',
    '"seed":1',
    "1e999",
    "NaN",
    "\\ud800",
)
ANSWERS = Target(answers, _answers, WORDS, spoiled_json)
RECORDS = Target(records, _files, KEYS, spoiled_json)
