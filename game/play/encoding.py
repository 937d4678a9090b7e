"""A playthrough as JSON text."""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, json

from game.play.codec import Damage, decode
from game.play.record import FORMAT
from game.play.session import Session
from game.story.text import clean


class Encoder:
    """Encodes one session again and again; each step of its journal only once."""

    def __init__(self) -> None:
        self._steps: list[str] = []
        self._path = ""

    def encode(self, session: Session, save_id: str, name: str, started: str, saved: str) -> str:
        """The session as JSON text."""
        story, journal, turn = session.story, session.journal, session.look()
        self._steps += [_text(step) for step in journal.steps[len(self._steps) :]]
        self._path = self._path or clean(str(story.path.resolve()))
        head: dict[str, Any] = {
            "format": FORMAT,
            "id": save_id,
            "name": name,
            "story": {
                "id": story.id,
                "title": story.title,
                "version": story.version,
                "fingerprint": story.fingerprint,
                "path": self._path,
            },
            "extensions": [{"id": added.id, "version": added.version} for added in story.added],
            "role": session.role,
            "role_name": turn.role,
            "settings": session.settings,
            "seed": session.seed,
            "carried": session.carried,
            "earlier": session.earlier,
            "started": started,
            "saved": saved,
            "ended": session.ended,
            "place": turn.title,
            "depth": turn.step,
            "head": journal.head,
            "notes": journal.notes,
            "snapshot": _snapshot(session),
        }
        return _laid_out(head, self._steps)


def _snapshot(session: Session) -> dict[str, Any]:
    """The state in words, for people and for checking; play resumes from the journal."""
    state = session.state
    return {
        "scene": state.scene,
        "variables": session.facts(),
        "mail": [mail_id for mail_id, _ in state.delivered],
        "read": sorted(state.opened),
        "draws": state.draws,
    }


def rewritten(text: str, *, id: str | None = None, name: str | None = None, path: str | None = None) -> str:  # noqa: A002
    """A save's text with another id, display name or story path; nothing else changes.

    Raises Damage where it is no save.
    """
    decode(text)
    try:
        data = json.decode(text)
    except DecodeError:
        raise Damage("it holds a number or a character that JSON has no place for") from None
    if id is not None:
        data["id"] = id
    if name is not None:
        data["name"] = name
    if path is not None:
        data["story"]["path"] = path
    return _laid_out(data, [_text(step) for step in data.pop("steps")])


def _laid_out(head: dict[str, Any], steps: list[str]) -> str:
    """A save as it is written: each key on a line of its own, and each of its steps, which come last."""
    keys, between = ",\n ".join([f"{_text(key)}: {_text(value)}" for key, value in head.items()]), ",\n  "
    return f'{{{keys},\n "steps": [{between.join(steps)}]\n}}\n'


def _text(value: object) -> str:
    return json.encode(value).decode()
