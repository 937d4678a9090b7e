"""Which share of all paths comes to each ending, if every open choice is as likely as any other.

A small story is worked out: its states and the chances between them, from the starts on, part by part of what can come
round again.  A larger one is played at random, always the same, and a very large one is left alone.  No share is a
rate of anything but of such paths.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from game.proof.chances import Chances, Facts, Move, chance
from game.proof.circles import flow
from game.proof.needs import needs
from game.proof.runs import MOST_SCENES, SEED, fresh_dice, runs
from game.proof.starts import MOST_STARTS, FreshStarts
from game.story.expressions import Value
from game.story.model import Story

#: A role with more states than this is sampled; that of a story with more states in all is not even tried otherwise.
MOST_STATES, MOST_IN_ALL = 20_000, 150_000
#: So many runs a role.
RUNS = 1_000
#: Half the width of the interval in which, of 1,000 runs, 95 of 100 samples lie.
MARGIN = 0.031

State = tuple[str, tuple[Value, ...]]


class RoleShares(Struct, frozen=True):
    """The shares of one role's paths, its settings all as likely; what is missing to 1 never ends.

    ``error`` is how far a share may be off: what was left to go round where it was worked out, or a sample's margin.
    """

    endings: Mapping[str, float]
    exact: bool
    error: float

    @property
    def never(self) -> float:
        """The share of paths that never end."""
        return max(0.0, 1 - sum(self.endings.values()))


class Shares(Struct, frozen=True):
    """The shares of each role, or none with the reason."""

    roles: Mapping[str, RoleShares] = field(default_factory=dict)
    left_out: str = ""

    def of(self, ending: str) -> dict[str, float]:
        """An ending's share of the paths of each role that comes there."""
        return {role: shares.endings[ending] for role, shares in self.roles.items() if ending in shares.endings}

    def how(self) -> str:
        """How they were come by, in words."""
        if self.left_out:
            return f"shares of paths: not worked out, {self.left_out}"
        exact = [shares.exact for shares in self.roles.values()]
        if all(exact):
            found = "worked out"
        else:
            found = f"sampled, {RUNS} runs a role with seed {SEED}, give or take {MARGIN * 100:.0f} points"
        return f"shares of paths, {found}: an even pick among open choices, mail read, draws at their rates"

    def as_json(self) -> dict[str, object]:
        """The shares as programs read them."""
        if self.left_out:
            return {"left_out": self.left_out, "roles": {}}
        return {"how": self.how(), "roles": {name: _as_json(shares) for name, shares in self.roles.items()}}


def _as_json(shares: RoleShares) -> dict[str, object]:
    sample = {} if shares.exact else {"runs": RUNS, "seed": SEED}
    return {
        "exact": shares.exact,
        **sample,
        "error": shares.error,
        "endings": {ending: round(share, 9) for ending, share in shares.endings.items()},
        "never": round(shares.never, 9),
    }


def shares(chances: Chances, states: int = 0) -> Shares:
    """The shares of every role's paths; ``states`` is how many a proof found, if there was one."""
    story = chances.story
    if len(story.scenes) > MOST_SCENES:
        return Shares(left_out=f"for it has more than {MOST_SCENES} scenes")
    needed = needs(chances.steps) if states <= MOST_IN_ALL else None
    return Shares({role: _worked_out(chances, role, needed) or _sampled(chances, role) for role in story.roles})


def _worked_out(chances: Chances, role: str, needed: Mapping[str, Sequence[int]] | None) -> RoleShares | None:
    """The shares from every state there is, or None where there are too many, or they go round for too long."""
    starts = FreshStarts(chances.story, role)
    if needed is None or starts.count > MOST_STARTS:
        return None
    numbers: dict[State, int] = {}
    waiting: list[tuple[str, Facts]] = []
    onward: list[list[tuple[int, float]]] = []

    def number(move: Move, before: Facts) -> int:
        facts = move.go(before)
        key = (move.to, tuple([facts[slot] for slot in needed[move.to]]))
        known = numbers.get(key)
        if known is None:
            known = numbers[key] = len(waiting)
            waiting.append((move.to, facts))
        return known

    begun: Counter[int] = Counter(number(*chances.before(start)) for start in starts)
    for scene, facts in waiting:  # which grows meanwhile
        if len(waiting) > MOST_STATES:
            return None
        moves = chances.moves(scene, facts)
        even = chance(moves) if moves else 0.0
        onward.append([(number(move, facts), move.part * even) for move in moves])
    arrived, left = flow({state: count / begun.total() for state, count in begun.items()}, onward)
    if left > MARGIN / 10:
        return None
    found: dict[str, float] = defaultdict(float)
    for (scene, _), share in zip(numbers, arrived, strict=True):
        if chances.story.scenes[scene].ending is not None:
            found[scene] += share
    return RoleShares(_ordered(chances.story, found), exact=True, error=left)


def _sampled(chances: Chances, role: str) -> RoleShares:
    """The shares of so many random runs, the same each time."""
    came = Counter(deque(visits, maxlen=1)[0].scene for visits in runs(chances, role, RUNS, fresh_dice()))
    found = {scene: count / RUNS for scene, count in came.items()}
    return RoleShares(_ordered(chances.story, found), exact=False, error=MARGIN)


def _ordered(story: Story, found: Mapping[str, float]) -> dict[str, float]:
    """The endings in the story's order."""
    return {scene.id: found[scene.id] for scene in story.endings if found.get(scene.id)}
