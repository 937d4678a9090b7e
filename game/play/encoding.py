"""A playthrough as JSON text."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from game.play.codec import decode
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
        self._steps += [msgspec.json.encode(step).decode() for step in journal.steps[len(self._steps) :]]
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
            "earlier": msgspec.to_builtins(session.earlier),
            "started": started,
            "saved": saved,
            "ended": session.ended,
            "place": turn.title,
            "depth": turn.step,
            "head": journal.head,
            "notes": msgspec.to_builtins(journal.notes),
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
    data = json.loads(text)
    if id is not None:
        data["id"] = id
    if name is not None:
        data["name"] = name
    if path is not None:
        data["story"]["path"] = path
    return _laid_out(data, [json.dumps(step, ensure_ascii=False, separators=(",", ":")) for step in data.pop("steps")])


def _laid_out(head: dict[str, Any], steps: list[str]) -> str:
    """A save as it is written: its steps one on a line, and last."""
    # a separator with a line end, and not an indent, with which Python would do it all without its C code
    text, between = json.dumps(head, ensure_ascii=False, separators=(",\n ", ": ")), ",\n  "
    return f'{text[:-1]},\n "steps": [{between.join(steps)}]\n}}\n'
