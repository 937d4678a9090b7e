"""One rollout: what was done so far, what can be done now, and how it came out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from msgspec import Struct

from game.agent.deck import READ, Card, cards, shuffled
from game.agent.world import MOST_INVALID, World
from game.play.session import roll
from game.play.state import State
from game.story.model import CONTINUE, Scene

#: Outcomes of their own, beside those of the story's endings.
REFUSED, UNFINISHED = "refused", "unfinished"


class Taken(Struct, frozen=True):
    """One turn: where, what was offered in which order, what was done, and what was written beside it.

    ``wrote`` is what the player would have done, in words of its own, before an option was chosen.
    """

    scene: str
    order: tuple[str, ...]
    step: str
    note: str = ""
    wrote: str = ""


@dataclass(slots=True)
class Rollout:
    """A playthrough by a program.  ``turn`` counts from 1; ``stopped`` is why it did not come to an ending."""

    world: World
    seed: int
    state: State = field(init=False)
    hand: list[Card] = field(init=False)
    taken: list[Taken] = field(default_factory=list)
    invalid: int = 0
    stopped: str = ""
    reason: str = ""
    wrote: str = ""

    def __post_init__(self) -> None:
        self.state = self.world.start()
        self._deal()

    def _deal(self) -> None:
        self.hand = shuffled(list(cards(self.world.machine, self.state)), self.seed, self.turn)
        if not self.done and not self.hand:
            self.stop(UNFINISHED, "nothing is open")
        elif not self.done and self.turn > self.world.most_turns:
            self.stop(UNFINISHED, "too many turns")

    @property
    def turn(self) -> int:
        """The number of this turn."""
        return len(self.taken) + 1

    @property
    def scene(self) -> Scene:
        """The scene it is in."""
        return self.world.story.scenes[self.state.scene]

    @property
    def done(self) -> bool:
        """Whether nothing more can be done."""
        return bool(self.stopped) or self.scene.ending is not None

    @property
    def outcome(self) -> str:
        """The class of its ending, or why there is none."""
        ending = self.scene.ending
        return self.stopped or (ending.outcome if ending is not None else "")

    @property
    def asks_openly(self) -> bool:
        """Whether this turn asks for words before it lists what can be done.

        Never where something irreversible is open: nobody is asked to write such a thing.
        """
        return self.world.mode == "open" and not self.wrote and not any(card.irreversible for card in self.hand)

    def take(self, place: int, note: str = "") -> None:
        """Do what stands at a place of the hand."""
        card, order = self.hand[place], tuple(card.step for card in self.hand)
        self.taken.append(Taken(self.state.scene, order, card.step, note, self.wrote))
        self.wrote = ""
        self.state = self._after(card.step)
        self._deal()

    def _after(self, step: str) -> State:
        machine, state = self.world.machine, self.state
        if step.startswith(READ):
            return machine.read(state, step.removeprefix(READ))
        way = machine.way(self.scene, state) if step == CONTINUE else None
        landing = way.land(roll(self.seed, state.draws + 1)).to if way is not None and way.draw else ""
        return machine.step(state, step, landing)

    def stop(self, outcome: str, reason: str) -> None:
        """End it without an ending; what is done stays as it came out."""
        if not self.done:
            self.stopped, self.reason = outcome, reason

    def refuse(self, note: str = "") -> None:
        """The player declines to go on."""
        self.stop(REFUSED, note)

    def mistake(self) -> int:
        """Count an answer that cannot be taken; how many more are allowed."""
        self.invalid += 1
        if self.invalid > MOST_INVALID:
            self.stop(UNFINISHED, "too many invalid answers")
        return max(0, MOST_INVALID - self.invalid)

    @property
    def path(self) -> list[str]:
        """The steps, each with its scene."""
        return [f"{turn.scene}.{turn.step}" for turn in self.taken]

    @property
    def path_sha256(self) -> str:
        """A hash of the path: two rollouts with the same did the same."""
        return hashlib.sha256("\n".join(self.path).encode()).hexdigest()

    def findings(self) -> list[str]:
        """The findings that its ending shows, those that its path has earned."""
        ending = self.scene.ending
        if self.stopped or ending is None:
            return []
        facts = self.state.facts
        return [earned.finding for earned in ending.findings if earned.guard is None or earned.guard.holds(facts)]

    def flags(self) -> dict[str, int]:
        """Every flag that an ending of the story has, 1 where this one has it."""
        every = sorted({flag for scene in self.world.story.endings if scene.ending for flag in scene.ending.flags})
        ending = self.scene.ending
        own = ending.flags if ending is not None and not self.stopped else ()
        return {flag: int(flag in own) for flag in every}
