"""Plain mode from the first line to the last."""

from __future__ import annotations

from collections.abc import Mapping

from game.plain.loop import PlainGame
from game.plain.setup import begin, choose_story
from game.plain.talk import Hangup, Talk
from game.play.library import Library
from game.play.saves import Keeper, SaveInfo
from game.play.session import Session


def run(
    library: Library,
    story: str,
    role: str,
    settings: Mapping[str, str],
    seed: int | None,
    *,
    resume: bool,
) -> None:
    """Play in lines.  Raises CannotOpenError."""
    talk = Talk()
    try:
        session = _session(talk, library, story, role, dict(settings), seed, resume=resume)
    except Hangup:
        return
    if session is None:
        return
    PlainGame(talk, session, lambda: where(session)).play()
    talk.say(["", where(session)])


def _session(
    talk: Talk,
    library: Library,
    name: str,
    role: str,
    settings: dict[str, str],
    seed: int | None,
    *,
    resume: bool,
) -> Session | None:
    if resume:
        latest = library.latest(library.open(name).id if name else "")
        if latest is not None:
            return library.resume(latest)
        talk.say("There is no unfinished playthrough; this is a new one.")
    picked = library.open(name) if name else choose_story(talk, library)
    if isinstance(picked, SaveInfo):
        return library.resume(picked)
    return begin(talk, library, picked, role, settings, seed) if picked is not None else None


def where(session: Session) -> str:
    """Where a playthrough is kept, and how to go on with it."""
    keeper = session.keep
    if not isinstance(keeper, Keeper) or keeper.stamp is None:
        return "Nothing is kept yet: no step was taken." if not session.notices else session.notices[0]
    return f"Kept in {keeper.file}. Go on with: rollout play --resume"
