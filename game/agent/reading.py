"""Records read back from lines that anybody may have written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from game.agent.record import Player, Record
from game.agent.world import MOST_TURNS, PROTOCOL
from game.story.text import clean

#: A record is one line, and no line is as long.
LONGEST_RECORD = 4_000_000
#: No seed and no count is larger.
LARGEST_NUMBER = 2**63 - 1


class RecordError(ValueError):
    """A line that is no record, with its number and the reason."""


def read(lines: Iterable[str]) -> Iterator[Record]:
    """The records of a file.  Raises RecordError for a line that is none."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            yield _decoded(text)
        except (ValueError, TypeError, KeyError) as fault:
            raise RecordError(f"line {number} is no record of a rollout ({_reason(fault)})") from None


def _reason(fault: Exception) -> str:
    if isinstance(fault, KeyError):
        return f"it has no {fault}"
    return str(fault)


def _decoded(text: str) -> Record:
    if len(text) > LONGEST_RECORD:
        raise ValueError("it is too long")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(data, dict) or data.get("p") != PROTOCOL:
        raise ValueError(f"its protocol is not {PROTOCOL}")
    player = _mapping(data, "player")
    return Record(
        run=_text(data, "run"),
        world={key: _text(_mapping(data, "world"), key) for key in ("id", "version", "sha256")},
        prompt_sha256=_text(data, "prompt_sha256"),
        role=_text(data, "role"),
        conditions={_name(key): _name(value) for key, value in _mapping(data, "conditions").items()},
        seed=_number(data, "seed", -LARGEST_NUMBER),
        mode=_text(data, "mode"),
        most_turns=_number(data, "most_turns", 1) if "most_turns" in data else MOST_TURNS,
        player=Player(
            _text(player, "kind"), _text(player, "name"), _name(player.get("temperature", "")), _text(data, "date")
        ),
        outcome=_text(data, "outcome"),
        ending=_text(data, "ending"),
        reason=clean(str(data.get("reason", ""))),
        flags={_name(key): int(value is True or value == 1) for key, value in _mapping(data, "flags").items()},
        findings=tuple(_name(item) for item in _list(data, "findings")),
        invalid=_number(data, "invalid", 0),
        turns=tuple(_turn(item) for item in _list(data, "turns")),
        path_sha256=_text(data, "path_sha256"),
    )


def _turn(item: object) -> Mapping[str, Any]:
    if not isinstance(item, dict):
        raise TypeError("a turn is not an object")
    order = tuple(_name(step) for step in _list(item, "order"))
    told: dict[str, Any] = {"scene": _text(item, "scene"), "order": order, "step": _text(item, "step")}
    return told | {key: clean(_string(item, key)) for key in ("note", "wrote") if key in item}


def _name(value: object) -> str:
    """A name or an id on one line, so that none can pass for lines of the report."""
    return " ".join(clean(str(value)).split())


def _text(data: Mapping[str, Any], key: str) -> str:
    return _name(_string(data, key))


def _string(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str):
        raise TypeError(f"“{key}” is not text")
    return value


def _number(data: Mapping[str, Any], key: str, least: int) -> int:
    value = data[key]
    if type(value) is not int or not least <= value <= LARGEST_NUMBER:
        raise TypeError(f"“{key}” is not a whole number from {least} to {LARGEST_NUMBER}")
    return int(value)


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    if not isinstance(data[key], dict):
        raise TypeError(f"“{key}” is not an object")
    return dict(data[key])


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    if not isinstance(data[key], list):
        raise TypeError(f"“{key}” is not a list")
    return list(data[key])
