"""A pack's folder to its story, and to all of its problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.story import build_record, lint, scene_format
from game.story.build_manifest import ManifestBuilder
from game.story.build_scenes import SceneBuilder
from game.story.compiler import Compiler
from game.story.expressions import Scope
from game.story.model import Finding, Question, Scene, Story
from game.story.names import Names
from game.story.nodes import Mapping, Node
from game.story.problems import Place, Problem, Report
from game.story.reader import Limits, read
from game.story.text import clean
from game.story.values import Shape

MANIFEST, FINDINGS, QUESTIONS, RECORD = (
    "story.yaml",
    "findings.yaml",
    "questions.yaml",
    "record.yaml",
)
#: Folders whose files are no scenes: scripted playthroughs, and translations, which are reserved.
ASIDE = ("walkthroughs", "locales")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a pack: the story, unless an error stops it, and every problem, errors first."""

    path: Path
    story: Story | None
    problems: tuple[Problem, ...]
    id: str = ""
    version: str = ""
    sources: dict[str, list[str]] = field(default_factory=dict, compare=False)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop play."""
        return tuple(problem for problem in self.problems if problem.code.startswith("E"))


def pack_files(folder: Path) -> list[Path]:
    """The YAML files of a pack, in a stable order; hidden ones and links that lead out are left alone."""
    root = folder.resolve()
    found = []
    for path in folder.rglob("*.yaml"):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts):
            continue
        if path.is_file() and path.resolve().is_relative_to(root):
            found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def load(folder: Path, *, records: Iterable[Path] = (), limits: Limits | None = None) -> Loaded:
    """Load the pack in ``folder``; never raises for what is in it.

    ``records`` are folders in which a shared record may lie; the pack's own neighbours are searched first.
    """
    return _Loading(folder, (folder.resolve().parent, *records), limits or Limits()).run()


@dataclass(slots=True)
class _Loading:
    """One pack while it is loaded."""

    folder: Path
    search: Sequence[Path]
    limits: Limits
    report: Report = field(default_factory=Report)
    files: dict[str, Node | None] = field(default_factory=dict)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    compiler: Compiler = field(init=False)
    names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        self.compiler = Compiler(self.report, Scope())

    def run(self) -> Loaded:
        if not self.read_files():
            return Loaded(self.folder, None, self.report.ordered(), clean(self.folder.name))
        manifest = self.shaped(MANIFEST, scene_format.STORY, "story")
        scenes = [self.shaped(name, scene_format.SCENES, "scenes") for name in self.scene_files()]
        own = self.shaped(FINDINGS, scene_format.FINDINGS, "findings")
        asked = self.shaped(QUESTIONS, scene_format.QUESTIONS, "questions")
        shared, shared_questions = self.read_record(manifest)
        builder = ManifestBuilder(manifest, self.compiler, self.names)
        builder.declare()
        for node in scenes:
            self.names.collect(node, self.report)
        if len(self.names.scenes) > self.limits.scenes:
            self.report.add(
                "E090",
                Place(MANIFEST),
                count=len(self.names.scenes),
                limit=self.limits.scenes,
            )
            return self.loaded(None, manifest)
        self.compiler.scope.targets = {
            "seen": self.names.scenes,
            "read": self.names.mail,
            "chose": self.names.choices,
        }
        findings = self.findings(shared, own)
        questions = self.questions(shared_questions, asked)
        for inner, more in ((shared, shared_questions), (own, asked)):
            build_record.check_links(inner, more, findings, self.compiler)
        built = self.scenes(scenes, findings, questions)
        story = self.story(builder, built, findings, questions)
        # What could not be read, or names no finding, may have cited any of them.
        sure = not self.compiler.unread and not any(problem.code == "E062" for problem in self.report.problems)
        figures = lint.figures_of(story) if sure else None
        for node in (manifest, *scenes):
            lint.check_prose(node, figures, self.report)
        if sure:
            lint.check_findings(story, own, self.report)
        if self.report.errors:
            return self.loaded(None, manifest)
        self.compiler.finish()
        return self.loaded(story, manifest)

    def loaded(self, story: Story | None, manifest: Mapping) -> Loaded:
        return Loaded(
            self.folder,
            story,
            self.report.ordered(),
            manifest.text("id", clean(self.folder.name)),
            manifest.text("version"),
            self.report.sources,
        )

    def read_files(self) -> bool:
        """Read every file of the pack; false where there is no manifest to begin with."""
        if not (self.folder / MANIFEST).is_file():
            hint = "name the folder that holds story.yaml" if self.folder.is_dir() else "is the path right?"
            self.report.add("E092", Place(MANIFEST), hint, folder=clean(self.folder.name))
            return False
        paths = pack_files(self.folder)
        if len(paths) > self.limits.files:
            self.report.add("E093", Place(MANIFEST), count=len(paths), limit=self.limits.files)
            return False
        if self.folder / MANIFEST not in paths:
            self.report.add("E094", Place(MANIFEST), "put the file itself there", detail="it is a link out of the pack")
            return False
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            shown = clean(name)
            if name.split("/")[0] in ASIDE:
                continue
            if shown != name:
                self.report.add("E094", Place(shown), "rename it", detail="its name holds control characters")
                self.compiler.unread.add("scenes")
            else:
                self.files[name] = self.read_file(path, name)
        return True

    def read_file(self, path: Path, name: str) -> Node | None:
        try:
            size = path.stat().st_size
            if size > self.limits.file_bytes:
                self.report.add("E002", Place(name), size=size, limit=self.limits.file_bytes)
                return None
            data = path.read_bytes()
        except OSError as fault:
            self.report.add(
                "E094",
                Place(name),
                "check that you may read it",
                detail=fault.strerror or "",
            )
            return None
        self.digest.update(f"{name}\0{len(data)}\0".encode())
        self.digest.update(data)
        before = self.report.errors
        node = read(data, name, self.report, self.limits)
        if node is None and self.report.errors == before:
            return Mapping(name, 1, 1, 1, flow=False)
        return node

    def scene_files(self) -> Iterator[str]:
        return (name for name in self.files if name not in (MANIFEST, FINDINGS, QUESTIONS))

    def shaped(self, name: str, shape: Shape, kind: str) -> Mapping:
        """A file's mapping after checking its shape; an empty one where the file is absent or unreadable."""
        node = self.files.get(name)
        if node is None:
            if name in self.files:
                self.compiler.unread.add(kind)
            return Mapping(name, 1, 1, 1, flow=False)
        shape.check(node, self.report)
        if isinstance(node, Mapping):
            return node
        if not (node.bad and node.line == 1 and getattr(node, "value", 1) is None):
            self.compiler.unread.add(kind)
        return Mapping(name, 1, 1, 1, flow=False)

    def read_record(self, manifest: Mapping) -> tuple[Mapping, Mapping]:
        """The findings and questions of the shared record the story names."""
        wanted = manifest.text("record")
        nothing = Mapping(RECORD, 1, 1, 1, flow=False)
        if not wanted:
            return nothing, nothing
        folder = next(
            (place / wanted for place in self.search if (place / wanted / RECORD).is_file()),
            None,
        )
        if folder is None:
            self.compiler.unread |= {"findings", "questions"}
            self.report.add("E064", manifest.entries["record"].place, name=wanted)
            return nothing, nothing
        nodes = []
        shapes = (
            (RECORD, scene_format.RECORD, "record"),
            (FINDINGS, scene_format.FINDINGS, "findings"),
        )
        for name, shape, kind in (*shapes, (QUESTIONS, scene_format.QUESTIONS, "questions")):
            shown = f"../{wanted}/{name}"
            if (folder / name).is_file():
                self.files[shown] = self.read_file(folder / name, shown)
            nodes.append(self.shaped(shown, shape, kind))
            self.files.pop(shown, None)
        return nodes[1], nodes[2]

    def findings(self, shared: Mapping, own: Mapping) -> dict[str, Finding]:
        built = {}
        for node in (shared, own):
            for name, inner in node.entries.items():
                if name in built:
                    self.report.add(
                        "E070",
                        node.key_place(name),
                        "the shared record has it",
                        kind="finding",
                        name=name,
                    )
                elif isinstance(inner, Mapping):
                    built[name] = build_record.finding(name, inner, self.compiler)
        return built

    def questions(self, shared: Mapping, own: Mapping) -> dict[str, Question]:
        built = {}
        for node in (shared, own):
            for name, inner in node.entries.items():
                if name in built:
                    hint = "the shared record has it"
                    self.report.add("E070", node.key_place(name), hint, kind="question", name=name)
                elif isinstance(inner, Mapping):
                    built[name] = build_record.question(name, inner)
        return built

    def scenes(
        self,
        files: list[Mapping],
        findings: dict[str, Finding],
        questions: dict[str, Question],
    ) -> dict[str, Scene]:
        builder = SceneBuilder(self.compiler, self.names, findings, questions)
        built: dict[str, Scene] = {}
        for node in files:
            for name, inner in node.entries.items():
                if name not in built and isinstance(inner, Mapping):
                    built[name] = builder.scene(name, inner, node.key_place(name))
        return built

    def story(
        self,
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
            fingerprint=self.digest.hexdigest(),
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
            instrument=manifest.text("instrument"),
            canary=manifest.text("canary"),
            record=manifest.text("record"),
            locks=manifest.text("locks", "reason"),
        )
