"""Plain mode from the first line to the last."""

from __future__ import annotations

import signal

from game.plain.loop import PlainGame
from game.plain.setup import begin, choose_story
from game.plain.talk import Hangup, Talk
from game.play.library import Library
from game.play.saves import Damaged, SaveInfo
from game.play.session import Session
from game.play.watch import Watch
from game.play.wish import Wish
from game.play.words import kept
from game.story.model import Story

#: What a shell shows for a program stopped by Ctrl+C.
INTERRUPTED = 130


def run(library: Library, wish: Wish, talk: Talk | None = None) -> None:
    """Play in lines, over standard input and output where nothing else is given.  Raises CannotOpenError."""
    talk = talk or _at_hand()
    while _play(library, wish, talk):
        wish = Wish(again=wish.again)


def _at_hand() -> Talk:
    """A conversation over standard input and output, which asks again when it was stopped and is gone on with."""
    talk = Talk()
    gone_on = getattr(signal, "SIGCONT", None)
    if gone_on is not None:
        signal.signal(gone_on, lambda *_: talk.prompt())
    return talk


def _play(library: Library, wish: Wish, talk: Talk) -> bool:
    """Play one playthrough; whether the player then wants another story."""
    try:
        session = _session(talk, library, wish)
    except Hangup:
        talk.tell(["You left before the first scene, so there was nothing to keep."])
        return False
    watch = Watch(library, session.story) if wish.watch else None
    game = PlainGame(talk, session, library, lambda session: kept(library, session, wish.again), watch)
    try:
        game.play()
    except KeyboardInterrupt:
        if not game.session.unsaved:
            raise
        talk.tell([kept(library, game.session, wish.again)])
        raise SystemExit(INTERRUPTED) from None
    talk.tell([kept(library, game.session, wish.again)])
    return game.elsewhere


def _session(talk: Talk, library: Library, wish: Wish) -> Session:
    picked: Story | SaveInfo | Damaged | None = None
    if wish.resume:
        picked = _newest(library, library.open(wish.story).id if wish.story else "")
        if picked is None:
            talk.say("There is no unfinished playthrough, so this is a new one.")
    if picked is None:
        picked = library.open(wish.story) if wish.story else choose_story(talk, library)
    match picked:
        case SaveInfo():
            return library.resume(picked)
        case Damaged():
            return library.recover(picked)
        case Story():
            return begin(talk, library, picked, wish.role, dict(wish.settings), wish.seed, wish.after)


def _newest(library: Library, story_id: str) -> SaveInfo | Damaged | None:
    """The unfinished playthrough written last, be it readable or damaged with a sound copy beside it."""
    latest = library.latest(story_id)
    written = latest.file.stat().st_mtime_ns if latest else 0
    for item in library.kept()[1]:
        if item.backup is None or (story_id and library.saves.info(item.backup).story_id != story_id):
            continue
        if item.file.stat().st_mtime_ns > written:
            return item
    return latest
