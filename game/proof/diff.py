"""What an edit of a story did: to what is written, to what can be reached, and to playthroughs of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from game.play.journal import Step
from game.play.machine import StoryMachine
from game.play.replay import moved
from game.play.session import Session
from game.proof.changes import Change, Renames, changes
from game.proof.examine import Examined
from game.proof.fitting import Replayed, saves_again, walked_again
from game.proof.replay import take
from game.proof.report import ProofReport, witness
from game.proof.ways import Way
from game.story.catalogue import CHECKED
from game.story.problems import Problem, Severity


class Shortest(Struct, frozen=True):
    """An ending whose shortest way is another one now."""

    ending: str
    old: Way
    new: Way

    def as_json(self) -> dict[str, object]:
        """Both ways as programs read them."""
        return {"ending": self.ending, "old": witness(self.old), "new": witness(self.new)}


class Reach(Struct, frozen=True):
    """What an edit did to what can be reached: names by kind that are reached now and were not, and the other way."""

    gained: Mapping[str, tuple[str, ...]]
    lost: Mapping[str, tuple[str, ...]]
    shortest: tuple[Shortest, ...]

    def as_json(self) -> dict[str, object]:
        """The difference as programs read it."""
        return {
            "gained": {kind: list(names) for kind, names in self.gained.items()},
            "lost": {kind: list(names) for kind, names in self.lost.items()},
            "shortest": [way.as_json() for way in self.shortest],
        }


class Difference(Struct, frozen=True):
    """All that an edit did.

    ``problems`` are those of the new version, ``fresh`` the ones that the old one had not, and ``mended`` the other way.
    ``reach`` is absent where the versions were not both proved to the end.
    """

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    fresh: tuple[Problem, ...]
    mended: tuple[Problem, ...]
    reach: Reach | None = None
    walkthroughs: tuple[Replayed, ...] = ()
    saves: tuple[Replayed, ...] = ()

    @property
    def harmless(self) -> bool:
        """Whether the new version has no errors, and everything that was played still goes as it went."""
        errors = any(problem.severity is Severity.ERROR for problem in self.problems)
        return not errors and all(item.fits for item in (*self.walkthroughs, *self.saves))


def difference(old: Examined, new: Examined, saves: Path | None = None) -> Difference:
    """What lies between two versions of a story, and how the playthroughs in ``saves`` fit the new one."""
    proved = all(item.report is not None and item.report.proof.complete for item in (old, new))
    before, after = _keys(old.problems, proved=proved), _keys(new.problems, proved=proved)
    fresh = tuple(problem for key, problem in after.items() if key not in before)
    mended = tuple(problem for key, problem in before.items() if key not in after)
    was, now = old.loaded.story, new.loaded.story
    if was is None or now is None:
        return Difference((), new.problems, fresh, mended)
    machine = StoryMachine(now)
    return Difference(
        tuple(changes(was, now)),
        new.problems,
        fresh,
        mended,
        _reach(old.report, new.report, Renames.of(was, now)),
        tuple(walked_again(was.path, StoryMachine(was), machine)),
        tuple(saves_again(saves, was.id, machine)) if saves is not None else (),
    )


def _keys(problems: Iterable[Problem], *, proved: bool) -> dict[tuple[str, str], Problem]:
    """The problems by what they say, for lines move with every edit; those of a check only where both were proved."""
    compared = (problem for problem in problems if proved or problem.code not in CHECKED)
    return {(problem.code, problem.message): problem for problem in compared}


def _reach(old: ProofReport | None, new: ProofReport | None, renames: Renames) -> Reach | None:
    if old is None or new is None or not (old.proof.complete and new.proof.complete):
        return None
    before, after = dict(_reached(old)), dict(_reached(new))
    gained: dict[str, tuple[str, ...]] = {}
    lost: dict[str, tuple[str, ...]] = {}
    for kind, now in after.items():
        renamed = renames.of_kind(kind)
        was = {renamed.get(name, name): name for name in before[kind]}
        gained[kind] = tuple(name for name in now if name not in was)
        lost[kind] = tuple(name for current, name in was.items() if current not in now)
    return Reach(gained, lost, tuple(_shortest(old, new, renames)))


def _reached(report: ProofReport) -> Iterator[tuple[str, dict[str, None]]]:
    """The names of what is reached, by kind, in the story's order."""
    story, proof = report.proof.story, report.proof
    yield "ending", dict.fromkeys(scene.id for scene in story.endings if scene.id in proof.scenes)
    yield "scene", dict.fromkeys(name for name in story.scenes if name in proof.scenes)
    yield "choice", dict.fromkeys(goal.name for goal in report.choices if report.reached(goal))
    yield "mail", dict.fromkeys(query.name for query in report.of_kind("mail") if query in proof.shown)


def _shortest(old: ProofReport, new: ProofReport, renames: Renames) -> Iterator[Shortest]:
    """The endings that both versions come to, by ways that differ."""
    for scene in old.proof.story.endings:
        name = renames.scenes.get(scene.id, scene.id)
        was, now = old.proof.scenes.get(scene.id), new.proof.scenes.get(name)
        if was is not None and now is not None and not _same(old.proof.machine, was, new.proof.machine, now):
            yield Shortest(name, was, now)


def _same(old: StoryMachine, was: Way, new: StoryMachine, now: Way) -> bool:
    """Whether two ways of two versions are the same, names apart that were changed."""
    if len(was.steps) != len(now.steps) or was.start.role != now.start.role:
        return False
    after = _played(new, now)
    again, misfit = moved(_played(old, was), new)
    if misfit or again.settings != after.settings:
        return False
    return [*map(_step, again.journal.taken())] == [*map(_step, after.journal.taken())]


def _played(machine: StoryMachine, way: Way) -> Session:
    session = Session(machine, way.start.role, way.start.conditions, carried=way.start.carried)
    for step in way.steps:
        take(session, step)
    return session


def _step(step: Step) -> tuple[str, str, str]:
    return step.choose, step.read, step.to
