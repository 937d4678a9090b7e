"""The targets by name."""

from __future__ import annotations

from tests.fuzz import expressions, playthroughs, programs, rooms, stories
from tests.fuzz.target import Target

TARGETS: dict[str, Target] = {
    "reader": stories.READER,
    "packs": stories.PACKS,
    "expressions": expressions.EXPRESSIONS,
    "saves": playthroughs.SAVES,
    "memory": playthroughs.MEMORY,
    "answers": programs.ANSWERS,
    "records": programs.RECORDS,
    "requests": rooms.REQUESTS,
    "events": rooms.EVENTS,
}
