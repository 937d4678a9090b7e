"""A story as chances: an even pick among what is open, mail read as it comes, draws at their rates.

It runs the same steps that exploration compiles, one playthrough at a time, with functions made for each scene when
it is first come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from game.play.session import first_facts
from game.proof.notation import reading
from game.proof.starts import Start
from game.proof.steps import Edge, Steps, Stop
from game.story.expressions import FUNCTIONS, Assignment, Value
from game.story.model import CONTINUE, DRAW_PARTS, Story
from game.story.templates import Template

Facts = list[Value]
Act = Callable[[Facts], None]


class Move(Struct):
    """A step out of a scene: where it leads, what it does on the way and on entering, and what reading then does.

    ``part`` is the share of a draw that falls on it, and 1 for a step that is picked.  ``words`` are those of a choice.
    """

    to: str
    land: Act
    read: Act | None
    part: float = 1.0
    words: Template | None = None

    def go(self, facts: Facts) -> Facts:
        """The facts behind the step, all mail read."""
        after = facts.copy()
        self.land(after)
        if self.read is not None:
            self.read(after)
        return after


class _Scene(Struct):
    """A scene ready to be left: which steps are open by number, and the steps."""

    opened: Callable[[Facts], list[int]]
    moves: list[Move]


class Chances:
    """Where a playthrough of a story can go from each scene, and how likely."""

    def __init__(self, story: Story, steps: Steps) -> None:
        self.story = story
        self.steps = steps
        self._scenes: dict[str, _Scene] = {}
        self._made: dict[str, Callable[[Facts], Any]] = {}

    def before(self, start: Start) -> tuple[Move, Facts]:
        """The way into the first scene, and the facts before it."""
        facts = self.steps.before(first_facts(self.story, start.role, start.conditions))
        return self._move(self.story.roles[start.role].start, ()), facts

    def moves(self, scene: str, facts: Facts) -> list[Move]:
        """The steps that are open; none at an ending, nor at a dead end."""
        known = self._scenes.get(scene)
        if known is None:
            known = self._scenes[scene] = self._scene(self.steps.stops[scene])
        return [known.moves[number] for number in known.opened(facts)]

    def _scene(self, stop: Stop) -> _Scene:
        edges = [edge for edge in stop.edges if not edge.reading]
        tests = "".join(f"({number}, {edge.guard}), " for number, edge in enumerate(edges))
        opened = self._function(f"return [n for n, ok in ({tests}) if ok]")
        moves = [self._move(edge.to, edge.sets) for edge in edges]
        for move, part in zip(moves, _parts(stop, edges), strict=True):
            move.part = part
        for move, choice in zip(moves, stop.scene.choices, strict=False):  # the ways on come behind the choices
            move.words = choice.words
        return _Scene(opened, moves)

    def _move(self, to: str, sets: tuple[Assignment, ...]) -> Move:
        target = self.steps.stops[to]
        readings = [f"if {edge.guard}: {_code(edge.sets)}" for edge in readings_of(target)]
        read = self._function("\n ".join(readings)) if readings else None
        return Move(to, self._function(_code((*sets, *target.do, *target.mail))), read)

    def _function(self, code: str) -> Callable[[Facts], Any]:
        """A function of the facts with this body; the same body is compiled once."""
        known = self._made.get(code)
        if known is None:
            names: dict[str, Callable[[Facts], Any]] = {}
            # the text is generated from expressions that were understood, see game.story.expressions
            exec(f"def made(f):\n {code}", {"__builtins__": FUNCTIONS}, names)  # noqa: S102
            known = self._made[code] = names["made"]
        return known


def chance(moves: list[Move]) -> float:
    """The chance of each of some open steps that are picked evenly; those of a draw have their own."""
    return 1 / len(moves) if moves[0].part == 1 else 1.0


def readings_of(stop: Stop) -> Iterator[Edge]:
    """How the mail that entering a scene brings is read, the oldest first."""
    own = {reading(mail.id) for mail in stop.scene.mail}
    return (edge for edge in stop.edges if edge.reading and edge.id in own)


def _code(sets: tuple[Assignment, ...]) -> str:
    """Assignments as statements on one line."""
    return "; ".join(item.code for item in sets) or "pass"


def _parts(stop: Stop, edges: list[Edge]) -> Iterator[float]:
    """The chance of each step once it is open; that of a choice depends on how many are open, and is settled then."""
    yield from (1.0 for edge in edges if edge.id != CONTINUE)
    for way in stop.scene.ways:
        yield from (drawn.parts / DRAW_PARTS for drawn in way.draw) if way.draw else (1.0,)
