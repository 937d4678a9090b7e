"""A proof in a few lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from game.proof.lengths import RUNS
from game.proof.report import ProofReport
from game.story.problems import counted, listed

#: A share below this is a rounding of the arithmetic.
LEAST = 1e-9


def summary(report: ProofReport) -> Iterator[str]:
    """What was proved, how each ending is come to, how likely it is, and how long paths are."""
    proof = report.proof
    state = "proved" if proof.complete else "not proved"
    yield (
        f"{state}: {counted(proof.states, 'state')}, {counted(proof.edges, 'step')} tried, "
        f"{counted(proof.replayed, 'step')} of witnesses replayed, {proof.watch.seconds:.1f} s"
    )
    if report.stopped:
        yield (
            f"stopped {report.stopped} with {counted(proof.watch.frontier, 'state')} still to look at: what is missing "
            "below may still be reached, and what is not told may still be at fault"
        )
    for scene in proof.story.endings:
        way = proof.scenes.get(scene.id)
        if way is not None:
            role = way.start.role
            yield f"  {scene.id}: {counted(len(way.steps), 'step')} as {role}{_share(report, scene.id, role)}"
    yield from _paths(report)


def _share(report: ProofReport, ending: str, role: str) -> str:
    """The share of each role's paths that comes to an ending, behind a comma; ``role`` was named before."""
    shown = report.shares.of(ending)
    if shown.keys() == {role}:
        return f", {percent(shown[role])} of its paths"
    if shown:
        return f", {listed([f'{percent(share)} of paths as {name}' for name, share in shown.items()], 'and')}"
    return ", no path of the sample" if report.shares.roles else ""


def _paths(report: ProofReport) -> Iterator[str]:
    """How the shares were come by, which paths never end, and how long paths are."""
    for role, found in report.shares.roles.items():
        if found.never > max(found.error, LEAST):
            yield f"  never ends: {percent(found.never)} of paths as {role}"
    yield report.shares.how()
    if report.lengths:
        yield f"lengths of paths, of {RUNS} random ones a role:"
    for role, item in report.lengths.items():
        yield f"  {role}: {item.told()}"


def percent(share: float) -> str:
    """A share in words; one that is not nothing is not shown as nothing."""
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{share * 100:.1f}".removesuffix(".0") + " %"
