"""What is kept beside the steps: notes, a name, transcripts, settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.plain.talk import echo
from game.play.shelf import SUFFIX, ShelfError
from game.play.writing import write_out

if TYPE_CHECKING:
    from game.plain.loop import PlainGame

#: What can be set, what it is where nothing was set, and what it does.
SETTINGS = {
    "prompts": ("on", "after some choices, an invitation to a private note"),
    "ask": ("off", "before a choice that leaves a trace when it is taken back, a question"),
}


def note(game: PlainGame, words: str) -> None:
    """Keep a private note, to the invitation of the last choice if there was one."""
    if not words:
        game.talk.say("Type note and your words, on one line.")
        return
    game.session.note(words, game.prompt)
    kept = f"It could not be kept: {game.session.unsaved}." if game.session.unsaved else "Kept."
    game.talk.say(f"{kept} Only you see your notes, in the save and in the debrief.")


def rename(game: PlainGame, name: str) -> None:
    """Give this playthrough a name, or say the one it has."""
    if not name:
        called = game.library.name_of(game.session)
        game.talk.say(f"This playthrough is called {echo(called)}." if called else "Type rename and a name.")
        return
    try:
        game.talk.say(f"This playthrough is called {echo(game.library.rename(game.session, name))} now.")
    except ShelfError as fault:
        game.talk.say(str(fault))


def export(game: PlainGame, name: str) -> None:
    """Write the transcript, or the playthrough itself, to a file."""
    if not name:
        game.talk.say(f"Type export and the name of a file that ends in {', '.join(game.library.papers)}, or {SUFFIX}.")
        return
    try:
        game.talk.say(f"Written to {_written(game, Path(name).expanduser())}. It holds your private notes.")
    except (ShelfError, RuntimeError) as fault:  # a home folder that is not known is a RuntimeError
        game.talk.say(str(fault))


def _written(game: PlainGame, to: Path) -> Path:
    if to.suffix.lower() != SUFFIX:
        return write_out(game.library, game.session, to)
    file = game.library.file_of(game.session)
    if file is None:
        raise ShelfError("Nothing is kept yet, for no step was taken, so there is nothing to export.")
    return game.library.shelf.copy_out(file, to)


def save(game: PlainGame, _: str) -> None:
    """Say where this is kept."""
    game.talk.say(game.where(game.session))


def settings(game: PlainGame, words: str) -> None:
    """Show what is set, or set it."""
    name, _, value = words.lower().partition(" ")
    value = value.strip()
    if not words:
        game.talk.say(f"{len(SETTINGS)} settings. Type settings, a name, and on or off.")
        game.talk.say(*(f"{name} is {setting(game, name)}: {SETTINGS[name][1]}." for name in SETTINGS))
    elif name not in SETTINGS or value not in ("on", "off"):
        game.talk.say(f"Type settings, then {' or '.join(SETTINGS)}, then on or off.")
    else:
        try:
            game.library.saves.remember(lambda memory: memory.settings.update({name: value}))
        except OSError as fault:
            game.talk.say(f"This could not be kept: {fault.strerror or fault}.")
        else:
            game.talk.say(f"{name} is {value} now.")


def setting(game: PlainGame, name: str) -> str:
    """What is set, ``on`` or ``off``."""
    return game.library.saves.memory().settings.get(name, SETTINGS[name][0])
