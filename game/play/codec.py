"""A playthrough as JSON text and back; what comes back is checked, for a save may come from anywhere."""

from __future__ import annotations

import json
from json.encoder import encode_basestring as quoted
from typing import Any

from msgspec import Struct

from game.play.earlier import Earlier, Moment
from game.play.fields import Damage, Fields, fact
from game.play.journal import START, Note, Step
from game.play.session import Session
from game.play.words import LABELS
from game.story.expressions import Value
from game.story.text import clean

FORMAT = 1


class Record(Struct, frozen=True):
    """What a save holds; ``depth`` counts the steps of its path, ``place`` is the title of the scene."""

    id: str
    name: str
    story_id: str
    story_title: str
    story_version: str
    story_path: str
    fingerprint: str
    extensions: tuple[str, ...]
    role: str
    role_name: str
    settings: dict[str, str]
    seed: int
    carried: dict[str, Value]
    earlier: Earlier | None
    started: str
    saved: str
    place: str
    depth: int
    ended: bool
    head: int
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]


class Encoder:
    """Encodes one session again and again; each step of its journal only once."""

    def __init__(self) -> None:
        self._steps: list[str] = []
        self._path = ""

    def encode(self, session: Session, save_id: str, name: str, started: str, saved: str) -> str:
        """The session as JSON text."""
        story, journal, turn = session.story, session.journal, session.look()
        self._steps += map(_step, journal.steps[len(self._steps) :])
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
            "earlier": _earlier(session.earlier),
            "started": started,
            "saved": saved,
            "ended": session.ended,
            "place": turn.title,
            "depth": turn.step,
            "head": journal.head,
            "notes": [[note.step, note.scene, note.text, note.prompt] for note in journal.notes],
            "snapshot": _snapshot(session),
        }
        return _laid_out(head, self._steps)


def _earlier(earlier: Earlier | None) -> dict[str, Any] | None:
    if earlier is None:
        return None
    moments = [[moment.at, moment.scene, moment.words] for moment in earlier.moments]
    return {"role": earlier.role, "ending": earlier.ending, "moments": moments}


def _read_earlier(data: object) -> Earlier | None:
    """The run a playthrough was carried over from.  Raises Damage."""
    if data is None:
        return None
    match data:
        case {"role": str(role), "ending": str(ending), "moments": list(items)}:
            return Earlier(clean(role), clean(ending), tuple(_moment(item) for item in items))
    raise Damage("what it was carried over from cannot be understood")


def _moment(item: object) -> Moment:
    match item:
        case [str(at), str(scene), str(words)]:
            return Moment(clean(at), clean(scene), clean(words))
    raise Damage("what it was carried over from cannot be understood")


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


def _step(step: Step) -> str:
    """A step as JSON; what is empty is left out.  There are many of them, so each is put together by hand."""
    text = f'{{"after":{step.parent},"scene":{quoted(step.scene)},"{step.kind}":{quoted(step.id)}'
    if step.to:
        text += f',"to":{quoted(step.to)}'
    if step.offered:
        text += f',"offered":[{",".join(map(quoted, step.offered))}]'
    if step.label:
        text += f',"label":{quoted(step.label)}'
    if step.at:
        text += f',"at":{quoted(step.at)}'
    return text + "}"


def decode(text: str) -> Record:
    """What a save's text holds.  Raises Damage with the reason."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise Damage("it is not JSON, or only a part of it") from None
    if not isinstance(data, dict):
        raise Damage("it is not a save of Rollout")
    if data.get("format") != FORMAT:
        newer = isinstance(data.get("format"), int) and data["format"] > FORMAT
        raise Damage("it was written by a newer version" if newer else "it is not a save of Rollout")
    reader = Fields(data, "the save")
    story = Fields(reader.mapping("story"), "story")
    steps = _steps(reader.list("steps"))
    head = reader.number("head")
    if not START <= head < len(steps):
        raise Damage(f"it stands at step {head}, which it does not have")
    return Record(
        id=reader.text("id"),
        name=reader.text("name", ""),
        story_id=story.text("id"),
        story_title=story.text("title"),
        story_version=story.text("version", ""),
        story_path=story.text("path", ""),
        fingerprint=story.text("fingerprint", ""),
        extensions=_extensions(reader.list("extensions", [])),
        role=reader.text("role"),
        role_name=reader.text("role_name", ""),
        settings={clean(k): clean(v) for k, v in reader.mapping("settings").items() if isinstance(v, str)},
        seed=reader.number("seed"),
        carried={clean(k): fact(v) for k, v in reader.mapping("carried", {}).items()},
        earlier=_read_earlier(data.get("earlier")),
        started=reader.text("started", ""),
        saved=reader.text("saved", ""),
        place=reader.text("place", ""),
        depth=reader.number("depth", 0),
        ended=data.get("ended") is True,
        head=head,
        steps=steps,
        notes=tuple(_notes(reader.list("notes", []), len(steps))),
    )


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


def _extensions(items: list[Any]) -> tuple[str, ...]:
    """The ids of the packs that were added to the story.  Raises Damage."""
    return tuple(Fields(item, "an extension").text("id") for item in items if isinstance(item, dict))


def _steps(items: list[Any]) -> tuple[Step, ...]:
    steps = []
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise Damage(f"step {number} is not a mapping")
        fields = Fields(item, f"step {number}")
        parent = fields.number("after")
        if not START <= parent < number:
            raise Damage(f"step {number} does not follow an earlier one")
        kind = "read" if "read" in item else "choose"
        offered = tuple([clean(name) for name in fields.list("offered", []) if isinstance(name, str)])
        steps.append(
            Step(
                parent,
                fields.text("scene"),
                kind,
                fields.text(kind),
                offered,
                fields.text("to", ""),
                fields.one_of("label", LABELS),
                fields.text("at", ""),
            )
        )
    return tuple(steps)


def _notes(items: list[Any], steps: int) -> list[Note]:
    notes = []
    for item in items:
        match item:
            case [int(step), str(scene), str(text), str(prompt)] if START <= step < steps:
                notes.append(Note(step, clean(scene), clean(text), clean(prompt)))
            case _:
                raise Damage("a note is not a note")
    return notes


__all__ = ["Damage", "Encoder", "Record", "decode", "rewritten"]
