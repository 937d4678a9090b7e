"""A folder of YAML files, read to values with places: a pack, or a shared record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from game.story import scene_format
from game.story.nodes import Mapping, Node, Scalar
from game.story.problems import Place, Report
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


class Reading(Struct):
    """What all folders of one story are read with.

    ``unread`` holds the kinds of file that could not be read: names that one of them might declare are not
    reported as unknown.  ``digest`` becomes the story's fingerprint, ``folders`` are all that were read, ``size``
    counts their bytes.
    """

    limits: Limits
    report: Report = field(default_factory=Report)
    unread: set[str] = field(default_factory=set)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    folders: list[Path] = field(default_factory=list)
    size: int = 0


class Folder(Struct):
    """One folder; ``prefix`` stands before the names of its files wherever they are shown."""

    path: Path
    reading: Reading
    prefix: str = ""
    files: dict[str, Node | None] = field(default_factory=dict)

    @property
    def report(self) -> Report:
        """Where faults go."""
        return self.reading.report

    def read_pack(self) -> bool:
        """Read every file of a pack; false where there is no manifest to begin with."""
        manifest = Place(self.prefix + MANIFEST)
        self.reading.folders.append(self.path)
        if not (self.path / MANIFEST).is_file():
            hint = "name the folder that holds story.yaml" if self.path.is_dir() else "is the path right?"
            self.report.add("E092", manifest, hint, folder=clean(self.path.resolve().name))
            return False
        paths = pack_files(self.path)
        if len(paths) > self.reading.limits.files:
            self.report.add("E093", manifest, count=len(paths), limit=self.reading.limits.files)
            return False
        if self.path / MANIFEST not in paths:
            self.report.add("E094", manifest, "put the file itself there", detail="it is a link out of the pack")
            return False
        for path in paths:
            name = path.relative_to(self.path).as_posix()
            if name.split("/")[0] not in ASIDE:
                self.read_named(path, name)
        return True

    def read_named(self, path: Path, name: str) -> None:
        """Read one file of a pack, unless its own name would do harm where it is shown."""
        shown = clean(name)
        if shown == name:
            self.files[name] = self.read_file(path, self.prefix + name)
            return
        self.report.add("E094", Place(self.prefix + shown), "rename it", detail="its name holds control characters")
        self.reading.unread.add("scenes")

    def read_file(self, path: Path, shown: str) -> Node | None:
        """The value of one file; None where it could not be read, which has been reported."""
        limits = self.reading.limits
        try:
            size = path.stat().st_size
            if size > limits.file_bytes:
                self.report.add("E002", Place(shown), size=size, limit=limits.file_bytes)
                return None
            self.reading.size += size
            if self.reading.size > limits.pack_bytes:
                self.report.add("E019", Place(shown), limit=limits.pack_bytes)
                return None
            data = path.read_bytes()
        except OSError as fault:
            self.report.add("E094", Place(shown), "check that you may read it", detail=fault.strerror or "")
            return None
        self.reading.digest.update(f"{shown}\0{len(data)}\0".encode())
        self.reading.digest.update(data)
        before = self.report.errors
        node = read(data, shown, self.report, self.reading.limits)
        empty = node is None and self.report.errors == before
        if empty or (isinstance(node, Scalar) and not node.raw and node.plain):
            return Mapping(shown, 1, 1, 1, flow=False)
        return node

    def scene_files(self) -> Iterator[str]:
        """The names of the files that hold scenes."""
        return (name for name in self.files if name not in (MANIFEST, FINDINGS, QUESTIONS))

    def shaped(self, name: str, shape: Shape, kind: str) -> Mapping:
        """A file's mapping after checking its shape; an empty one where the file is absent or unreadable."""
        nothing = Mapping(self.prefix + name, 1, 1, 1, flow=False)
        node = self.files.get(name)
        if node is None:
            if name in self.files:
                self.reading.unread.add(kind)
            return nothing
        shape.check(node, self.report)
        if isinstance(node, Mapping):
            if not node.whole:
                self.reading.unread.add(kind)
            return node
        self.reading.unread.add(kind)
        return nothing


def read_record(folder: Path, reading: Reading) -> tuple[Mapping, Mapping]:
    """The findings and the questions of a shared record."""
    record = Folder(folder, reading, f"../{clean(folder.name)}/")
    reading.folders.append(folder)
    for name in (RECORD, FINDINGS, QUESTIONS):
        if (folder / name).is_file():
            record.files[name] = record.read_file(folder / name, record.prefix + name)
    record.shaped(RECORD, scene_format.RECORD, "record")
    findings = record.shaped(FINDINGS, scene_format.FINDINGS, "findings")
    return findings, record.shaped(QUESTIONS, scene_format.QUESTIONS, "questions")
