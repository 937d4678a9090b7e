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
            yield f"  {scene.id}: {counted(len(way.steps), 'step')} as {way.start.role}{_share(report, scene.id)}"
    yield from _paths(report)


def _share(report: ProofReport, ending: str) -> str:
    """An ending's share of the paths, behind a comma."""
    shown = report.shares.of(ending)
    if not shown:
        return ""
    if len(report.proof.story.roles) == 1:
        return f", {percent(next(iter(shown.values())))} of paths"
    return f", {listed([f'{percent(share)} of paths as {role}' for role, share in shown.items()], 'and')}"


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
