"""A proof held against the naive search: everything in which they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from game.play.machine import StoryMachine
from game.proof.proof import Proof
from game.proof.queries import ENTRY, MAIL, Query
from game.proof.report import ProofReport
from game.proof.watch import Watch
from game.proof.ways import Way
from game.story.model import Story
from tests.proof.naive import Caught, Naive, Path, Piece, search


def differences(story: Story, most: int = 3000) -> list[str]:
    """What the prover and the naive search say differently.  Raises TooLargeError."""
    naive = search(StoryMachine(story), most)
    proof = Proof(story, Watch())
    proof.run()
    return [*_reached(proof, naive), *_faults(proof, naive), *_shown(proof, naive), *_traps(proof, naive)]


def _reached(proof: Proof, naive: Naive) -> Iterator[str]:
    if not proof.complete:
        yield "not complete"
    endings = {scene.id for scene in proof.story.endings}
    ended = {name: way for name, way in proof.scenes.items() if name in endings}
    yield from _ways("ending", ended, naive, "scenes", only=endings)
    # of other scenes, and of choices, any of the shortest ways will do
    for what, found, attribute in (("scene", proof.scenes, "scenes"), ("choice", proof.choices, "choices")):
        yield from _ways(what, found, naive, attribute, exact=False)


def _faults(proof: Proof, naive: Naive) -> Iterator[str]:
    def of(kind: str, *, named: bool = False) -> dict[Any, Way]:
        asked = [query for query in proof.queries if query.kind == kind and query in proof.shown]
        return {((query.name, query.scene) if named else query.scene): proof.shown[query] for query in asked}

    yield from _ways("dead end", of("stuck"), naive, "dead_ends")
    yield from _ways("promise", of("broken", named=True), naive, "broken")
    # no way to an ending that shows nothing is promised to be the shortest
    if of("bare").keys() != set().union(*(run.bare for run in naive.runs)):
        yield f"bare endings {sorted(of('bare'))}"
    report = ProofReport(proof)
    yield from _ways("told promise", {query.name: way for query, way in report.found("broken")}, naive, "promises")


def _ways(
    what: str,
    found: Mapping[Any, Way],
    naive: Naive,
    attribute: str,
    *,
    only: Collection[str] | None = None,
    exact: bool = True,
) -> Iterator[str]:
    """Whether the same things are found by the same ways; of a carried start the length alone is compared."""
    wanted: dict[Any, tuple[Path, bool]] = {}
    for run in naive.runs:
        for name, path in getattr(run, attribute).items():
            if only is not None and name not in only:
                continue
            if name not in wanted or len(path.steps) < len(wanted[name][0].steps):
                wanted[name] = (path, run in naive.carried.values())
    for name in sorted(found.keys() ^ wanted.keys(), key=str):
        yield f"{what} {name}: {'not ' if name in wanted else ''}found by the proof"
    for name in found.keys() & wanted.keys():
        path, carried = wanted[name]
        yield from _way(f"{what} {name}", found[name], path, carried=carried or not exact)


def _way(what: str, way: Way, path: Path, *, carried: bool) -> Iterator[str]:
    ours = (way.start.role, dict(way.start.conditions), way.steps)
    theirs = (path.begin.role, dict(path.begin.conditions), path.steps)
    if len(way.steps) != len(path.steps) or bool(way.start.carried) > carried or (not carried and ours != theirs):
        yield f"{what}: {ours} instead of {theirs}"


def _shown(proof: Proof, naive: Naive) -> Iterator[str]:
    def named(query: Query) -> str:
        return f"{query.kind} {query.scene} {query.name} {query.condition}"

    shown: set[Piece] = set().union(*(run.shown for run in naive.runs))
    asked = [query for query in proof.queries if query.kind == "text"]
    if len(asked) != len(naive.pieces):
        yield f"{len(asked)} pieces of text instead of {len(naive.pieces)}"
    for query, piece in zip(asked, naive.pieces, strict=False):
        kind = (piece.scene, piece.line, piece.entry)
        if (query.scene, query.place.line, query.moment in (ENTRY, MAIL)) != kind:
            yield f"{named(query)} is not {kind}"
        elif (query in proof.shown) != (piece in shown):
            yield f"{named(query)}: shown {query in proof.shown}"
    come: set[str] = set().union(*(run.mail for run in naive.runs))
    earned: set[tuple[str, str]] = set().union(*(run.earned for run in naive.runs))
    for query in proof.queries:
        if query.kind == "mail" and (query in proof.shown) != (query.name in come):
            yield f"{named(query)}: comes {query in proof.shown}"
        if query.kind == "earned" and (query in proof.shown) != ((query.scene, query.name) in earned):
            yield f"{named(query)}: earned {query in proof.shown}"


def _traps(proof: Proof, naive: Naive) -> Iterator[str]:
    """A trap is listed once by scene; it is first if a player of some role is first caught there."""
    wanted: dict[str, tuple[Caught, bool]] = {}
    for run in naive.runs:
        for scene, caught in run.traps.items():
            known, carried = wanted.get(scene, (caught, run in naive.carried.values()))
            first = known.first or caught.first
            if len(caught.path.steps) < len(known.path.steps):
                known, carried = caught, run in naive.carried.values()
            wanted[scene] = (Caught(known.path, first), carried)
    names = [trap.scene for trap in proof.traps]
    if sorted(names) != sorted(wanted):
        yield f"traps {sorted(names)} instead of {sorted(wanted)}"
        return
    for trap in proof.traps:
        caught, carried = wanted[trap.scene]
        if trap.first != caught.first:
            yield f"trap {trap.scene}: first {trap.first} instead of {caught.first}"
        yield from _way(f"trap {trap.scene}", trap.way, caught.path, carried=carried)
