"""Walkthroughs: scripted playthroughs that a pack brings along, run as its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from pathlib import Path

from msgspec import Struct, field

from game.play.carry import carry_over
from game.play.machine import StoryMachine
from game.play.session import NotOpenError, Session
from game.proof.notation import landing, reading
from game.proof.replay import take
from game.story.expressions import Value
from game.story.files import ASIDE, MANIFEST, Folder, Reading, pack_files
from game.story.model import CONTINUE, Story
from game.story.nodes import Mapping, Node, Scalar
from game.story.problems import Problem, no_such
from game.story.reader import Limits
from game.story.scene_format import WALKTHROUGH
from game.story.text import clean

FOLDER = ASIDE[0]


class Expected(Struct, frozen=True):
    """What a walkthrough promises; an empty text promises nothing."""

    ending: str = ""
    outcome: str = ""
    variables: Map[str, Value] = field(default_factory=dict)


class Walkthrough(Struct, frozen=True):
    """A scripted playthrough: the start, the steps, and what is expected at the end.

    ``after`` is the file name, without its suffix, of the walkthrough whose ending it is carried over from.
    """

    file: Path
    name: str
    role: str
    settings: Map[str, str]
    seed: int
    steps: tuple[str, ...]
    expected: Expected
    after: str = ""


class Walked(Struct):
    """A walkthrough that was run: the session where it came to, and what went wrong, if anything did.

    ``taken`` says that every step was open, so that what is wrong is the expectation alone.
    """

    walkthrough: Walkthrough
    session: Session
    faults: list[str] = field(default_factory=list)
    taken: bool = False


class Coverage(Struct):
    """Which scenes, choices, mail and endings some walkthrough comes by."""

    scenes: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    mail: set[str] = field(default_factory=set)

    def add(self, session: Session) -> None:
        """Add everything a session came by."""
        self.scenes.add(session.state.scene)
        self.mail |= {mail_id for mail_id, _ in session.state.delivered}
        for step in session.journal.taken():
            self.scenes.add(step.scene)
            if step.moves:
                self.choices.add(f"{step.scene}.{step.id}")

    def lines(self, story: Story) -> Iterator[str]:
        """How much of a story was come by, and what was not."""
        choices = [f"{scene.id}.{choice.id}" for scene in story.scenes.values() for choice in scene.choices]
        choices += [f"{scene.id}.{CONTINUE}" for scene in story.scenes.values() if scene.ways]
        endings = [scene.id for scene in story.endings]
        for noun, every, reached in (
            ("endings", endings, self.scenes),
            ("scenes", list(story.scenes), self.scenes),
            ("choices", choices, self.choices),
            ("mail", list(story.mail), self.mail),
        ):
            missed = [name for name in every if name not in reached]
            some = f"; not {', '.join(missed[:8])}{' …' if len(missed) > 8 else ''}" if missed else ""
            yield f"{noun}: {len(every) - len(missed)} of {len(every)}{some}"


def load_walkthroughs(folder: Path) -> tuple[list[Walkthrough], tuple[Problem, ...]]:
    """The sound walkthroughs of a pack's folder, and what is wrong with the files of the others."""
    files = Folder(folder, Reading(Limits()))
    loaded = []
    for path in pack_files(folder) if (folder / MANIFEST).is_file() else ():
        name = path.relative_to(folder).as_posix()
        walkthrough = _read(files, path, clean(name)) if name.startswith(f"{FOLDER}/") else None
        if walkthrough is not None:
            loaded.append(walkthrough)
    return loaded, files.report.ordered()


def read_walkthrough(path: Path) -> tuple[Walkthrough | None, tuple[Problem, ...]]:
    """The walkthrough in a file, or None and what is wrong with it."""
    files = Folder(path.parent, Reading(Limits()))
    return _read(files, path, clean(path.name)), files.report.ordered()


def _read(files: Folder, path: Path, name: str) -> Walkthrough | None:
    """The walkthrough in a file, called ``name`` in problems; None after a report where it is not sound."""
    before = files.report.errors
    node = files.read_file(path, name)
    if node is None:
        return None
    WALKTHROUGH.check(node, files.report)
    return _walkthrough(path, node) if isinstance(node, Mapping) and files.report.errors == before else None


def _walkthrough(path: Path, node: Mapping) -> Walkthrough:
    conditions, expect = node.mapping("conditions"), node.mapping("expect")
    variables = expect.mapping("variables") if expect else None
    return Walkthrough(
        file=path,
        name=node.text("name", path.stem),
        role=node.text("role"),
        settings={key: conditions.text(key) for key in conditions.entries} if conditions else {},
        seed=node.integer("seed"),
        steps=tuple(str(step.value) for step in node.scalars("steps")),
        expected=Expected(
            ending=expect.text("ending") if expect else "",
            outcome=expect.text("outcome") if expect else "",
            variables={key: _value(item) for key, item in variables.entries.items()} if variables else {},
        ),
        after=node.text("after"),
    )


def _value(node: Node) -> Value:
    value = node.value if isinstance(node, Scalar) else None
    return "" if value is None else value


def walk(machine: StoryMachine, walkthrough: Walkthrough, others: Iterable[Walkthrough] = ()) -> Walked:
    """Run a walkthrough as far as it goes; ``others`` are those it may be carried over from.

    Raises ValueError where its role or conditions do not exist, or where nothing can be carried over.
    """
    session = _begun(machine, walkthrough, others)
    walked = Walked(walkthrough, session)
    for number, step in enumerate(walkthrough.steps, 1):
        try:
            if session.ended:
                raise NotOpenError(step, ())
            take(session, step)
        except NotOpenError:
            walked.faults.append(_not_open(session, number, step))
            return walked
    walked.taken = True
    walked.faults += _unmet(session, walkthrough.expected)
    return walked


def _begun(machine: StoryMachine, walkthrough: Walkthrough, others: Iterable[Walkthrough]) -> Session:
    """The session a walkthrough starts with."""
    story = machine.story
    if walkthrough.role not in story.roles:
        raise ValueError(no_such("role", walkthrough.role, story.roles))
    for name, value in walkthrough.settings.items():
        condition = story.conditions.get(name)
        if condition is None:
            raise ValueError(no_such("condition", name, story.conditions))
        if value not in condition.options:
            raise ValueError(no_such(f"value of {name}", value, condition.options))
    if not walkthrough.after:
        return Session(machine, walkthrough.role, walkthrough.settings, seed=walkthrough.seed)
    known = {other.file.stem: other for other in others if not other.after}
    if walkthrough.after not in known:
        raise ValueError(no_such("walkthrough", walkthrough.after, known))
    first = walk(machine, known[walkthrough.after])
    if first.faults or not first.session.ended:
        raise ValueError(f"the walkthrough “{walkthrough.after}” it is carried over from does not come to its ending")
    carried, earlier = carry_over(first.session, walkthrough.role)
    settings = {**first.session.settings, **walkthrough.settings}
    return Session(machine, walkthrough.role, settings, seed=walkthrough.seed, carried=carried, earlier=earlier)


def _not_open(session: Session, number: int, step: str) -> str:
    where = f"step {number}, “{step}”, is not open in “{session.state.scene}”"
    if session.ended:
        return f"step {number}, “{step}”, comes after the ending “{session.state.scene}”"
    unread = [reading(letter.id) for letter in session.look().mail if not letter.read]
    way = session.machine.way(session.scene, session.state)
    drawn = map(landing, way.targets) if way is not None and way.draw else ()
    return f"{where}; open were: {', '.join((*session.offered(), *drawn, *unread)) or 'nothing'}"


def _unmet(session: Session, expected: Expected) -> Iterator[str]:
    ending = session.scene.ending
    if expected.ending and (ending is None or session.state.scene != expected.ending):
        yield f"ending: expected {expected.ending}, came to {session.state.scene}"
    outcome = ending.outcome if ending else "no ending"
    if expected.outcome and outcome != expected.outcome:
        yield f"outcome: expected {expected.outcome}, came to {outcome}"
    facts = session.facts()
    for name, value in expected.variables.items():
        if name not in facts:
            yield no_such("variable", name, facts)
        elif str(facts[name]) != str(value):
            yield f"{name}: expected {shown(value)}, is {shown(facts[name])}"


def shown(value: Value) -> str:
    """A value as a walkthrough writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
