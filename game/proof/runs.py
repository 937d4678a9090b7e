"""Random playthroughs, always the same: an even pick among open choices, mail read as it comes, draws at their rates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from random import Random

from msgspec import Struct

from game.proof.chances import Chances, Facts, Move
from game.proof.starts import FreshStarts, any_of

#: The seed of the dice, and after how many scenes a playthrough is given up.
SEED, LONGEST = 0, 1_000
#: A story with more scenes than this takes too long to be played at random.
MOST_SCENES = 3_000


class Visit(Struct):
    """A scene that a playthrough comes to: the facts on entering, those after reading, and the steps open then."""

    scene: str
    entered: Facts
    facts: Facts
    moves: list[Move]


def fresh_dice() -> Random:
    """The dice of a series of playthroughs, which fall alike each time."""
    return Random(SEED)  # noqa: S311 - nothing secret depends on it


def runs(chances: Chances, role: str, times: int, dice: Random) -> Iterator[Iterator[Visit]]:
    """So many playthroughs of a role, each from a fresh start picked at random; the visits of one before the next."""
    starts = FreshStarts(chances.story, role)
    for _ in range(times):
        yield _visits(chances, *chances.before(any_of((starts,), dice)), dice)


def _visits(chances: Chances, move: Move, facts: Facts, dice: Random) -> Iterator[Visit]:
    """The visits of one playthrough; the last has no steps, unless it was given up."""
    for _ in range(LONGEST):
        facts = facts.copy()
        move.land(facts)
        entered = facts
        if move.read is not None:
            facts = facts.copy()
            move.read(facts)
        moves = chances.moves(move.to, facts)
        yield Visit(move.to, entered, facts, moves)
        if not moves:
            return
        move = _pick(moves, dice)


def _pick(moves: list[Move], dice: Random) -> Move:
    """One of some open steps, by its chance."""
    if moves[0].part == 1:
        return dice.choice(moves)
    return dice.choices(moves, cum_weights=list(accumulate(move.part for move in moves)))[0]
