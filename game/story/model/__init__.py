"""What an author wrote, frozen: resolved, checked, and safe to share between sessions."""

from __future__ import annotations

from game.story.model.record import Figure, Finding, Question, Reported, Source
from game.story.model.scenes import CONTINUE, DRAW_PARTS, Block, Choice, Drawn, Earned, Ending, Mail, Scene, Way
from game.story.model.setting import Condition, Person, Preset, Role, Variable
from game.story.model.story import Always, Carry, Door, Extension, Seminar, Story

__all__ = [
    "CONTINUE",
    "DRAW_PARTS",
    "Always",
    "Block",
    "Carry",
    "Choice",
    "Condition",
    "Door",
    "Drawn",
    "Earned",
    "Ending",
    "Extension",
    "Figure",
    "Finding",
    "Mail",
    "Person",
    "Preset",
    "Question",
    "Reported",
    "Role",
    "Scene",
    "Seminar",
    "Source",
    "Story",
    "Variable",
    "Way",
]
