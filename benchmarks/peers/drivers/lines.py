"""The protocol of every driver: a JSON object a line with what to ``do``, a JSON object a line with the answer.

A driver offers an object with these methods:

``hello()``                 the engine's name and version
``prepare(source, target)`` what is written by an author, made into what is loaded in play, if that is another thing
``load(path)``              the story, ready to be played
``begin()``                 a new playthrough
``scene()``                 the words of the present scene, and those of its open choices
``choose(number)``          the open choice of that number is taken; the words as above
``variables()``             the variables by name
``encode()``                the playthrough as text, with nothing kept from before
``encode_again()``          the same as after a step in play
``decode(text)``            the playthrough again, in its present scene; the words as above
``read(text)``              what a save holds, read and checked, with nothing played yet
"""

from __future__ import annotations

import gc
import json
import platform
import sys
import time
from collections.abc import Callable
from typing import Any

Shown = tuple[str, list[str]]


class Clock:
    """Seconds on the clock, and of the processor, spent inside it."""

    def __init__(self) -> None:
        self.seconds = self.processor = 0.0

    def __enter__(self) -> None:
        self.seconds -= time.perf_counter()
        self.processor -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.processor += time.process_time()
        self.seconds += time.perf_counter()

    def told(self) -> dict[str, Any]:
        """Both, as JSON."""
        return {"seconds": self.seconds, "processor": self.processor}


class Engine:
    """What a driver offers; see above."""

    def hello(self) -> dict[str, str]:
        raise NotImplementedError

    def prepare(self, source: str, target: str) -> None:
        raise NotImplementedError

    def load(self, path: str) -> None:
        raise NotImplementedError

    def begin(self) -> None:
        raise NotImplementedError

    def scene(self) -> Shown:
        raise NotImplementedError

    def choose(self, number: int) -> Shown:
        raise NotImplementedError

    def variables(self) -> dict[str, int]:
        raise NotImplementedError

    def encode(self) -> str:
        raise NotImplementedError

    def encode_again(self) -> str:
        """As after a step in play, where an engine keeps what it encoded after the step before."""
        return self.encode()

    def decode(self, text: str) -> Shown:
        raise NotImplementedError

    def read(self, text: str) -> None:
        """Where reading a save and going on with it are one thing, it is this."""
        self.decode(text)


def tell(engine: Engine, walks: list[list[int]]) -> dict[str, Any]:
    """Everything that is said in these playthroughs, and the variables at the end of each."""
    told = []
    for walk in walks:
        engine.begin()
        shown = [engine.scene()]
        for number in walk:
            choices = shown[-1][1]
            if not choices:
                break
            shown.append(engine.choose(number % len(choices)))
        told.append({"shown": shown, "variables": engine.variables()})
    return {"told": told}


def play(engine: Engine, walks: list[list[int]]) -> dict[str, Any]:
    """What the steps of these playthroughs take, without their beginnings."""
    clock, steps = Clock(), 0
    for walk in walks:
        engine.begin()
        choices = engine.scene()[1]
        with clock:
            for number in walk:
                if not choices:
                    break
                choices = engine.choose(number % len(choices))[1]
                steps += 1
    return {**clock.told(), "steps": steps}


def keep(engine: Engine, walk: list[int], times: int) -> dict[str, Any]:
    """What it takes to encode a playthrough after a walk, to read what it was encoded to, and to play on from that."""
    tell(engine, [walk])
    shown = engine.scene()
    text = engine.encode()
    if engine.decode(text) != shown:
        raise AssertionError("the save does not lead back to its scene")
    told: dict[str, Any] = {"text": text}
    for name, action in (
        ("encode", engine.encode),
        ("again", engine.encode_again),
        ("read", lambda: engine.read(text)),
        ("decode", lambda: engine.decode(text)),
    ):
        clock = Clock()
        with clock:
            for _ in range(times):
                action()
        told[name] = clock.told()
    return told


def resume(engine: Engine, text: str) -> dict[str, Any]:
    """What it takes to play on from a save, once."""
    return _timed(lambda: engine.decode(text))


def load(engine: Engine, path: str) -> dict[str, Any]:
    """What loading takes."""
    return _timed(lambda: engine.load(path))


def prepare(engine: Engine, source: str, target: str) -> dict[str, Any]:
    """What compiling takes, from the source to a file that can be loaded."""
    return _timed(lambda: engine.prepare(source, target))


def _timed(action: Callable[[], object]) -> dict[str, Any]:
    clock = Clock()
    with clock:
        action()
    gc.collect()
    return clock.told()


RUNTIME = f"Python {platform.python_version()}"
#: What a driver can be asked for beside its name.
REQUESTS = {request.__name__: request for request in (tell, play, keep, resume, load, prepare)}


def serve(engine: Engine) -> None:
    """Answer requests until there are no more."""
    # an engine may print warnings of its own; nothing but answers goes to the pipe
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        asked = json.loads(line)
        do = asked.pop("do")
        answer = {"runtime": RUNTIME, **engine.hello()} if do == "hello" else REQUESTS[do](engine, **asked)
        print(json.dumps(answer), file=answers, flush=True)
