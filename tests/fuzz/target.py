"""What is fuzzed: a function of bytes that fails where a promise is broken, what to begin with, and what to try."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from game.story.text import FOREIGN

#: Larger inputs find nothing that smaller ones don't, and take long.
LONGEST = 16_384
#: What is put in place of some value of a JSON text.
ODD: tuple[Any, ...] = (None, True, False, 0, -1, 1, 2, 99, 2**70, 1.5, 1e999, "", " ", "x", "A", "\x1b[31m", "\ud800")


@dataclass(frozen=True, slots=True)
class Target:
    """One place where text comes in.

    ``run`` may raise nothing; ``seeds`` are inputs that reach far into it; ``words`` are put into others by the fuzzer;
    ``spoiled`` changes an input along its own grammar, where there is one.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()
    spoiled: Callable[[bytes, Random], bytes] | None = None


def words_of(data: bytes) -> str:
    """The text that some bytes are, whatever they are."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes of a text from :func:`words_of`, or of any other."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def inert(text: str) -> str:
    """A text that is shown; fails where something in it could steer a terminal or hide words."""
    found = FOREIGN.search(text)
    assert found is None, f"{found!r} in {text!r}"
    return text


def spoiled_json(data: bytes, dice: Random) -> bytes:
    """A JSON text, or lines of it, with a few values changed, removed, doubled or moved."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    for start, end in ((at, at + 1), (0, len(lines))):  # one line of many, or the whole
        try:
            value = json.loads(b"\n".join(lines[start:end]))
        except (ValueError, RecursionError):
            continue
        for _ in range(dice.randint(1, 3)):
            _change(value, dice)
        lines[start:end] = [json.dumps(value).encode()]
        break
    if dice.random() < 0.2:
        lines.insert(at, dice.choice(lines))
    return b"\n".join(lines)


def _change(value: Any, dice: Random) -> None:
    places = list(_places(value))
    if not places:
        return
    container, key = dice.choice(places)
    match dice.randrange(6):
        case 0 if isinstance(container, dict):
            del container[key]
        case 1 if isinstance(container, list):
            container.insert(key, json.loads(json.dumps(container[key])))
        case 2 | 3:
            other, place = dice.choice(places)
            container[key] = json.loads(json.dumps(other[place]))
        case 4 if type(container[key]) is int:
            container[key] += dice.choice((-1, 1))
        case _:
            container[key] = dice.choice(ODD)


def _places(value: Any) -> Iterable[tuple[Any, Any]]:
    for key in range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ():
        yield value, key
        yield from _places(value[key])
