"""A playthrough from JSON text; all of it is checked, for a save may come from anywhere."""

from __future__ import annotations

from typing import Any

from game.play.earlier import Earlier, Moment
from game.play.expected import expected
from game.play.fields import Damage, Fields, fact
from game.play.journal import START, Note, Step
from game.play.record import FORMAT, Added, PlayedStory, Record
from game.play.words import LABELS
from game.story.text import clean


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


def decode(text: str) -> Record:
    """What a save's text holds.  Raises Damage with the reason."""
    record = expected(text)
    return _read(text) if record is None else record


def _read(text: str) -> Record:
    """What can be made of any text.  Raises Damage with the reason."""
    import json  # few saves come here

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
        format=FORMAT,
        id=reader.text("id"),
        name=reader.text("name", ""),
        story=PlayedStory(
            story.text("id"),
            story.text("title"),
            story.text("version", ""),
            story.text("fingerprint", ""),
            story.text("path", ""),
        ),
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


def _extensions(items: list[Any]) -> tuple[Added, ...]:
    """The packs that were added to the story.  Raises Damage."""
    return tuple(Added(Fields(item, "an extension").text("id")) for item in items if isinstance(item, dict))


def _steps(items: list[Any]) -> tuple[Step, ...]:
    steps = []
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise Damage(f"step {number} is not a mapping")
        fields = Fields(item, f"step {number}")
        parent = fields.number("after")
        if not START <= parent < number:
            raise Damage(f"step {number} does not follow an earlier one")
        opened = "read" in item
        offered = tuple([clean(name) for name in fields.list("offered", []) if isinstance(name, str)])
        steps.append(
            Step(
                parent,
                fields.text("scene"),
                choose="" if opened else fields.text("choose"),
                read=fields.text("read") if opened else "",
                to=fields.text("to", ""),
                offered=offered,
                label=fields.one_of("label", LABELS),
                at=fields.text("at", ""),
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


__all__ = ["FORMAT", "Damage", "Record", "decode"]
