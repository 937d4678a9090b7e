"""The library: which stories there are, and the playthroughs kept of them.  What a face is given to work with."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from game.play.carry import carry_over
from game.play.codec import Damage
from game.play.keeper import Keeper
from game.play.machine import StoryMachine
from game.play.saves import Damaged, SaveFolder, SaveInfo
from game.play.session import Clock, Session
from game.play.shelf import Shelf, ShelfError, display_name
from game.story import packs
from game.story.loader import Loaded, load
from game.story.model import Extension, Story

if TYPE_CHECKING:
    from game.play.transcript import Transcript

#: A story that cannot be opened shows this many of its faults; the checker shows all.
SHOWN_FAULTS = 5

#: What makes the text of a file of a transcript.
Paper = Callable[["Transcript"], str]


class CannotOpenError(Exception):
    """A story or a save that cannot be opened, with a sentence for the player."""


class BrokenStoryError(CannotOpenError):
    """A story that cannot be played because of its faults, the first of which are shown where they stand."""


class Library(Struct):
    """Stories from ``roots`` and playthroughs in ``saves``; the clock and fresh seeds come from outside.

    ``papers`` has what turns a transcript into the text of a file, by the file's suffix.
    """

    roots: tuple[Path, ...]
    saves: SaveFolder
    clock: Clock
    fresh_seed: Callable[[], int]
    papers: Mapping[str, Paper] = field(default_factory=dict)
    _places: dict[str, Path] = field(default_factory=dict)
    _added: dict[Path, tuple[Path, ...]] = field(default_factory=dict)
    _loaded: dict[tuple[Path, tuple[Path, ...]], Loaded] = field(default_factory=dict)
    _machines: dict[tuple[Path, tuple[Extension, ...]], StoryMachine] = field(default_factory=dict)

    def stories(self) -> list[Loaded]:
        """Every pack found, loaded, in the order they are found; those with errors have no story."""
        return [self.load(found.path) for found in packs.find(self.roots)]

    def load(self, path: Path, extensions: tuple[Path, ...] | None = None) -> Loaded:
        """The pack in a folder, loaded once, with what was added to it or with the ``extensions`` given."""
        added = self._added.get(path, ()) if extensions is None else extensions
        if (path, added) not in self._loaded:
            self._loaded[path, added] = load(path, records=self.roots, extensions=added)
        return self._loaded[path, added]

    def reload(self, story: Story) -> Loaded:
        """The pack of a story with its extensions, read again from its files."""
        extensions = tuple(extension.path for extension in story.added)
        self._loaded.pop((story.path, extensions), None)
        self._machines.pop((story.path, story.extensions), None)
        return self.load(story.path, extensions)

    def loaded_of(self, story: Story) -> Loaded:
        """What a story came from."""
        return self.load(story.path, tuple(extension.path for extension in story.added))

    def locate(self, name: str) -> Path:
        """The folder of a pack, by its id or its path, looked for once.  Raises CannotOpenError."""
        path = self._places.get(name)
        if path is None or not path.is_dir():
            path = packs.locate(name, self.roots)
            if path is None:
                raise CannotOpenError(packs.missing(name, self.roots))
            self._places[name] = path
        return path

    def add(self, name: str, extensions: Iterable[str]) -> None:
        """From now on open a pack with these extensions added to it.  Raises CannotOpenError."""
        self._added[self.locate(name)] = tuple(self.locate(extension) for extension in extensions)

    def open(self, name: str, extensions: Iterable[str] | None = None) -> Story:
        """The story called ``name``, an id or a path, with what was added to it or with the ``extensions`` given.

        Raises CannotOpenError.
        """
        path = self.locate(name)
        loaded = self.load(path, None if extensions is None else tuple(self.locate(more) for more in extensions))
        if loaded.story is None:
            raise BrokenStoryError(f"{name} cannot be played.\n\n{_faults(name, loaded)}")
        return loaded.story

    def machine(self, story: Story) -> StoryMachine:
        """The machine of a story, made once."""
        key = (story.path, story.extensions)
        if key not in self._machines:
            self._machines[key] = StoryMachine(story)
        return self._machines[key]

    def begin(
        self,
        story: Story,
        role: str,
        settings: Mapping[str, str],
        seed: int | None = None,
        after: Path | None = None,
    ) -> Session:
        """A new playthrough, kept after each step; ``after`` is the save of a finished one to start from.

        Where nothing can be carried over from that save, a notice says why, and the story starts without it.
        """
        refused = ""
        if after is not None:
            try:
                return self._after(after, story, role)
            except CannotOpenError as reason:
                refused = f"{reason} The story starts without it."
        seed = self.fresh_seed() if seed is None else seed
        session = self.keep(Session(self.machine(story), role, settings, seed=seed, clock=self.clock))
        if refused:
            session.notices.append(refused)
        return session

    def _after(self, file: Path, story: Story, role: str) -> Session:
        """The other side of the finished playthrough in a save.  Raises CannotOpenError with the reason."""
        try:
            finished = self.saves.resume(file, self.machine(story), self.clock)
        except Damage as damage:
            raise CannotOpenError(f"Nothing can be carried over from {file.name}: {damage}.") from None
        if finished.notices:
            raise CannotOpenError(
                f"Nothing can be carried over from {file.name}: it is of another version of the story."
            )
        if not finished.ended:
            raise CannotOpenError(f"Nothing can be carried over from {file.name}: it has not come to an ending.")
        try:
            return self.other_side(finished, role)
        except ValueError:
            given = finished.story.roles[finished.role].name
            raise CannotOpenError(f"Nothing can be carried over from {file.name}: it is {given}'s own day.") from None

    def other_side(self, finished: Session, role: str) -> Session:
        """A new playthrough of another role, from where a finished one ended.

        Raises ValueError where the finished one gives that role nothing.
        """
        carried, earlier = carry_over(finished, role)
        machine, seed = self.machine(finished.story), self.fresh_seed()
        return self.keep(
            Session(machine, role, finished.settings, seed=seed, carried=carried, earlier=earlier, clock=self.clock)
        )

    def keep(self, session: Session) -> Session:
        """Keep a session in a file of its own from its next step on."""
        session.keep = self.saves.keeper(session)
        return session

    def kept(self) -> tuple[list[SaveInfo], list[Damaged]]:
        """All playthroughs, the last played first, and the files that could not be read."""
        return self.saves.all()

    def latest(self, story_id: str = "") -> SaveInfo | None:
        """The playthrough played last, of one story or of any, that has not ended."""
        kept, _ = self.kept()
        return next(
            (info for info in kept if not info.ended and story_id in ("", info.story_id)),
            None,
        )

    def resume(self, info: SaveInfo) -> Session:
        """Go on with a playthrough; notices say where it no longer fits the story.  Raises CannotOpenError."""
        try:
            return self.saves.resume(info.file, self.machine(self._story_of(info)), self.clock)
        except Damage as damage:
            raise CannotOpenError(f"The save {info.file.name} cannot be used: {damage}.") from None

    def recover(self, damaged: Damaged) -> Session:
        """Go on from the sound copy beside a damaged file, as a playthrough of its own.  Raises CannotOpenError."""
        if damaged.backup is None:
            raise CannotOpenError(f"The save {damaged.file.name} cannot be used: {damaged.reason}.")
        try:
            info = self.saves.info(damaged.backup)
        except Damage as damage:
            raise CannotOpenError(f"The copy {damaged.backup.name} cannot be used either: {damage}.") from None
        session = self.resume(info)
        session.keep = self.saves.keeper(session, info.name)
        session.notices.append(
            f"{damaged.file.name} cannot be read: {damaged.reason}. It is left as it is, and you go on from the copy "
            "made before it."
        )
        return session

    @property
    def shelf(self) -> Shelf:
        """What can be done with kept playthroughs besides playing them."""
        return Shelf(self.saves)

    def file_of(self, session: Session) -> Path | None:
        """Where a session is kept, or None while nothing of it is."""
        keeper = session.keep
        return keeper.file if isinstance(keeper, Keeper) and keeper.stamp is not None else None

    def name_of(self, session: Session) -> str:
        """The display name of a session, or nothing where it has none."""
        return session.keep.name if isinstance(session.keep, Keeper) else ""

    def rename(self, session: Session, name: str) -> str:
        """Give a session a display name, and answer it as it is kept.  Raises ShelfError."""
        if not isinstance(session.keep, Keeper):
            raise ShelfError("This playthrough is not kept, so it cannot be given a name.")
        session.keep.name = display_name(name)
        if session.keep.stamp is not None:
            session.save()
            if session.unsaved:
                raise ShelfError(f"The name could not be kept: {session.unsaved}.")
        return session.keep.name

    def _story_of(self, info: SaveInfo) -> Story:
        """The story of a save, in the folder it was played from if it still lies there, or else by its id."""
        with contextlib.suppress(CannotOpenError, OSError):
            if info.story_path.is_dir():
                story = self.open(str(info.story_path), info.extensions)
                if story.id == info.story_id:
                    return story
        return self.open(info.story_id, info.extensions)

    def found_endings(self, story: Story) -> set[str]:
        """The ids of the endings of a story that some playthrough has reached."""
        return self.saves.memory().endings.get(story.id, set())


def _faults(name: str, loaded: Loaded) -> str:
    """The first faults of a story, and how to see the rest."""
    shown = [str(problem) for problem in loaded.errors[:SHOWN_FAULTS]]
    more = len(loaded.errors) - len(shown)
    return "\n\n".join([*shown, f"All of its faults: rollout check {name}" if more else ""]).rstrip()
