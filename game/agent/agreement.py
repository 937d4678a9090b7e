"""How far raters agree on what was written: how often they say the same, and Cohen's kappa within each scene.

Options belong to their scene, so kappa is given for each scene by itself: over all of them what two would agree on by
chance is less than it is in any, and kappa more than it should be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from game.agent.rating import NONE, NONE_WORDS, Rating, item_id
from game.agent.record import Record
from game.agent.stats import Interval, kappa_interval, wilson

PLAYER = "the player's own choice"
DIFFER = "raters differ"
NOT_INDEPENDENT = """\
Words of one run are not independent of each other, so these intervals are narrower than they should be."""


class InScene(Struct, frozen=True):
    """The agreement of two in one scene; ``kappa`` is None where both gave one answer alone."""

    scene: str
    n: int
    kappa: Interval | None


class Pair(Struct, frozen=True):
    """Two who rated the same words: how many, how many alike, and how far beyond chance in each scene."""

    one: str
    two: str
    n: int
    alike: int
    scenes: tuple[InScene, ...]

    @property
    def share(self) -> Interval:
        """The share that is alike."""
        return wilson(self.alike, self.n)


class Words(Struct, frozen=True):
    """What was written in the rollouts of a group: how much, by whom it was rated, and what it was taken for.

    ``meant`` counts what all raters of some words took them for, where at least two rated them.
    """

    written: int
    raters: tuple[str, ...]
    pairs: tuple[Pair, ...]
    meant: tuple[tuple[str, int], ...]

    def lines(self) -> Iterator[str]:
        """The words of a group for a person."""
        yield f"words ({self.written} written; rated by {', '.join(self.raters)})"
        for pair in self.pairs:
            yield f"  {pair.one} and {pair.two}: {pair.alike} of {pair.n} alike, {_percent(pair.share)}"
            for part in pair.scenes:
                yield f"    {part.scene}: {part.n} of them, {_kappa(part.kappa)}"
        if len(self.raters) < 2:
            yield "  one rater alone: what is meant takes at least two"
        if self.meant:
            yield f"  taken for (of {sum(k for _, k in self.meant)} rated by two or more)"
            yield from (f"    {k:>5}  {name}" for name, k in self.meant)
        yield f"  {NOT_INDEPENDENT}"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "written": self.written,
            "raters": list(self.raters),
            "pairs": [
                {
                    "raters": [pair.one, pair.two],
                    "n": pair.n,
                    "alike": pair.alike,
                    "share": pair.share._asdict(),
                    "scenes": [
                        {"scene": part.scene, "n": part.n, "kappa": part.kappa._asdict() if part.kappa else None}
                        for part in pair.scenes
                    ],
                }
                for pair in self.pairs
            ],
            "meant": dict(self.meant),
            "caveat": NOT_INDEPENDENT,
        }


def words(records: Iterable[Record], ratings: Iterable[Rating]) -> Words | None:
    """What raters said of the words in some records; None where they said nothing.  Of one rater the last word counts."""
    written = dict(_written(records))
    own = {item: step for item, (_, step) in written.items()}
    scenes = {item: scene for item, (scene, _) in written.items()}
    said: dict[str, dict[str, str]] = {}
    for rating in ratings:
        if rating.item in own:
            said.setdefault(f"{rating.rater} ({rating.kind})", {})[rating.item] = rating.choice
    if not said:
        return None
    raters = tuple(sorted(said))
    pairs = [_pair(one, two, said[one], said[two], scenes) for one, two in combinations(raters, 2)]
    pairs += [_pair(rater, PLAYER, said[rater], own, scenes) for rater in raters]
    return Words(len(own), raters, tuple(pair for pair in pairs if pair.n), _meant(said, scenes))


def unknown(records: Iterable[Record], ratings: Iterable[Rating]) -> int:
    """How many ratings are of words that are in none of these records."""
    written = dict(_written(records))
    return sum(rating.item not in written for rating in ratings)


def _written(records: Iterable[Record]) -> Iterator[tuple[str, tuple[str, str]]]:
    """What was written, by its id: in which scene, and what was chosen after it."""
    for record in records:
        for number, turn in enumerate(record.turns, 1):
            if turn.get("wrote"):
                yield item_id(record, number), (str(turn["scene"]), str(turn["step"]))


def _pair(one: str, two: str, first: Mapping[str, str], second: Mapping[str, str], scenes: Mapping[str, str]) -> Pair:
    both = [item for item in first if item in second]
    parts = []
    for scene in sorted({scenes[item] for item in both}):
        rated = [(first[item], second[item]) for item in both if scenes[item] == scene]
        parts.append(InScene(scene, len(rated), kappa_interval(rated)))
    return Pair(one, two, len(both), sum(first[item] == second[item] for item in both), tuple(parts))


def _meant(said: Mapping[str, Mapping[str, str]], scenes: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for item, scene in scenes.items():
        choices = [ratings[item] for ratings in said.values() if item in ratings]
        if len(choices) > 1:
            alike = len(set(choices)) == 1
            counts[
                (f"{scene}: {NONE_WORDS}" if choices[0] == NONE else f"{scene}.{choices[0]}") if alike else DIFFER
            ] += 1
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _percent(share: Interval) -> str:
    return f"{share.value:.1%} ({share.low:.1%} to {share.high:.1%})"


def _kappa(found: Interval | None) -> str:
    if found is None:
        return "no kappa, for both gave one answer alone"
    return f"Cohen's kappa {found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
