"""A proof as problems, and as the object that ``rollout check --format json`` prints."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct, field

from game.proof.chances import Chances
from game.proof.lengths import Lengths, lengths
from game.proof.proof import Proof
from game.proof.queries import Query
from game.proof.shares import Shares, shares
from game.proof.ways import Way
from game.story.model import CONTINUE, Scene
from game.story.problems import Place, Report


class Goal(Struct, frozen=True):
    """A scene or a choice, which may or may not be reached: its name, where it stands, and the scene it is in."""

    name: str
    place: Place
    scene: str


class ProofReport(Struct, dict=True):
    """What a proof found, sorted: what is reached, what is not, and what is at fault; ``interrupted`` by the user."""

    proof: Proof
    sources: dict[str, list[str]] = field(default_factory=dict)
    interrupted: bool = False

    @cached_property
    def chances(self) -> Chances:
        """The story as chances."""
        return Chances(self.proof.story, self.proof.steps)

    @cached_property
    def shares(self) -> Shares:
        """The shares of each role's paths that come to each ending; none where the user is in a hurry."""
        if self.interrupted:
            return Shares(left_out="for the search was stopped")
        return shares(self.chances, self.proof.states)

    @cached_property
    def lengths(self) -> dict[str, Lengths]:
        """How long each role's paths are."""
        return {} if self.interrupted else lengths(self.chances)

    @property
    def stopped(self) -> str:
        """What stopped the search before its end, or nothing."""
        if self.proof.complete:
            return ""
        stopped = self.proof.watch.stopped
        return "by Ctrl+C" if self.interrupted or not stopped else stopped

    @cached_property
    def scenes(self) -> list[Goal]:
        """Every scene."""
        return [Goal(scene.id, scene.place, scene.id) for scene in self.proof.story.scenes.values()]

    @cached_property
    def choices(self) -> list[Goal]:
        """Every choice as SCENE.choice, the plain way on among them."""
        goals = []
        for scene in self.proof.story.scenes.values():
            goals += [Goal(f"{scene.id}.{choice.id}", choice.place, scene.id) for choice in scene.choices]
            if scene.ways:
                goals.append(Goal(f"{scene.id}.{CONTINUE}", scene.ways[0].place, scene.id))
        return goals

    def of_kind(self, kind: str) -> list[Query]:
        """Every query of one kind."""
        return [query for query in self.proof.queries if query.kind == kind]

    def reached(self, goal: Goal) -> bool:
        """Whether a scene or choice is reached."""
        return goal.name in (self.proof.choices if "." in goal.name else self.proof.scenes)

    def found(self, kind: str) -> Iterator[tuple[Query, Way]]:
        """The queries of a kind that were answered with yes, each name once, with the shortest way."""
        roles = list(self.proof.story.roles)

        def late(found: tuple[Query, Way]) -> tuple[int, bool, int, tuple[int, ...]]:
            way = found[1]
            return way.length, bool(way.start.carried), roles.index(way.start.role), way.digits

        best: dict[str, tuple[Query, Way]] = {}
        for query in self.of_kind(kind):
            way = self.proof.shown.get(query)
            if way is not None:
                best[query.name] = min(best.get(query.name, (query, way)), (query, way), key=late)
        yield from best.values()

    def problems(self) -> Report:
        """Every fault of proof; what a limit left open is called nothing."""
        report = Report(sources=self.sources)
        for query, way in self.found("stuck"):
            report.add("E100", query.place, told(way), scene=query.scene)
        for trap in self.proof.traps:
            if trap.first:
                report.add("E101", self.proof.story.scenes[trap.scene].place, told(trap.way), scene=trap.scene)
        for query, way in self.found("broken"):
            report.add("E102", query.place, told(way), name=query.name)
        for query, way in self.found("bare"):
            report.add("E103", query.place, told(way, "one way there"), scene=query.scene)
        if self.proof.complete:
            self._unreached(report)
        return report

    def _unreached(self, report: Report) -> None:
        """Warn of what is never reached; the parts of a scene that is not are not told one by one."""
        missing = {goal.scene for goal in self.scenes if not self.reached(goal)}
        for goal in self.scenes:
            if goal.scene in missing:
                report.add("W100", goal.place, name=goal.name)
        for goal in self.choices:
            if goal.scene not in missing and not self.reached(goal):
                report.add("W101", goal.place, name=goal.name)
        bare = {query.scene for query, _ in self.found("bare")}
        earning = {query.scene for query in self.proof.shown if query.kind == "earned"}
        open_still = [query for query in self.proof.queries if query not in self.proof.shown]
        for query in (query for query in open_still if query.scene not in missing):
            if query.kind == "mail":
                report.add("W102", query.place, name=query.name)
            elif query.kind == "text":
                report.add("W103", query.place, scene=query.scene)
            elif query.kind == "earned" and (query.scene in earning or query.scene not in bare):
                report.add("W104", query.place, scene=query.scene, name=query.name)

    def as_json(self) -> dict[str, Any]:
        """The proof as programs read it; fields may be added, never renamed."""
        proof = self.proof
        come = {query.name for query in self.of_kind("mail") if query in proof.shown}
        return {
            "complete": proof.complete,
            "states": proof.states,
            "steps": proof.edges,
            "seconds": round(proof.watch.seconds, 3),
            "scenes": self._counted([goal.name for goal in self.scenes], proof.scenes),
            "choices": self._counted([goal.name for goal in self.choices], proof.choices),
            "mail": self._counted(proof.story.mail, come),
            "text": self._texts(),
            "endings": [self._ending(scene) for scene in proof.story.endings],
            "dead_ends": [{"scene": query.scene, **witness(way)} for query, way in self.found("stuck")],
            "traps": [{"scene": trap.scene, "first": trap.first, **witness(trap.way)} for trap in proof.traps],
            "always": list(self._always()),
            "stopped": self.stopped or None,
            "shares": self.shares.as_json(),
            "lengths": {role: found.as_json() for role, found in self.lengths.items()},
        }

    def _texts(self) -> dict[str, Any]:
        texts = self.of_kind("text")
        unread = [query for query in texts if query not in self.proof.shown]
        places = [{"scene": query.scene, "file": query.place.file, "line": query.place.line} for query in unread]
        return {"reached": len(texts) - len(unread), "unreachable": places if self.proof.complete else []}

    def _counted(self, names: Collection[str], reached: Container[str]) -> dict[str, Any]:
        missing = [name for name in names if name not in reached]
        return {"reached": len(names) - len(missing), "unreachable": missing if self.proof.complete else []}

    def _ending(self, scene: Scene) -> dict[str, Any]:
        way = self.proof.scenes.get(scene.id)
        outcome = scene.ending.outcome if scene.ending else ""
        reached = way is not None if way is not None or self.proof.complete else None
        shortest = witness(way) if way else None
        return {"id": scene.id, "outcome": outcome, "reached": reached, "shortest": shortest}

    def _always(self) -> Iterator[dict[str, Any]]:
        broken = {query.name: way for query, way in self.found("broken")}
        for promise in self.proof.story.always:
            way = broken.get(promise.name)
            if way is not None:
                yield {"name": promise.name, "holds": False, **witness(way)}
            else:
                yield {"name": promise.name, "holds": True if self.proof.complete else None}


def witness(way: Way) -> dict[str, Any]:
    """A way that can be replayed: role, conditions, seed, what was carried over if anything, and steps."""
    shown: dict[str, Any] = {"role": way.start.role, "conditions": dict(way.start.conditions), "seed": 0}
    if way.start.carried:
        shown["carried"] = dict(way.start.carried)
    return {**shown, "steps": list(way.steps)}


def told(way: Way, name: str = "the shortest way") -> str:
    """A way in a hint."""
    steps = way.steps if len(way.steps) <= 12 else (*way.steps[:3], "…", *way.steps[-8:])
    return f"{name}, as {way.start.role}: {', '.join(steps) or 'the start itself'}"
