"""A story that is played while somebody edits it."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from game.play.keeper import Keeper
from game.play.library import Library
from game.play.replay import moved
from game.play.session import Session
from game.story.files import pack_files
from game.story.loader import Loaded
from game.story.model import Story

GOES_ON = "you go on in the last good version."


class Reloaded(Struct, frozen=True):
    """What came of reading the files again.

    ``session`` stands where the playthrough stood, or at the last step that still fits; it is None where the new
    version cannot be played, and ``loaded`` has its faults.  ``said`` is a sentence for the player.
    """

    session: Session | None
    loaded: Loaded
    said: str


class Cut(Struct, frozen=True):
    """A session that an edit took steps from: as it was, as it is, and how many steps it had then."""

    whole: Session
    now: Session
    steps: int


class Watch(Struct):
    """Watches the files a story was read from, and moves a session to the story as it is now."""

    library: Library
    story: Story
    _folders: tuple[Path, ...] = ()
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _cut: Cut | None = None

    def __post_init__(self) -> None:
        self._folders = self.library.loaded_of(self.story).folders
        self._seen = self._look()

    def changed(self) -> bool:
        """Whether a file was written, added or removed since the last look."""
        before, self._seen = self._seen, self._look()
        return self._seen != before

    def _look(self) -> dict[Path, tuple[int, int]]:
        """When each file was last written, and how large it is."""
        found = {}
        for folder in self._folders:
            for path in pack_files(folder):
                try:
                    stat = path.stat()
                except OSError:
                    continue  # it went away just now, so the next look finds a change
                found[path] = (stat.st_mtime_ns, stat.st_size)
        return found

    def reload(self, session: Session) -> Reloaded:
        """Read the files again, and go on with the session in the story as it is now."""
        loaded = self.library.reload(self.story)
        self._folders = tuple(dict.fromkeys((*self._folders, *loaded.folders)))
        self._seen = self._look()
        if loaded.story is None:
            return Reloaded(None, loaded, f"The story has faults now; {GOES_ON}")
        whole = self._cut.whole if self._cut and self._untouched(self._cut, session) else session
        try:
            now, lost = moved(whole, self.library.machine(loaded.story))
        except ValueError as reason:
            return Reloaded(None, loaded, f"The story was read again, but {reason}; {GOES_ON}")
        self.story = loaded.story
        if lost:
            self._cut = Cut(whole, self.library.keep(now), len(now.journal.steps))
            return Reloaded(now, loaded, f"The story was read again: {lost}")
        now.keep, self._cut = whole.keep, None
        if isinstance(now.keep, Keeper):
            now.keep.edited()
        return Reloaded(
            now, loaded, "The story was read again." if whole is session else "All of your steps fit again."
        )

    @staticmethod
    def _untouched(cut: Cut, session: Session) -> bool:
        """Whether nothing was done since steps were lost, so that an edit may bring them back."""
        return session is cut.now and len(session.journal.steps) == cut.steps
