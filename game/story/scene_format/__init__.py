"""Scene format 1, declared: every key of every file of a pack, its shape, and one line about it."""

from __future__ import annotations

from game.story.scene_format.manifest import ABOUT, EXTENSION, MANIFEST, STORY
from game.story.scene_format.record import FINDING, FINDINGS, QUESTION, QUESTIONS, RECORD
from game.story.scene_format.scenes import PATCH, SCENE, SCENES
from game.story.scene_format.walkthrough import WALKTHROUGH
from game.story.scene_format.words import DASHED, ID, LINE

__all__ = [
    "ABOUT",
    "DASHED",
    "EXTENSION",
    "FINDING",
    "FINDINGS",
    "ID",
    "LINE",
    "MANIFEST",
    "PATCH",
    "QUESTION",
    "QUESTIONS",
    "RECORD",
    "SCENE",
    "SCENES",
    "STORY",
    "WALKTHROUGH",
]
