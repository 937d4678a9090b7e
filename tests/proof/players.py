"""Players who take any step, what they see on the way, and what a proof says cannot be seen.

What is shown and when is asked of the machine that is played, as :mod:`tests.proof.naive` does; nothing here knows how
the prover searches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random

from game.play.machine import StoryMachine
from game.play.state import State
from game.proof.proof import Proof
from game.proof.report import ProofReport
from tests.proof.naive import Begin, Path, Piece, begins, facts_of, holds, pieces_of, stuck, successors

#: Something that can be seen: of what kind it is, and its name.
Sight = tuple[str, str]
LONGEST = 300
MOST_CARRIED = 1000


class Players:
    """Plays a story again and again, and keeps how each thing was seen first."""

    def __init__(self, machine: StoryMachine, dice: Random) -> None:
        self.machine = machine
        self.dice = dice
        self.seen: dict[Sight, Path] = {}
        self.steps = 0
        self._taken: Counter[tuple[str, str]] = Counter()
        self._fresh = [begin for role in machine.story.roles for begin in begins(machine.story, role)]
        self._carried: list[Begin] = []
        self._known: set[tuple[object, ...]] = set()
        self.pieces = list(pieces_of(machine))
        self._numbered: defaultdict[str, list[tuple[Sight, Piece]]] = defaultdict(list)
        for number, piece in enumerate(self.pieces):
            self._numbered[piece.scene].append((("text", str(number)), piece))

    def play(self, times: int) -> None:
        """Play so many times, from any start and from what finished runs carry over."""
        for _ in range(times):
            carried = bool(self._carried) and self.dice.random() < 0.4
            self._play(self.dice.choice(self._carried if carried else self._fresh))

    def _play(self, begin: Begin) -> None:
        story = self.machine.story
        state = self.machine.start(facts_of(story, begin), story.roles[begin.role].start)
        path = Path(begin, ())
        blind, diligent = self.dice.random(), self.dice.choice([0.0, 0.3, 1.0])
        self._look(state, path, entered=True)
        while len(path.steps) < LONGEST:
            open_now = list(successors(self.machine, state))
            for choice, _, _ in open_now:
                if choice:
                    self.seen.setdefault(("choice", f"{state.scene}.{choice}"), path)
            if not open_now:
                break
            choice, shown, state = self._pick(state, open_now, blind, diligent)
            path = Path(begin, (*path.steps, shown))
            self._look(state, path, entered=bool(choice))
        self.steps += len(path.steps)
        if story.scenes[state.scene].ending is not None:
            self._hand_on(begin, state)

    def _pick(
        self, state: State, open_now: list[tuple[str, str, State]], blind: float, diligent: float
    ) -> tuple[str, str, State]:
        """A reading or a step: one that was taken seldom, or blindly any."""
        readings = [step for step in open_now if not step[0]]
        others = [step for step in open_now if step[0]]
        pool = readings if readings and (not others or self.dice.random() < diligent) else others
        if self.dice.random() < blind:
            picked = self.dice.choice(pool)
        else:
            picked = min(pool, key=lambda step: self._taken[state.scene, step[1]])
        self._taken[state.scene, picked[1]] += 1
        return picked

    def _hand_on(self, begin: Begin, state: State) -> None:
        """Note the starts that a finished run gives; one that was carried over itself gives none."""
        for carry in self.machine.story.carry.values():
            if carry.source == begin.role and not begin.carried and len(self._carried) < MOST_CARRIED:
                values = {name: expression.value(state.facts) for name, expression in carry.settings.items()}
                self._carried.append(Begin(carry.role, begin.conditions, values))

    def _look(self, state: State, path: Path, *, entered: bool) -> None:
        come = state.delivered[state.earlier :] if entered else ()
        key = (state.scene, entered, tuple(state.facts), come, state.opened)
        if key not in self._known:
            self._known.add(key)
            for sight in (*self._facts(state), *self._words(state, entered=entered)):
                self.seen.setdefault(sight, path)
            for mail_id, _ in come:
                self.seen.setdefault(("mail", mail_id), path)

    def _words(self, state: State, *, entered: bool) -> Iterator[Sight]:
        """The pieces of text that are shown; some are fixed on entering."""
        for sight, piece in self._numbered[state.scene]:
            if sight not in self.seen and (entered or not piece.entry) and piece.shows(state):
                yield sight

    def _facts(self, state: State) -> Iterator[Sight]:
        story = self.machine.story
        scene = story.scenes[state.scene]
        yield "scene", scene.id
        here = story.facts.get(("seen", scene.id))
        promised = [True if slot == here else value for slot, value in enumerate(state.facts)]
        for promise in story.always:
            if not promise.holds.holds(promised):
                yield "broken promise", promise.name
        if scene.ending is None:
            if stuck(self.machine, state):
                yield "dead end", scene.id
            return
        earned = [item.finding for item in scene.ending.findings if holds(item.guard, state)]
        yield from (("finding", f"{scene.id}.{finding}") for finding in earned)
        if not earned:
            yield "bare ending", scene.id


def denied(proof: Proof) -> Iterator[Sight]:
    """Everything that a proof says no player can come to see."""
    # as if interrupted: the shares and lengths of paths take time, and are not asked for
    shown, story = ProofReport(proof, interrupted=True).as_json(), proof.story
    for kind, name in (("scenes", "scene"), ("choices", "choice"), ("mail", "mail")):
        yield from ((name, missing) for missing in shown[kind]["unreachable"])
    yield from (("scene", ending["id"]) for ending in shown["endings"] if ending["reached"] is False)
    yield from (("broken promise", promise["name"]) for promise in shown["always"] if promise["holds"] is True)
    if proof.complete:
        ends = {found["scene"] for found in shown["dead_ends"]}
        yield from (("dead end", scene) for scene in story.scenes if scene not in ends)
        texts = [query for query in proof.queries if query.kind == "text"]
        yield from (("text", str(number)) for number, query in enumerate(texts) if query not in proof.shown)
        left = [query for query in proof.queries if query not in proof.shown]
        yield from (("finding", f"{query.scene}.{query.name}") for query in left if query.kind == "earned")
        yield from (("bare ending", query.scene) for query in left if query.kind == "bare")


def contradictions(proof: Proof, players: Players) -> list[str]:
    """What players saw although the proof says that nobody can."""
    texts = [query for query in proof.queries if query.kind == "text"]
    # the same pieces in the same order, or numbers would mean nothing
    places = [(piece.scene, piece.line) for piece in players.pieces]
    assert [(query.scene, query.place.line) for query in texts] == places
    found = []
    for kind, name in sorted(set(denied(proof)) & players.seen.keys()):
        path = players.seen[kind, name]
        what = f"{name} ({texts[int(name)].place}, {texts[int(name)].condition})" if kind == "text" else name
        found.append(f"{kind} {what}: seen as {path.begin} by {', '.join(path.steps)}")
    return found
