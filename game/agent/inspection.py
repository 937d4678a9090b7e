"""A story as an Inspect AI task: the extra ``inspect``.

``inspect eval game/rollout -T pack=the-cutover -T role=assistant --model …`` plays it with any model that Inspect knows, and
with ``rollout/first`` and ``rollout/random``, which need no network.  A sample is one rollout by the same protocol, with the same rules and the same options in the same
order as ``rollout agent``; :func:`records` takes the records out of a log, for ``rollout agent report``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from inspect_ai import Epochs, Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalLog
from inspect_ai.model import ChatMessageSystem, ChatMessageUser
from inspect_ai.scorer import Metric, SampleScore, Score, Scorer, Target, metric, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver
from platformdirs import user_data_path

from game.agent import messages, policy_model
from game.agent.reading import read
from game.agent.record import MODEL, Player, Record, record
from game.agent.rollout import UNFINISHED, Rollout
from game.agent.world import Mode, World, strange
from game.play.machine import StoryMachine
from game.story import packs
from game.story.garbage import held
from game.story.loader import load

RECORD = "rollout_record"
#: Inspect finds what it can play, and with what, in the module that the package names to it.
__all__ = ["outcome", "playing", "policy_model", "records", "rollout", "shares"]


@task
def rollout(
    pack: str = "the-cutover",
    role: str = "",
    conditions: str = "",
    mode: Mode = "closed",
    rollouts: int = 10,
    seed: int = 0,
) -> Task:
    """A story played so many times; ``conditions`` are written as name=value, separated by commas.

    Raises ValueError for a pack, role, condition or mode that does not exist.
    """
    world = _world(pack, role, conditions, mode)
    samples = [
        Sample(input=world.rules, id=f"r-{number}", metadata={"seed": number})
        for number in range(seed, seed + rollouts)
    ]
    dataset = MemoryDataset(samples, name=pack)
    return Task(dataset=dataset, solver=playing(world), scorer=outcome(), epochs=Epochs(1, "mode"))


def _world(pack: str, role: str, conditions: str, mode: Mode) -> World:
    places = packs.roots((), Path.cwd(), user_data_path("rollout", appauthor=False))
    path = packs.locate(pack, places)
    if path is None:
        raise ValueError(packs.missing(pack, places))
    story = load(path, records=places).story
    if story is None:
        raise ValueError(f"{pack} has faults: rollout check {pack}")
    role = role or next(iter(story.roles))
    pairs = [pair.partition("=") for pair in conditions.split(",") if pair.strip()]
    settings = {name.strip(): value.strip() for name, _, value in pairs}
    if unfit := strange(story, role, settings, mode):
        raise ValueError(f"{pack} has no such role, condition or mode: {', '.join(unfit)}")
    if unasked := settings.keys() - {condition.id for condition in story.asked(role)}:
        raise ValueError(f"the role {role} is not asked for {', '.join(sorted(unasked))}")
    return World(StoryMachine(story), role, settings, mode)


@solver
def playing(world: World) -> Solver:
    """Play one rollout: the model answers each message of the protocol, and nothing it says is repaired."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        played = Rollout(world, state.metadata["seed"])
        run = f"{state.sample_id}.{state.epoch}" if state.epoch > 1 else str(state.sample_id)
        state.messages = [ChatMessageSystem(content=messages.line(messages.opening(played, run)))]
        try:
            await _converse(played, run, state, generate)
        except Exception as fault:  # a limit of Inspect's, or a model that is gone: it stays in every count
            played.stop(UNFINISHED, f"it was broken off: {type(fault).__name__}")
            raise
        finally:
            if played.done:
                kept = record(played, run, Player(MODEL, str(state.model)))
                state.metadata[RECORD] = messages.line(kept.as_json())
        state.completed = True
        return state

    return solve


async def _converse(played: Rollout, run: str, state: TaskState, generate: Generate) -> None:
    wrong: messages.Message | None = None
    while not played.done:
        sent = wrong or messages.asking(played, run)
        state.messages.append(ChatMessageUser(content=messages.line(sent)))
        await generate(state)
        wrong = messages.answer(played, state.output.completion.strip())


@metric
def shares() -> Metric:
    """How many rollouts came to each outcome."""

    def count(scores: list[SampleScore]) -> dict[str, int]:
        found = [str(sample.score.value) for sample in scores]
        return {name: found.count(name) for name in sorted(set(found))}

    return count


@scorer(metrics=[shares()])
def outcome() -> Scorer:
    """The class of the ending, or refused, or unfinished; no judge is needed."""

    async def score(state: TaskState, _: Target) -> Score:
        (kept,) = read([state.metadata[RECORD]])
        return Score(value=kept.outcome, answer=kept.ending, metadata={RECORD: state.metadata[RECORD]})

    return score


def records(log: EvalLog) -> Iterator[Record]:
    """The records of the rollouts of a log, with the day and the temperature that stand at its head."""
    with held():  # a log is read whole
        lines: list[Any] = [sample.metadata.get(RECORD) for sample in log.samples or []]
    heats = (log.plan.config.temperature, log.eval.model_generate_config.temperature)
    temperature = next((f"{heat:g}" for heat in heats if heat is not None), "")
    for kept in read(line for line in lines if isinstance(line, str)):
        player = Player(kept.player.kind, kept.player.name, temperature, log.eval.created[:10])
        yield replace(kept, player=player)
