"""How long a story's paths are: steps, words and minutes, from random playthroughs that came to an ending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median_low

from msgspec import Struct, field

from game.proof.chances import Chances, Facts
from game.proof.runs import MOST_SCENES, SEED, Visit, fresh_dice, runs
from game.story.longest import count_words
from game.story.model import Scene, Story
from game.story.problems import counted
from game.story.templates import Template

#: So many runs a role.
RUNS = 200
#: Words that are read in a minute; choosing takes no time of its own.
PACE = 200


class Spread(Struct, frozen=True):
    """The least, the middle and the most of something over the runs."""

    shortest: int
    typical: int
    longest: int

    @classmethod
    def of(cls, values: Iterable[int]) -> Spread:
        """The spread of some values."""
        known = sorted(values)
        return cls(known[0], median_low(known), known[-1])

    def as_json(self) -> dict[str, int]:
        """The three as programs read them."""
        return {"shortest": self.shortest, "typical": self.typical, "longest": self.longest}


class Lengths(Struct, frozen=True):
    """The lengths of one role's paths; ``ended`` counts the runs that came to an ending."""

    ended: int
    steps: Spread
    words: Spread

    @property
    def minutes(self) -> Spread:
        """How long reading takes, a begun minute counted as one."""
        least, middle, most = (
            -(-words // PACE) for words in (self.words.shortest, self.words.typical, self.words.longest)
        )
        return Spread(least, middle, most)

    def told(self) -> str:
        """The lengths in words."""
        words, minutes = self.words, self.minutes
        return (
            f"typically {counted(self.steps.typical, 'step')}, {words.typical:,} words, {minutes.typical} min; "
            f"{words.shortest:,} to {words.longest:,} words, {minutes.shortest} to {minutes.longest} min"
        )

    def as_json(self) -> dict[str, object]:
        """The lengths as programs read them."""
        shown = {"steps": self.steps, "words": self.words, "minutes": self.minutes}
        return {
            "runs": RUNS,
            "seed": SEED,
            "ended": self.ended,
            **{name: item.as_json() for name, item in shown.items()},
        }


def lengths(chances: Chances) -> dict[str, Lengths]:
    """The lengths of every role's paths; none of a very large story, nor of a role whose runs come to no ending."""
    story = chances.story
    if len(story.scenes) > MOST_SCENES:
        return {}
    reader = _Reader(story, chances)
    found = {role: reader.lengths(role) for role in story.roles}
    return {role: item for role, item in found.items() if item is not None}


class _Reader(Struct):
    """Counts what is there to be read on random paths."""

    story: Story
    chances: Chances
    known: dict[int, int] = field(default_factory=dict)

    def lengths(self, role: str) -> Lengths | None:
        """How long the paths of a role are, or None where none came to an ending."""
        played = (self._read(visits) for visits in runs(self.chances, role, RUNS, fresh_dice()))
        ended = [run for run in played if run is not None]
        if not ended:
            return None
        return Lengths(len(ended), Spread.of(steps for steps, _ in ended), Spread.of(words for _, words in ended))

    def _read(self, visits: Iterator[Visit]) -> tuple[int, int] | None:
        """The steps and the words of one run, or None where it comes to no ending."""
        words = 0
        come: set[str] = set()
        for steps, visit in enumerate(visits):
            scene = self.story.scenes[visit.scene]
            words += self._shown(scene, visit.entered, come)
            words += sum(self._words(move.words, visit.facts) for move in visit.moves if move.words is not None)
            if scene.ending is not None:
                return steps, words
        return None

    def _shown(self, scene: Scene, facts: Facts, come: set[str]) -> int:
        """The words of a scene and of the mail that it brings."""
        words = sum(self._words(b.words, facts) for b in scene.text if b.guard is None or b.guard.holds(facts))
        for mail in scene.mail:
            if mail.id not in come and (mail.guard is None or mail.guard.holds(facts)):
                come.add(mail.id)
                words += self._words(mail.subject, facts) + self._words(mail.body, facts)
        return words

    def _words(self, words: Template, facts: Facts) -> int:
        known = self.known.get(id(words))
        if known is None:
            known = count_words(words.render(facts))
            if words.literal:
                self.known[id(words)] = known
        return known
