"""What was written in one's own words, laid before people or programs who say which option it means.

A rater sees the scene, the words and the options, and nothing else: not who wrote them, not what was chosen after
them, not what others said.  What is rated, and the options of each, stand in an order of their own for each rater.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from game.agent import messages
from game.agent.deck import letter, shuffled, words_of
from game.agent.reading import RecordError
from game.agent.record import Record
from game.agent.rollout import Rollout
from game.agent.world import MODES, World, strange
from game.play.machine import StoryMachine
from game.story.text import clean

PROTOCOL = "rollout-rating/1"
#: What a rater says where no option is meant.
NONE = ""
NONE_WORDS = "none of these"
PERSON = "person"
_BEGINNING = re.compile(r'\s*\{\s*"p"\s*:\s*"' + PROTOCOL + '"')


class Item(Struct, frozen=True):
    """Something that was written in a turn: the scene as it was seen, the words, and the options by their steps."""

    id: str
    run: str
    turn: int
    scene_id: str
    scene: Mapping[str, Any]
    wrote: str
    options: tuple[tuple[str, str], ...]


class Rating(Struct, frozen=True):
    """Which option a rater took some words for; ``choice`` is its step, or NONE.  ``shown`` is the order they saw."""

    item: str
    run: str
    turn: int
    scene: str
    rater: str
    kind: str
    choice: str
    shown: tuple[str, ...]
    date: str = ""

    def as_json(self) -> dict[str, Any]:
        """The rating as it is written."""
        return {
            "p": PROTOCOL,
            "item": self.item,
            "run": self.run,
            "turn": self.turn,
            "scene": self.scene,
            "rater": {"kind": self.kind, "name": self.rater},
            "date": self.date,
            "shown": list(self.shown),
            "choice": self.choice,
        }


def item_id(record: Record, turn: int) -> str:
    """What tells the words of one turn of a record, counted from 1, from all others."""
    wrote = record.turns[turn - 1]["wrote"]
    told = (*record.group, record.run, record.seed, record.path_sha256, turn, wrote)
    return hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()[:16]


def items(records: Iterable[Record], machines: Mapping[str, StoryMachine]) -> Iterator[Item]:
    """Everything that was written, each run played again; ``machines`` has the stories by their fingerprints.

    What stands in two records that are the same is there once.  Raises RecordError for a record that does not fit its
    story.
    """
    seen: set[str] = set()
    for record in records:
        if any(turn.get("wrote") for turn in record.turns):
            machine = machines.get(record.world["sha256"])
            if machine is None:
                told = f"{record.run} was played in another version of {record.world['id']} than is here"
                raise RecordError(f"{told}; --packs names where it is, and --with what was added to it")
            for item in _written(record, machine):
                if item.id not in seen:
                    seen.add(item.id)
                    yield item


def _world(record: Record, machine: StoryMachine) -> World:
    """What a record was played in.  Raises RecordError where the story has no such thing."""
    if unfit := strange(machine.story, record.role, record.conditions, record.mode):
        raise RecordError(f"{record.run} was played in what its story does not have: {', '.join(unfit)}")
    mode = next(mode for mode in MODES if mode == record.mode)
    return World(machine, record.role, record.conditions, mode, record.most_turns)


def _written(record: Record, machine: StoryMachine) -> Iterator[Item]:
    played = Rollout(_world(record, machine), record.seed)
    for number, turn in enumerate(record.turns, 1):
        order = tuple(card.step for card in played.hand)
        if order != tuple(turn["order"]) or turn["step"] not in order:
            raise RecordError(f"{record.run} cannot be played again: turn {number} does not fit the story")
        if turn.get("wrote"):
            played.wrote = str(turn["wrote"])
            asked = messages.asking(played, record.run)
            options = tuple((card.step, words_of(machine, played.state, card)) for card in played.hand)
            told = (item_id(record, number), record.run, number, played.state.scene)
            yield Item(*told, asked["scene"], played.wrote, options)
        played.take(order.index(str(turn["step"])))


def arranged(found: Iterable[Item], rater: str, seed: int) -> list[Item]:
    """What is to be rated, in the order of one rater."""
    return sorted(found, key=lambda item: _number(item, rater, seed))


def _number(item: Item, rater: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{rater}:{item.id}".encode()).digest()[:8], "big")


def shown_to(item: Item, rater: str, seed: int) -> dict[str, tuple[str, str]]:
    """The options as one rater sees them: by letters, each with its step and its words."""
    order = shuffled(list(item.options), _number(item, rater, seed), 0)
    return {letter(place): option for place, option in enumerate(order)}


def asking(item: Item, options: Mapping[str, tuple[str, str]], number: int, many: int) -> messages.Message:
    """What a program that rates is sent."""
    listed = [{"id": name, "text": words} for name, (_, words) in options.items()]
    told = {"p": PROTOCOL, "item": number, "of": many, "scene": item.scene, "wrote": item.wrote, "choices": listed}
    return {**told, "rules": RULES}


RULES = (
    "Somebody in this scene wrote what they do, in their own words. Say which option is meant. Answer with one line of "
    'JSON: {"item": the number of the message, "choice": the id of one option}, or "choice": null where none is meant.'
)


def answered(text: str, number: int, options: Mapping[str, tuple[str, str]]) -> str | None:
    """The step that a program's answer means, or NONE; None where it is no answer.  Nothing is repaired."""
    data = messages.parsed(text)
    if data is None or type(data.get("item")) is not int or data["item"] != number or "choice" not in data:
        return None
    choice = data["choice"]
    if choice is None:
        return NONE
    return options[choice][0] if isinstance(choice, str) and choice in options else None


def is_rating(text: str) -> bool:
    """Whether a line of a file is a rating, and not a record."""
    return _BEGINNING.match(text) is not None


def read(lines: Iterable[str]) -> Iterator[Rating]:
    """The ratings among the lines of a file.  Raises RecordError for one that cannot be understood."""
    for number, text in enumerate(lines, 1):
        if is_rating(text):
            try:
                data = json.loads(text)
            except (ValueError, RecursionError):
                data = None
            yield _decoded(data, number)


def _decoded(data: object, number: int) -> Rating:
    match data:
        case {
            "item": str(item), "run": str(run), "turn": int(turn), "scene": str(scene), "date": str(date),
            "rater": {"kind": str(kind), "name": str(name)}, "shown": list(shown), "choice": str(choice),
        } if all(isinstance(step, str) for step in shown):  # fmt: skip
            order = tuple(clean(step) for step in shown)
            return Rating(
                clean(item), clean(run), turn, clean(scene), clean(name), clean(kind), clean(choice), order, clean(date)
            )
    raise RecordError(f"line {number} is no rating")
