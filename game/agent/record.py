"""The record of one rollout: everything that is needed to read it, and to play it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from msgspec import Struct

from game.agent.deck import letter
from game.agent.rollout import Rollout
from game.agent.world import MOST_TURNS, PROTOCOL

#: The kinds of players.
MODEL, POLICY = "model", "policy"


class Player(Struct, frozen=True):
    """Who played: a model by its id, or a policy by its name; ``date`` is the day, in ISO 8601."""

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
