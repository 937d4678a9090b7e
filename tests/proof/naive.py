"""The proof, once more and naively: a breadth-first search over whole states, one at a time.

Nothing is left out of a state, nothing is compiled, and the machine that is played takes every step.  Nothing here
shares code or ideas with :mod:`game.proof`, so that the two can be held against each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from game.play.machine import StoryMachine
from game.play.state import State
from game.story.expressions import ROLE_SLOT, Expression, Value
from game.story.model import CONTINUE, Choice, Mail, Scene, Story
from game.story.templates import Template

Key = tuple[Any, ...]
Holds = Callable[[State], bool]


class TooLargeError(Exception):
    """A story has more states than anyone wants to look at one by one."""


@dataclass(frozen=True)
class Begin:
    """A start: the role, all conditions, and what was carried over."""

    role: str
    conditions: Mapping[str, str]
    carried: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Path:
    """A shortest way: where it starts, and its steps as walkthroughs write them."""

    begin: Begin
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Caught:
    """A trap: the shortest way into it, and whether a step leads into it from where one was not caught."""

    path: Path
    first: bool


@dataclass(frozen=True, eq=False)
class Piece:
    """A piece of text that is shown or not: when it is asked about, and under which condition it shows."""

    scene: str
    line: int
    entry: bool
    shows: Holds


@dataclass
class Known:
    """A state that was come to, how, and where its steps lead."""

    state: State
    path: Path
    after: list[Key] = field(default_factory=list)


@dataclass
class Run:
    """What one role comes to from fresh starts, or from those that a carry gives."""

    machine: StoryMachine
    most: int
    known: dict[Key, Known] = field(default_factory=dict)
    scenes: dict[str, Path] = field(default_factory=dict)
    choices: dict[str, Path] = field(default_factory=dict)
    dead_ends: dict[str, Path] = field(default_factory=dict)
    broken: dict[tuple[str, str], Path] = field(default_factory=dict)
    promises: dict[str, Path] = field(default_factory=dict)
    bare: dict[str, Path] = field(default_factory=dict)
    traps: dict[str, Caught] = field(default_factory=dict)
    mail: set[str] = field(default_factory=set)
    shown: set[Piece] = field(default_factory=set)
    earned: set[tuple[str, str]] = field(default_factory=set)

    def search(self, begins: list[Begin], pieces: list[Piece]) -> None:
        """Look at every state.  Raises TooLargeError."""
        self.pieces: dict[str, list[Piece]] = {}
        for piece in pieces:
            self.pieces.setdefault(piece.scene, []).append(piece)
        waiting: deque[Known] = deque()
        starts: list[Key] = []
        for begin in begins:
            scene = self.machine.story.roles[begin.role].start
            state = self.machine.start(facts_of(self.machine.story, begin), scene)
            starts.append(self._come(state, Path(begin, ()), waiting, entered=True))
        while waiting:
            here = waiting.popleft()
            for name, shown, after in successors(self.machine, here.state):
                path = Path(here.path.begin, (*here.path.steps, shown))
                if name:
                    self.choices.setdefault(f"{here.state.scene}.{name}", path)
                here.after.append(self._come(after, path, waiting, entered=bool(name)))
        self._find_traps(starts)

    def _come(self, state: State, path: Path, waiting: deque[Known], *, entered: bool) -> Key:
        if entered:
            self.mail.update(mail_id for mail_id, _ in state.delivered[state.earlier :])
            self._look(state, entry=True)
        key = (state.scene, *state.facts, frozenset(mail_id for mail_id, _ in state.delivered), state.opened)
        if key not in self.known:
            if len(self.known) >= self.most:
                raise TooLargeError
            self.known[key] = Known(state, path)
            waiting.append(self.known[key])
            self._rest(state, path)
        return key

    def _look(self, state: State, *, entry: bool) -> None:
        for piece in self.pieces.get(state.scene, ()):
            if piece.entry is entry and piece not in self.shown and piece.shows(state):
                self.shown.add(piece)

    def _rest(self, state: State, path: Path) -> None:
        story = self.machine.story
        scene = story.scenes[state.scene]
        self._look(state, entry=False)
        self.scenes.setdefault(scene.id, path)
        here = story.facts.get(("seen", scene.id))
        promised = [True if slot == here else value for slot, value in enumerate(state.facts)]
        for promise in story.always:
            if not promise.holds.holds(promised):
                self.broken.setdefault((promise.name, scene.id), path)
                self.promises.setdefault(promise.name, path)
        if scene.ending is None:
            if stuck(self.machine, state):
                self.dead_ends.setdefault(scene.id, path)
            return
        earned = {item.finding for item in scene.ending.findings if holds(item.guard, state)}
        self.earned.update((scene.id, finding) for finding in earned)
        if not earned:
            self.bare.setdefault(scene.id, path)

    def _find_traps(self, starts: list[Key]) -> None:
        before: dict[Key, list[Key]] = {}
        for key, known in self.known.items():
            for after in known.after:
                before.setdefault(after, []).append(key)
        waiting = [key for key, known in self.known.items() if self.machine.story.scenes[known.state.scene].ending]
        safe = set(waiting)
        while waiting:
            for source in before.get(waiting.pop(), ()):
                if source not in safe:
                    safe.add(source)
                    waiting.append(source)
        caught = [key for key in self.known if key not in safe and not stuck(self.machine, self.known[key].state)]
        first = {
            self.known[key].state.scene
            for key in caught
            if key in starts or any(source in safe for source in before.get(key, ()))
        }
        for key in caught:
            scene = self.known[key].state.scene
            self.traps.setdefault(scene, Caught(self.known[key].path, scene in first))

    def ends(self) -> Iterator[tuple[Begin, State]]:
        """The states at endings, each with the start of its way."""
        for known in self.known.values():
            if self.machine.story.scenes[known.state.scene].ending is not None:
                yield known.path.begin, known.state


@dataclass
class Naive:
    """Every run of a story: each role afresh, in file order, then what each carry gives."""

    machine: StoryMachine
    pieces: list[Piece]
    fresh: dict[str, Run]
    carried: dict[str, Run]

    @property
    def runs(self) -> list[Run]:
        """All of them."""
        return [*self.fresh.values(), *self.carried.values()]

    @property
    def states(self) -> int:
        """How many states there are in all."""
        return sum(len(run.known) for run in self.runs)


def search(machine: StoryMachine, most: int = 3000) -> Naive:
    """The naive proof of a story.  Raises TooLargeError where a run has more states than ``most``."""
    story = machine.story
    pieces = list(pieces_of(machine))
    fresh: dict[str, Run] = {}
    for role in story.roles:
        fresh[role] = Run(machine, most)
        fresh[role].search(list(begins(story, role)), pieces)
    carried: dict[str, Run] = {}
    for carry in story.carry.values():
        given: list[Begin] = []
        for begin, state in fresh[carry.source].ends():
            # the settings are facts, for two starts may come to the same state only if they agree in them
            settings = {name: str(state.facts[condition.slot]) for name, condition in story.conditions.items()}
            values = {name: expression.value(state.facts) for name, expression in carry.settings.items()}
            assert settings == begin.conditions
            given.append(Begin(carry.role, settings, values))
        carried[carry.role] = Run(machine, most)
        carried[carry.role].search(given, pieces)
    return Naive(machine, pieces, fresh, carried)


def begins(story: Story, role: str) -> Iterator[Begin]:
    """Every fresh start of a role, defaults first."""
    options: list[list[str]] = []
    for condition in story.conditions.values():
        others = [option for option in condition.options if option != condition.default]
        asked = not condition.roles or role in condition.roles
        options.append([condition.default, *(others if asked else [])])
    for values in product(*options):
        yield Begin(role, dict(zip(story.conditions, values, strict=True)))


def facts_of(story: Story, begin: Begin) -> list[Value]:
    """The facts a start puts a player in."""
    facts: list[Value] = [False] * story.size
    facts[ROLE_SLOT] = begin.role
    for condition in story.conditions.values():
        facts[condition.slot] = begin.conditions[condition.id]
    for variable in story.variables.values():
        facts[variable.slot] = begin.carried.get(variable.id, variable.start)
    return facts


def stuck(machine: StoryMachine, state: State) -> bool:
    """Whether a state is a dead end."""
    scene = machine.story.scenes[state.scene]
    if scene.ending is not None or any(machine.is_open(scene, choice, state) for choice in scene.choices):
        return False
    return machine.way(scene, state) is None


def successors(machine: StoryMachine, state: State) -> Iterator[tuple[str, str, State]]:
    """What one can do: the id of the step, empty for a reading, how it is written, and where it leads."""
    scene = machine.story.scenes[state.scene]
    if scene.ending is not None:
        return
    for choice in scene.choices:
        if machine.is_open(scene, choice, state):
            yield choice.id, choice.id, machine.step(state, choice.id)
    way = machine.way(scene, state)
    if way is not None and way.draw:
        for drawn in way.draw:
            yield CONTINUE, f"continue to {drawn.to}", machine.step(state, CONTINUE, drawn.to)
    elif way is not None:
        yield CONTINUE, CONTINUE, machine.step(state, CONTINUE)
    for mail_id in machine.story.mail:
        if state.holds(mail_id) and mail_id not in state.opened:
            yield "", f"read {mail_id}", machine.read(state, mail_id)


def holds(guard: Expression | None, state: State) -> bool:
    """Whether a guard holds, if there is one."""
    return guard is None or guard.holds(state.facts) is True


def pieces_of(machine: StoryMachine) -> Iterator[Piece]:
    """Each piece of text, in the order of the story: a scene's blocks, choices, mail."""
    for scene in machine.story.scenes.values():
        for block in scene.text:
            yield from _block(scene, block.guard, block.words, block.place.line, entry=True)
        for block in scene.ending.explain if scene.ending else ():
            yield from _block(scene, block.guard, block.words, block.place.line, entry=False)
        for choice in scene.choices:
            yield from _choice(machine, scene, choice)
        for mail in scene.mail:
            for words in (mail.subject, mail.body):
                yield from _sides(scene, words, mail.place.line, _brings(mail), entry=True)


def _block(scene: Scene, guard: Expression | None, words: Template, line: int, *, entry: bool) -> Iterator[Piece]:
    def shows(state: State) -> bool:
        return holds(guard, state)

    yield Piece(scene.id, line, entry, shows)
    yield from _sides(scene, words, line, shows, entry=entry)


def _choice(machine: StoryMachine, scene: Scene, choice: Choice) -> Iterator[Piece]:
    def opened(state: State) -> bool:
        return machine.is_open(scene, choice, state)

    def shut(state: State) -> bool:
        used = choice.once and machine.used(scene, choice, state)
        return choice.locked is not None and not holds(choice.guard, state) and not used

    def visible(state: State) -> bool:
        return opened(state) or shut(state)

    line = choice.place.line
    for words, shows in ((choice.words, visible), (choice.note, opened), (choice.locked, shut)):
        yield from _sides(scene, words, line, shows, entry=False)


def _brings(mail: Mail) -> Holds:
    return lambda state: any(mail.id == mail_id for mail_id, _ in state.delivered[state.earlier :])


def _sides(scene: Scene, words: Template | None, line: int, shows: Holds, *, entry: bool) -> Iterator[Piece]:
    """Both sides of each inline choice, if there are words on that side."""
    for branch in words.branches() if words else ():
        for side, wanted in ((branch.then, True), (branch.otherwise, False)):
            if side.parts:
                yield Piece(scene.id, line, entry, _side(shows, branch.guard, wanted=wanted))


def _side(shows: Holds, guard: Expression, *, wanted: bool) -> Holds:
    return lambda state: shows(state) and guard.holds(state.facts) is wanted
