"""The JSON Schemas of a pack's files, made from the declarations that the loader checks files against."""

from __future__ import annotations

from game.story import scene_format
from game.story.values import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Each kind of file: what declares it, and which files of a pack are of it.
DOCUMENTS: dict[str, tuple[Shape, str]] = {
    "story": (scene_format.MANIFEST, "story.yaml, the manifest of a pack"),
    "scenes": (scene_format.SCENES, "a file of scenes"),
    "findings": (scene_format.FINDINGS, "findings.yaml, the record of a pack"),
    "questions": (scene_format.QUESTIONS, "questions.yaml, for discussion"),
    "record": (scene_format.RECORD, "record.yaml, the manifest of a shared record"),
    "walkthrough": (scene_format.WALKTHROUGH, "a file of walkthroughs/, one scripted playthrough"),
}


def schema(name: str) -> dict[str, object]:
    """The JSON Schema, draft 2020-12, of one of :data:`DOCUMENTS`."""
    shape, title = DOCUMENTS[name]
    return {
        "$schema": DIALECT,
        "title": f"Rollout, scene format 1: {title}",
        **shape.schema(),
        "$defs": {"id": scene_format.ID.definition(), "dashed_id": scene_format.DASHED.definition()},
    }


def file_name(name: str) -> str:
    """What the file of a schema is called."""
    return f"{name}.schema.json"


def text(name: str) -> str:
    """A schema as the text of its file."""
    import json

    return json.dumps(schema(name), indent=1, ensure_ascii=False) + "\n"
