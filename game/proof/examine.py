"""A pack examined whole: loaded, and proved if it loads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.proof.explore import Watch
from game.proof.proof import Proof
from game.proof.report import ProofReport
from game.story.loader import Loaded, load
from game.story.problems import Problem


@dataclass(frozen=True, slots=True)
class Examined:
    """A pack with all of its problems, those of proof among them; no report where it does not load."""

    loaded: Loaded
    report: ProofReport | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is at fault and everything was proved."""
        proved = self.report is not None and self.report.proof.complete
        return proved and not any(problem.code.startswith("E") for problem in self.problems)


def examine(path: Path, records: Iterable[Path], watch: Watch) -> Examined:
    """Load a pack and prove what can be proved of it.  Raises DisagreementError for a fault of Rollout itself."""
    loaded = load(path, records=records)
    if loaded.story is None:
        return Examined(loaded, None, loaded.problems)
    proof = Proof(loaded.story, watch)
    proof.run()
    report = ProofReport(proof, loaded.sources)
    both = (*loaded.problems, *report.problems().problems)
    return Examined(loaded, report, tuple(sorted(both, key=lambda p: (p.code.startswith("W"), p.place, p.code))))
