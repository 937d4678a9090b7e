"""The record of one rollout: everything that is needed to read it, and to play it again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from msgspec import Struct

from game.agent.deck import letter
from game.agent.rollout import Rollout
from game.agent.world import MOST_TURNS, PROTOCOL
from game.story.text import clean

#: A record is one line, and no line is as long.
LONGEST_RECORD = 4_000_000
#: No seed and no count is larger.
LARGEST_NUMBER = 2**63 - 1


class Player(Struct, frozen=True):
    """Who played: a model by its id, a policy by its name, or people; ``date`` is the day, in ISO 8601."""

    kind: str
    name: str
    temperature: str = ""
    date: str = ""

    @property
    def words(self) -> str:
        """Who played, for people: the same words are the same player."""
        return f"{self.kind}: {self.name}" + (f", temperature {self.temperature}" if self.temperature else "")


class Instrument(NamedTuple):
    """What was played under which rules, and by whom: rollouts are counted together, and compared, only within one."""

    story: str
    version: str
    sha256: str
    role: str
    settings: str
    mode: str
    prompt_sha256: str
    most_turns: int
    player: str


@dataclass(frozen=True, slots=True)
class Record:
    """A rollout as it is kept in a file; ``group`` tells what may be counted together."""

    run: str
    world: Mapping[str, str]
    prompt_sha256: str
    role: str
    conditions: Mapping[str, str]
    seed: int
    mode: str
    player: Player
    outcome: str
    ending: str
    reason: str
    flags: Mapping[str, int]
    findings: tuple[str, ...]
    invalid: int
    turns: tuple[Mapping[str, Any], ...] = field(repr=False)
    path_sha256: str = ""
    most_turns: int = MOST_TURNS

    @property
    def group(self) -> Instrument:
        """The instrument that it belongs to."""
        return Instrument(
            self.world["id"],
            self.world["version"],
            self.world["sha256"],
            self.role,
            ", ".join(f"{name}={value}" for name, value in self.conditions.items()),
            self.mode,
            self.prompt_sha256,
            self.most_turns,
            self.player.words,
        )

    def as_json(self) -> dict[str, Any]:
        """The record as it is written."""
        player = {"kind": self.player.kind, "name": self.player.name, "temperature": self.player.temperature}
        return {
            "p": PROTOCOL,
            "run": self.run,
            "world": dict(self.world),
            "prompt_sha256": self.prompt_sha256,
            "role": self.role,
            "conditions": dict(self.conditions),
            "seed": self.seed,
            "mode": self.mode,
            "most_turns": self.most_turns,
            "player": player,
            "date": self.player.date,
            "outcome": self.outcome,
            "ending": self.ending,
            "reason": self.reason,
            "flags": dict(self.flags),
            "findings": list(self.findings),
            "invalid": self.invalid,
            "turns": list(self.turns),
            "path_sha256": self.path_sha256,
        }


def record(rollout: Rollout, run: str, player: Player) -> Record:
    """The record of a rollout that is done."""
    world = rollout.world
    return Record(
        run=run,
        world=world.tag(),
        prompt_sha256=world.prompt_sha256,
        role=world.role,
        conditions=world.conditions(),
        seed=rollout.seed,
        mode=world.mode,
        player=player,
        outcome=rollout.outcome,
        ending="" if rollout.stopped else rollout.state.scene,
        reason=rollout.reason,
        flags=rollout.flags(),
        findings=tuple(rollout.findings()),
        invalid=rollout.invalid,
        turns=tuple(_turns(rollout)),
        path_sha256=rollout.path_sha256,
        most_turns=world.most_turns,
    )


def _turns(rollout: Rollout) -> Iterator[dict[str, Any]]:
    for taken in rollout.taken:
        told: dict[str, Any] = {"scene": taken.scene, "order": list(taken.order), "step": taken.step}
        told["choice"] = letter(taken.order.index(taken.step))
        yield told | {key: words for key, words in (("note", taken.note), ("wrote", taken.wrote)) if words}


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
