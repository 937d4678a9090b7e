"""Policies as models of Inspect's: they need no network and no key, and try a task out, or are what models are held against."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from inspect_ai.model import GenerateConfig, ModelAPI, ModelOutput, ModelUsage, modelapi

from game.agent.policies import dice

NAMES = ("first", "random")


@modelapi(name="rollout")
class PolicyModel(ModelAPI):  # type: ignore[misc]  # Inspect is an extra, and its types are not known without it
    """``rollout/first`` takes what is listed first, ``rollout/random`` any option, as the runner's policies do."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig | None = None,
        **_: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config or GenerateConfig())
        if model_name not in NAMES:
            raise ValueError(f"there is no policy “{model_name}”; there are {' and '.join(NAMES)}")
        self._dice: dict[str, Random] = {}

    async def generate(self, input: list[Any], *_: Any, **__: Any) -> ModelOutput:  # noqa: A002 - Inspect's name
        """Answer the last message; where words are asked for, which no policy has, refuse."""
        asked = json.loads(input[-1].text)
        hand = asked.get("choices", [])
        answer = {"choice": hand[self._place(asked["run"], len(hand))]["id"]} if hand else {"refuse": True}
        output = ModelOutput.from_content(self.model_name, json.dumps({"turn": asked["turn"], **answer}))
        output.usage = ModelUsage()  # without it Inspect counts tokens, with tables that it fetches
        return output

    def _place(self, run: str, many: int) -> int:
        if self.model_name == "first":
            return 0
        if run not in self._dice:
            self._dice[run] = dice(run.removeprefix("r-"))
        return self._dice[run].randrange(many)
