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
from collections.abc import Callable
from typing import Any, NoReturn

from inspect_ai import eval as evaluate
from inspect_ai.model import Model, ModelOutput, ModelUsage, get_model

from game.agent.inspection import records, rollout
from game.agent.policies import Policy, at_random, first, follow
from game.agent.record import Player, record
from game.agent.rollout import Rollout

MANY, FEW = 100, 10


def refuse(*_: Any, **__: Any) -> NoReturn:
    """Nothing is to be asked of a network."""
    raise AssertionError("a socket was connected")


def first_option(messages: list[Any], *_: Any) -> ModelOutput:
    """A model that takes what is listed first."""
    asked = json.loads(messages[-1].content)
    said = ModelOutput.from_content("mockllm", json.dumps({"turn": asked["turn"], "choice": "A"}))
    said.usage = ModelUsage()  # without it Inspect counts tokens, with tables that it fetches
    return said


def compared(model: Model, policy: Callable[[int], Policy], many: int) -> int:
    """Play the same rollouts both ways, compare them step by step, and answer how many turns they had."""
    made = rollout("the-gate", role="engineer", rollouts=many, seed=5)
    with tempfile.TemporaryDirectory() as logs:
        options: dict[str, Any] = {"display": "none", "log_level": "error", "log_realtime": False, "max_samples": 10}
        (log,) = evaluate(made, model=model, log_dir=logs, **options)
        if log.status != "success":
            sys.exit(f"the evaluation ended with {log.status}: {log.error.message if log.error else log.error}")
        inspected = {kept.run: kept for kept in records(log)}
    shares = {name: metric.value for name, metric in log.results.scores[0].metrics.items()}
    if shares != Counter(kept.outcome for kept in inspected.values()):
        sys.exit(f"Inspect counts other outcomes: {shares}")
    if {kept.player.date for kept in inspected.values()} != {log.eval.created[:10]}:
        sys.exit("the records lack their day")
    world = made.solver.__closure__[0].cell_contents  # type: ignore[attr-defined]
    for seed in range(5, 5 + many):
        played = Rollout(world, seed)
        follow(played, policy(seed))
        own = record(played, f"r-{seed}", Player("policy", "first"))
        if (own.outcome, own.path_sha256) != (inspected[own.run].outcome, inspected[own.run].path_sha256):
            sys.exit(f"{own.run} went another way: {own.outcome}, {inspected[own.run].outcome}")
    return sum(len(kept.turns) for kept in inspected.values())


def main() -> None:
    """The runner's policies as models, and Inspect's own mock model, with sockets shut."""
    socket.socket.connect = refuse  # type: ignore[method-assign]
    turns = compared(get_model("mockllm/model", custom_outputs=first_option), first, MANY)
    seconds = time.process_time()  # since the process began: what a user waits for
    told = f"{seconds:.1f} s of the processor, {1000 * seconds / turns:.1f} ms a turn, nearly all of it Inspect's own"
    print(f"{MANY} rollouts of {turns:,} turns, offline, each the same as the runner's: {told}")
    for name, policy in (("first", first), ("random", at_random)):
        compared(get_model(f"rollout/{name}"), policy, FEW)
        print(f"{FEW} rollouts of rollout/{name}: the same as the runner's")


if __name__ == "__main__":
    main()
