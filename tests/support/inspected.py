"""The Inspect task against the runner, offline.  ``make inspect`` runs this in an environment of its own.

Inspect is some hundred megabytes, so it is no part of the tests.
"""

from __future__ import annotations

import json
import socket
import sys
import tempfile
import time
from collections import Counter
from typing import Any, NoReturn

from inspect_ai import eval as evaluate
from inspect_ai.model import ModelOutput, ModelUsage, get_model

from game.agent.inspection import records, rollout
from game.agent.policies import first, follow
from game.agent.record import Player, record
from game.agent.rollout import Rollout

MANY = 100


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Nothing is to be asked of a network."""
    raise AssertionError("a socket was connected")


def first_option(messages: list[Any], *_: Any) -> ModelOutput:
    """A model that takes what is listed first."""
    asked = json.loads(messages[-1].content)
    said = ModelOutput.from_content("mockllm", json.dumps({"turn": asked["turn"], "choice": "A"}))
    said.usage = ModelUsage()  # without it Inspect counts tokens, with tables that it fetches
    return said


def main() -> None:
    """Play the same rollouts both ways and compare them step by step."""
    socket.socket.connect = refuse  # type: ignore[method-assign]
    made = rollout("the-gate", role="engineer", rollouts=MANY, seed=5)
    with tempfile.TemporaryDirectory() as logs:
        model = get_model("mockllm/model", custom_outputs=first_option)
        options: dict[str, Any] = {"display": "none", "log_level": "error", "log_realtime": False, "max_samples": 10}
        (log,) = evaluate(made, model=model, log_dir=logs, **options)
        if log.status != "success":
            sys.exit(f"the evaluation ended with {log.status}: {log.error.message if log.error else log.error}")
        inspected = {kept.run: kept for kept in records(log)}
    seconds = time.process_time()  # since the process began: what a user waits for
    shares = {name: metric.value for name, metric in log.results.scores[0].metrics.items()}
    if shares != Counter(kept.outcome for kept in inspected.values()):
        sys.exit(f"Inspect counts other outcomes: {shares}")
    if {kept.player.date for kept in inspected.values()} != {log.eval.created[:10]}:
        sys.exit("the records lack their day")
    world = made.solver.__closure__[0].cell_contents  # type: ignore[attr-defined]
    for seed in range(5, 5 + MANY):
        played = Rollout(world, seed)
        follow(played, first(seed))
        own = record(played, f"r-{seed}", Player("policy", "first"))
        if (own.outcome, own.path_sha256) != (inspected[own.run].outcome, inspected[own.run].path_sha256):
            sys.exit(f"{own.run} went another way: {own.outcome}, {inspected[own.run].outcome}")
    turns = sum(len(kept.turns) for kept in inspected.values())
    told = f"{seconds:.1f} s of the processor, {1000 * seconds / turns:.1f} ms a turn, nearly all of it Inspect's own"
    print(f"{MANY} rollouts of {turns:,} turns, offline, each the same as the runner's: {told}")


if __name__ == "__main__":
    main()
