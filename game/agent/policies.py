"""Players that need no model: at random, always the first option, or along a walkthrough."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from msgspec import Struct

from game.agent.rollout import UNFINISHED, Rollout
from game.story.model import CONTINUE

#: Answers the place of an option in the hand, or None where the policy does not know what to do.
Policy = Callable[[Rollout], int | None]


def dice(seed: int | str) -> Random:
    """What a random policy throws, a number for each turn."""
    return Random(f"policy:{seed}")  # noqa: S311 - nothing secret depends on it


def at_random(seed: int) -> Policy:
    """Each option as likely as any other."""
    thrown = dice(seed)
    return lambda rollout: thrown.randrange(len(rollout.hand))


def first(_: int) -> Policy:
    """Whatever stands first; as the order is shuffled, this shows what a lean towards the first option does."""
    return lambda _: 0


class Script(Struct, frozen=True):
    """Follows the steps of a walkthrough; where one is not open the rollout is unfinished."""

    steps: tuple[str, ...]

    def __call__(self, _: int) -> Policy:
        """The policy; a script does the same whatever the seed."""
        return self._next

    def _next(self, rollout: Rollout) -> int | None:
        at = rollout.turn - 1
        wanted = self.steps[at] if at < len(self.steps) else ""
        step = CONTINUE if wanted.startswith(f"{CONTINUE} to ") else wanted
        return next((place for place, card in enumerate(rollout.hand) if card.step == step), None)


def follow(rollout: Rollout, policy: Policy) -> None:
    """Play a rollout to its end; where a policy answers nothing it is unfinished."""
    while not rollout.done:
        place = policy(rollout)
        if place is None:
            rollout.stop(UNFINISHED, "the script does not fit here")
        else:
            rollout.take(place)
