"""A story and the packs that extend it, merged before any name is resolved, so that they are checked as one."""

from __future__ import annotations

from collections.abc import Sequence as Seq

from msgspec import Struct, field

from game.story import scene_format
from game.story.files import FINDINGS, MANIFEST, QUESTIONS, Folder
from game.story.nodes import Mapping, Node, Sequence
from game.story.problems import Place, Report
from game.story.scene_format import ABOUT
from game.story.text import clean
from game.story.versions import fits

PATCH = "patch"
#: Keys of a manifest to which extensions add; of the other keys a pack's own replaces that of the story it extends.
NAMED, LISTED = ("variables", "people"), ("authors", "content_notes", "always")
#: What a patch adds to: the key of the patch, and the key of the scene.
ADDED = {"add_mail": "mail", "add_choices": "choices"}


class Pack(Struct):
    """The files of one pack, their shapes checked and nothing resolved yet."""

    folder: Folder
    id: str
    manifest: Mapping
    scenes: list[Mapping]
    findings: Mapping
    questions: Mapping
    patches: list[Mapping] = field(default_factory=list)

    @property
    def version(self) -> str:
        """As its manifest gives it."""
        return self.manifest.text("version")

    @property
    def extends(self) -> Mapping | None:
        """What its manifest says of the story it adds to."""
        return self.manifest.mapping("extends")

    @property
    def extended(self) -> str:
        """The id of the story it adds to, or nothing."""
        return self.extends.text("pack") if self.extends is not None else ""


def read_pack(folder: Folder) -> Pack | None:
    """The pack in a folder; None, after a report, where there is none."""
    if not folder.read_pack():
        return None
    manifest = folder.shaped(MANIFEST, scene_format.MANIFEST, "story")
    if "extends" not in manifest.entries and "story" not in folder.reading.unread:
        for name in folder.scene_files():
            _refuse_patch(folder, folder.files[name])
    scenes = [folder.shaped(name, scene_format.SCENES, "scenes") for name in folder.scene_files()]
    patches = [file.entries.pop(PATCH) for file in scenes if PATCH in file.entries]
    if not all(_is_whole(patch) for patch in patches):
        folder.reading.unread.add("scenes")
    return Pack(
        folder,
        manifest.text("id", clean(folder.path.resolve().name)),
        manifest,
        scenes,
        folder.shaped(FINDINGS, scene_format.FINDINGS, "findings"),
        folder.shaped(QUESTIONS, scene_format.QUESTIONS, "questions"),
        [patch for patch in patches if isinstance(patch, Mapping)],
    )


def _refuse_patch(folder: Folder, file: Node | None) -> None:
    """Report a patch in a pack that extends nothing, and leave it out."""
    if isinstance(file, Mapping) and PATCH in file.entries:
        folder.report.add("E113", file.key_place(PATCH))
        del file.entries[PATCH]


def _is_whole(patch: Node) -> bool:
    """Whether all could be read that a patch may add."""
    if not (isinstance(patch, Mapping) and patch.whole):
        return False
    return all(isinstance(wish, Mapping) and wish.whole for wish in patch.entries.values())


def suits(pack: Pack, base: Pack) -> bool:
    """Whether a pack extends ``base`` in its version; what is wrong is reported where the pack says what it extends."""
    report, said = pack.folder.report, pack.extends
    if said is None or pack.extended != base.id:
        place = said.place if said is not None else Place(pack.folder.prefix + MANIFEST)
        report.add("E115", place, name=pack.id, base=base.id)
        return False
    bounds = said.text("version")
    if bounds and base.version and not fits(base.version, bounds):
        place = said.entries["version"].place
        report.add("E111", place, name=base.id, version=base.version, bounds=bounds)
        return False
    return True


class Merged(Mapping):
    """A mapping whose keys come from several files."""

    __slots__ = ("files",)

    def __init__(self, of: Mapping) -> None:
        super().__init__(of.file, of.line, of.column, of.width, of.flow)
        self.bad, self.whole = of.bad, of.whole
        self.entries.update(of.entries)
        self.keys.update(of.keys)
        self.files = dict.fromkeys(of.keys, of.file)

    def key_place(self, key: str) -> Place:
        """Where the name itself stands."""
        return super().key_place(key)._replace(file=self.files[key])

    def adopt(self, other: Mapping, key: str, own: str = "", node: Node | None = None) -> None:
        """Take over what another mapping has under ``key``, under the name ``own`` and as ``node`` where given."""
        own = own or key
        self.entries[own] = node if node is not None else other.entries[key]
        self.keys[own] = other.keys[key]
        self.files[own] = other.key_place(key).file


def joined(first: Node | None, more: Node, items: Seq[Node]) -> Sequence:
    """One list of what stands in ``first`` and then ``items``; it has its place where the first of both has."""
    start = first or more
    both = Sequence(start.file, start.line, start.column, start.width)
    both.items = [*_items(first), *items]
    return both


def _items(node: Node | None) -> list[Node]:
    if node is None or isinstance(node, Sequence):
        return list(node.items) if node is not None else []
    return [node]


def manifest_of(own: Pack, base: Pack, added: Seq[Pack]) -> Mapping:
    """One manifest: the base story's, with what extensions add to it, under the name of the pack asked for."""
    if not added:
        return own.manifest
    merged = Merged(base.manifest)
    if own is not base:
        for key in ABOUT:
            if key in own.manifest.entries and key not in LISTED:
                merged.adopt(own.manifest, key)
    for pack in added:
        for key in NAMED:
            inner = pack.manifest.mapping(key)
            if inner is not None:
                _add_named(merged, key, inner, own.folder.report)
        for key in LISTED:
            if key in pack.manifest.entries:
                more = pack.manifest.entries[key]
                node = joined(merged.entries.get(key), more, _items(more))
                merged.adopt(pack.manifest, key, node=node)
    return merged


def _add_named(merged: Merged, key: str, more: Mapping, report: Report) -> None:
    """Add declarations to those that are there; an id that exists already is a problem."""
    there = merged.mapping(key)
    if there is None:
        there = Merged(more)
        there.entries.clear()
    elif not isinstance(there, Merged):
        there = Merged(there)
    for name in more.entries:
        if name in there.entries:
            kind = {"variables": "variable", "people": "person"}[key]
            report.twice(kind, name, more.key_place(name), there.key_place(name))
        else:
            there.adopt(more, name)
    merged.entries[key] = there


class Patching(Struct):
    """Applies the patches of extensions to the scenes of the story they extend."""

    base: Pack
    report: Report
    #: Which extension replaced which key of which scene.
    replaced: dict[tuple[str, str], str] = field(default_factory=dict)
    #: Which extensions changed a scene, in order.
    changed: dict[str, list[str]] = field(default_factory=dict)

    def apply(self, added: Seq[Pack]) -> None:
        """Apply all replacements, then all additions, packs in order of id."""
        files = {name: file for file in reversed(self.base.scenes) for name in file.entries}
        for replacing in (True, False):
            for pack in added:
                for patch in pack.patches:
                    for scene_id, wish in patch.entries.items():
                        if scene_id in files:
                            self.patch(pack, files[scene_id], scene_id, wish, replacing=replacing)
                        elif replacing:
                            self.refuse(pack, patch.key_place(scene_id), scene_id, list(files))

    def refuse(self, pack: Pack, place: Place, scene_id: str, known: list[str]) -> None:
        """Report a patch of a scene that the story does not have."""
        if "scenes" in self.base.folder.reading.unread:
            return
        own = any(scene_id in file.entries for file in pack.scenes)
        hint = "this pack's own scene needs no patch" if own else self.report.suggest(scene_id, known)
        self.report.add("E117", place, hint, name=scene_id, base=self.base.id)

    def patch(self, pack: Pack, file: Mapping, scene_id: str, wish: Node, *, replacing: bool) -> None:
        """Apply one part of a patch to one scene."""
        scene = file.entries[scene_id]
        if not (isinstance(wish, Mapping) and isinstance(scene, Mapping)):
            return
        if not isinstance(scene, Merged):
            scene = file.entries[scene_id] = Merged(scene)
        changed = self.changed.setdefault(scene_id, [])
        if pack.id not in changed:
            changed.append(pack.id)
        if replacing:
            self.replace(pack, scene_id, scene, wish)
        else:
            self.add(scene, wish, scene_id)

    def replace(self, pack: Pack, scene_id: str, scene: Merged, wish: Mapping) -> None:
        """Put the patch's keys in place of the scene's; two packs that replace the same one are in conflict."""
        wanted = wish.mapping("replace")
        if wanted is None:
            return
        for key in wanted.entries:
            other = self.replaced.setdefault((scene_id, key), pack.id)
            if other != pack.id:
                self.report.add("E114", wanted.key_place(key), key=key, scene=scene_id, pack=pack.id, other=other)
            else:
                scene.adopt(wanted, key)

    def add(self, scene: Merged, wish: Mapping, scene_id: str) -> None:
        """Add mail and choices behind the scene's own."""
        for key, own in ADDED.items():
            if key not in wish.entries:
                continue
            if "ending" in scene.entries:
                self.report.add("E116", wish.key_place(key), name=scene_id)
                continue
            more = wish.entries[key]
            node = joined(scene.entries.get(own), more, _items(more))
            if own in scene.entries:
                scene.entries[own] = node
            else:
                scene.adopt(wish, key, own, node)
