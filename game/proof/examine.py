"""A pack examined whole: loaded, and proved if it loads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from game.proof.crowding import check_crowding
from game.proof.proof import Proof
from game.proof.report import ProofReport
from game.proof.watch import Watch
from game.story.catalogue import CHECKED
from game.story.craft import check_craft
from game.story.loader import Loaded, load
from game.story.model import Story
from game.story.problems import Place, Problem, Report, Severity


class Examined(Struct, frozen=True):
    """A pack with all of its problems, those of proof among them; no report where it does not load."""

    loaded: Loaded
    report: ProofReport | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is at fault and everything was proved."""
        proved = self.report is not None and self.report.proof.complete
        return proved and not any(problem.code.startswith("E") for problem in self.problems)


def examine(path: Path, records: Iterable[Path], watch: Watch, extensions: Iterable[Path] = ()) -> Examined:
    """Load a pack and prove what can be proved of it.  Raises DisagreementError for a fault of Rollout itself."""
    loaded = load(path, records=records, extensions=extensions)
    if loaded.story is None:
        return Examined(loaded, None, loaded.problems)
    report = prove(loaded.story, watch, loaded.sources)
    every = (*loaded.problems, *report.problems().problems, *_slips(report))
    return Examined(loaded, report, tuple(sorted(every, key=_worst_first)))


def _slips(report: ProofReport) -> list[Problem]:
    """What is likely a slip; of an extension in its own files alone, for the story it extends is told of its own."""
    story, found = report.proof.story, Report(sources=report.sources)
    check_craft(story, found)
    check_crowding(report.chances, found)
    return [problem for problem in found.problems if not (story.extends and problem.place.file.startswith("../"))]


def prove(story: Story, watch: Watch, sources: dict[str, list[str]] | None = None) -> ProofReport:
    """Prove what can be proved of a story; Ctrl+C ends the search, and what it has found is kept.

    Raises DisagreementError for a fault of Rollout itself.
    """
    proof = Proof(story, watch)
    try:
        proof.run()
    except KeyboardInterrupt:
        proof.complete = False
    return ProofReport(proof, sources or {})


def _worst_first(problem: Problem) -> tuple[bool, bool, Place, str]:
    """What stops play before what proof found, and both before warnings."""
    return problem.severity is Severity.WARNING, problem.code in CHECKED, problem.place, problem.code
