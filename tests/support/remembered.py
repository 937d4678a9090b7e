"""Everything that a playthrough remembers, as plainly as it can be: the reference model at each step ever taken."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.support.reference import Place, Reference

START = -1
#: So many states are looked at for another ending; what takes more is not compared.
REACH = 120


@dataclass(frozen=True)
class Other:
    """Where another ending was nearest: the fork, in how many steps, and the choices that lead there in as few."""

    fork: int
    steps: int
    choices: frozenset[str]


@dataclass
class Remembered:
    """A tree of steps, each with the place it led to; the head moves in it, and nothing is ever taken out."""

    reference: Reference
    steps: list[tuple[int, str, str]] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    head: int = START
    notes: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places[START] = copy.deepcopy(self.reference.now)

    def choose(self, name: str) -> None:
        self.reference.choose(name)
        self._went("choose", name)

    def read(self, name: str) -> None:
        before = len(self.reference.past)
        self.reference.open_mail(name)
        if len(self.reference.past) > before:
            self._went("read", name)

    def _went(self, kind: str, name: str) -> None:
        """A step that was taken from here before is that step; any other is new."""
        step = (self.head, kind, name)
        if step not in self.steps:
            self.steps.append(step)
        self.head = self.steps.index(step)
        self.places[self.head] = copy.deepcopy(self.reference.now)

    def rewind(self, number: int) -> None:
        self.head = number
        self.reference.now = copy.deepcopy(self.places[number])
        self.reference.past = [Place()] * len(self.path(number))

    def note(self, text: str) -> None:
        self.notes.append((self.head, self.reference.now.scene, text))

    def path(self, number: int) -> list[int]:
        """The steps that lead to a place, the first first."""
        return [] if number == START else [*self.path(self.steps[number][0]), number]

    def branches(self) -> list[tuple[int, int, int]]:
        """The last steps of all ways that were left, the last left first: where each left the path, and how long it is."""
        path = [START, *self.path(self.head)]
        parents = {parent for parent, _, _ in self.steps}
        tips = [tip for tip in range(len(self.steps)) if tip not in parents and tip not in path]
        found = []
        for tip in reversed(tips):
            way = [number for number in self.path(tip) if number not in path]
            found.append((tip, self.steps[way[0]][0], len(way)))
        return found

    def other_ending(self) -> Other | None:
        """The latest fork of an ended path from which another ending can be reached; raises OverflowError if that is far."""
        here = self.places[self.head].scene
        for number in reversed(self.path(self.head)):
            fork, kind, taken = self.steps[number]
            if kind != "choose":
                continue
            self._stand(self.places[fork])
            ways = {
                name: self._nearest(self.places[fork], name, here)
                for name, _, is_open, _ in self.reference.options()
                if is_open and name not in (taken, "continue")
            }
            self.rewind(self.head)
            lengths = {name: steps for name, steps in ways.items() if steps}
            if lengths:
                least = min(lengths.values())
                return Other(fork, least, frozenset(name for name, steps in lengths.items() if steps == least))
        return None

    def _stand(self, place: Place) -> None:
        self.reference.now = copy.deepcopy(place)

    def _nearest(self, fork: Place, choice: str, here: str) -> int:
        """How many steps it takes to the nearest ending that is not ``here``; 0 where there is none."""
        self._stand(fork)
        self.reference.choose(choice)
        front, known, length = [copy.deepcopy(self.reference.now)], set(), 1
        while front:
            following = []
            for place in front:
                key = repr((place.scene, place.variables, sorted(place.seen), sorted(place.chose), sorted(place.read)))
                if key in known:
                    continue
                known.add(key)
                if len(known) > REACH:
                    raise OverflowError
                if "ending" in self.reference.scenes[place.scene]:
                    if place.scene != here:
                        return length
                    continue
                following += self._behind(place)
            front, length = following, length + 1
        return 0

    def _behind(self, place: Place) -> Iterator[Place]:
        """The places one step behind another, every outcome of a draw among them."""
        self._stand(place)
        for name, _, is_open, _ in self.reference.options():
            self._stand(place)
            way = self.reference.way() if name == "continue" else None
            for target in [entry["to"] for entry in (way or {}).get("draw", [])] or [""]:
                if is_open:
                    self._stand(place)
                    self.reference.choose(name, target)
                    yield copy.deepcopy(self.reference.now)
