"""A pack's folder to its story, and to all of its problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from game.story import build_record, lint
from game.story.build_manifest import ManifestBuilder
from game.story.build_scenes import SceneBuilder
from game.story.compiler import FILES, Compiler
from game.story.declare import declare
from game.story.expressions import Scope
from game.story.extensions import Pack, Patching, manifest_of, read_pack
from game.story.files import MANIFEST, Folder, Reading
from game.story.garbage import held
from game.story.gather import packs_of, record_of
from game.story.model import Extension, Finding, Question, Scene, Story
from game.story.names import Names
from game.story.nodes import Mapping
from game.story.problems import Place, Problem, Report
from game.story.reader import Limits
from game.story.text import clean


def unreadable(place: Place) -> Mapping:
    """What stands for a declaration that is no mapping, as was reported."""
    nothing = Mapping(place.file, place.line, place.column, place.width, flow=False)
    nothing.whole = False
    return nothing


class Loaded(Struct, frozen=True):
    """What came of loading a pack: the story, unless an error stops it, and every problem, errors first.

    ``extends`` is the id of the story that the pack adds to, or nothing; ``folders`` are all that were read.
    """

    path: Path
    story: Story | None
    problems: tuple[Problem, ...]
    id: str = ""
    version: str = ""
    sources: dict[str, list[str]] = {}
    extends: str = ""
    folders: tuple[Path, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop play."""
        return tuple(problem for problem in self.problems if problem.code.startswith("E"))


def load(
    folder: Path,
    *,
    records: Iterable[Path] = (),
    extensions: Iterable[Path] = (),
    limits: Limits | None = None,
) -> Loaded:
    """Load the pack in ``folder``; never raises for what is in it.

    ``records`` are folders in which a shared record, or the story that a pack extends, may lie; the pack's own
    neighbours are searched first.  ``extensions`` are the folders of packs to add to the story.
    """
    reading = Reading(limits or Limits())
    places = (folder.resolve().parent, *records)
    with held():
        return _Loading(folder, places, tuple(extensions), reading).run()


class _Loading:
    """One pack while it is loaded."""

    def __init__(self, folder: Path, places: Sequence[Path], extensions: Sequence[Path], reading: Reading) -> None:
        self.folder = folder
        self.places = places
        self.extensions = extensions
        self.reading = reading
        self.names = Names(unread=reading.unread)
        self.compiler = Compiler(reading.report, Scope(), unread=reading.unread)

    @property
    def report(self) -> Report:
        """Where faults go."""
        return self.reading.report

    def run(self) -> Loaded:
        own = read_pack(Folder(self.folder, self.reading))
        if own is None:
            return Loaded(self.folder, None, self.report.ordered(), clean(self.folder.resolve().name))
        base, added = packs_of(own, self.extensions, self.places, self.reading)
        if base is None:
            return self.loaded(None, own)
        patching = Patching(base, self.report)
        patching.apply(added)
        manifest = manifest_of(own, base, added)
        packs = (base, *added)
        builder = ManifestBuilder(manifest, self.compiler, self.names)
        declare(manifest, self.compiler)
        for pack in packs:
            for node in pack.scenes:
                self.names.collect(node, self.report)
        limit = self.reading.limits.scenes
        if len(self.names.scenes) > limit:
            self.report.add("E090", Place(MANIFEST), count=len(self.names.scenes), limit=limit)
            return self.loaded(None, own)
        self.compiler.scope.targets = {
            "seen": self.names.scenes,
            "read": self.names.mail,
            "chose": self.names.choices,
        }
        shared, shared_questions = record_of(base, self.places, self.reading)
        findings = self.findings(shared, *(pack.findings for pack in packs))
        questions = self.questions(shared_questions, *(pack.questions for pack in packs))
        build_record.check_links(shared, shared_questions, findings, self.compiler)
        for pack in packs:
            build_record.check_links(pack.findings, pack.questions, findings, self.compiler)
        built = self.scenes(packs, patching.changed, findings, questions)
        story = self.story(own, base, added, builder, built, findings, questions)
        self.lint(story, packs)
        if self.report.errors:
            return self.loaded(None, own)
        self.compiler.finish()
        return self.loaded(story, own)

    def loaded(self, story: Story | None, own: Pack) -> Loaded:
        return Loaded(
            path=self.folder,
            story=story,
            problems=self.report.ordered(),
            id=own.id,
            version=own.version,
            sources=self.report.sources,
            extends=own.extended,
            folders=tuple(self.reading.folders),
        )

    def findings(self, *files: Mapping) -> dict[str, Finding]:
        return {name: build_record.finding(name, inner, self.compiler) for name, inner in self.once("finding", files)}

    def questions(self, *files: Mapping) -> dict[str, Question]:
        return {name: build_record.question(name, inner) for name, inner in self.once("question", files)}

    def once(self, kind: str, files: Sequence[Mapping]) -> Iterator[tuple[str, Mapping]]:
        """Everything the files declare, faulty or not; what one of them repeats is a problem."""
        known: dict[str, Place] = {}
        for file in files:
            for name, inner in file.entries.items():
                if name in known:
                    hint = f"{known[name].file} has it"
                    self.report.add("E070", file.key_place(name), hint, kind=kind, name=name)
                else:
                    known[name] = file.key_place(name)
                    yield name, inner if isinstance(inner, Mapping) else unreadable(known[name])

    def scenes(
        self,
        packs: Iterable[Pack],
        changed: dict[str, list[str]],
        findings: dict[str, Finding],
        questions: dict[str, Question],
    ) -> dict[str, Scene]:
        builder = SceneBuilder(self.compiler, self.names, findings, questions)
        built: dict[str, Scene] = {}
        for pack in packs:
            for file in pack.scenes:
                for name, inner in file.entries.items():
                    if name not in built and isinstance(inner, Mapping):
                        origin = (pack.id, *changed.get(name, ()))
                        built[name] = builder.scene(name, inner, file.key_place(name), origin)
        return built

    def lint(self, story: Story, packs: Iterable[Pack]) -> None:
        """Warn of what is legal but likely wrong."""
        sure = not self.report.errors or self.cites_are_known(packs)
        figures = lint.figures_of(story) if sure else None
        for pack in packs:
            for node in (pack.manifest, *pack.scenes, *pack.patches):
                lint.check_prose(node, figures, self.report)
            if sure:
                lint.check_findings(story, pack.findings, self.report)

    def cites_are_known(self, packs: Iterable[Pack]) -> bool:
        """Whether every finding that is cited is known: what could not be read, or names no finding, may cite any."""
        if not self.compiler.unread.isdisjoint(FILES):
            return False
        if any(problem.code in ("E062", "E016") for problem in self.report.problems):
            return False
        citing = (node for pack in packs for node in (pack.manifest, pack.findings, *pack.scenes, *pack.patches))
        return not any(map(lint.may_cite_more, citing))

    def story(
        self,
        own: Pack,
        base: Pack,
        added: Sequence[Pack],
        builder: ManifestBuilder,
        scenes: dict[str, Scene],
        findings: dict[str, Finding],
        questions: dict[str, Question],
    ) -> Story:
        """The whole story; its parts are sound only if nothing was reported."""
        manifest = builder.manifest
        for scene in scenes.values():
            for choice in scene.choices:
                if choice.once:
                    self.compiler.scope.fact("chose", f"{scene.id}.{choice.id}")
        doors = builder.doors(dict(findings))
        carry, always = builder.carry(), builder.always()
        return Story(
            id=manifest.text("id"),
            title=manifest.text("title"),
            version=manifest.text("version"),
            path=self.folder,
            fingerprint=self.reading.digest.hexdigest(),
            roles=builder.roles(),
            scenes=scenes,
            size=self.compiler.scope.size,
            facts=dict(self.compiler.scope.facts),
            conditions=builder.conditions(),
            presets=builder.presets(),
            variables=builder.variables(),
            people=builder.people(),
            mail={mail.id: mail for scene in scenes.values() for mail in scene.mail},
            findings=findings,
            questions=questions,
            doors=doors,
            carry=carry,
            always=always,
            seminar=builder.seminar(),
            summary=manifest.text("summary"),
            authors=tuple(str(author.value) for author in manifest.scalars("authors")),
            license=manifest.text("license"),
            language=manifest.text("language", "en"),
            minutes=manifest.integer("minutes"),
            content_notes=tuple(str(note.value) for note in manifest.scalars("content_notes")),
            instrument="\n\n".join(filter(None, (pack.manifest.text("instrument") for pack in (base, *added)))),
            canary=manifest.text("canary"),
            record=manifest.text("record"),
            basis=manifest.text("basis", "test"),
            locks=manifest.text("locks", "reason"),
            extends=base.id if own is not base else "",
            extensions=tuple(Extension(pack.id, pack.version, pack.folder.path) for pack in added),
        )
