"""Words that only eyes can read: drawings made of letters, and choices told apart by colour alone.

A screen reader spells a drawing out, and a story has no colours: both faces choose their own.  Only what can hardly be
meant otherwise is told: a red door is a door, a red option is a choice.
"""

from __future__ import annotations

import re
from itertools import pairwise

from game.story.model import Scene
from game.story.parts import spelled, words_of
from game.story.problems import Report

COLOURS = "red|green|blue|yellow|orange|amber|purple|grey|gray"
PARTS = "options?|choices?|answers?|entry|entries|links?"
BY_COLOUR = re.compile(
    rf"\b(?:the|a|an|every|each)\s+(?:{COLOURS})\s+(?:{PARTS})\b(?!\s+of\b)"
    rf"|\b(?:{PARTS})\s+(?:(?:that|which)\s+)?(?:is\s+|are\s+)?"
    rf"(?:in|shown\s+in|marked(?:\s+in)?|printed\s+in|written\s+in|coloured|colored)\s+(?:{COLOURS})\b",
    re.IGNORECASE,
)
#: Lines and blocks made to draw with.
DRAWN = re.compile("[\u2500-\u259f]")
DRAWN_IN_A_LINE = 3
#: Marks that drawings on a typewriter are made of.
STROKES = frozenset("/\\|_-=+<>^*#~()[]{}.:'`\"@%$")
FEWEST_STROKES = 4
#: Two lines of strokes no further apart than this make a drawing.
NEAR = 3
#: In a line of a drawing at most this share is letters and digits.
LETTERS = 0.25


def check_plainness(scene: Scene, report: Report) -> None:
    """Warn of drawings and of meaning by colour alone in a scene's texts."""
    for words, place in words_of(scene):
        text = spelled(words)
        drawing = _drawing(text)
        if drawing:
            report.add("W021", place, drawing=drawing)
        coloured = BY_COLOUR.search(text)
        if coloured:
            report.add("W022", place, words=coloured.group())


def _drawing(text: str) -> str:
    """The first line of a drawing in a text, or nothing."""
    lines = text.split("\n")
    boxed = next((line for line in lines if len(DRAWN.findall(line)) >= DRAWN_IN_A_LINE), "")
    if boxed or len(lines) == 1:
        return boxed.strip()
    drawn = [number for number, line in enumerate(lines) if _is_strokes(line)]
    return next((lines[one].strip() for one, other in pairwise(drawn) if other - one <= NEAR), "")


def _is_strokes(line: str) -> bool:
    """Whether a line is drawn rather than written: mostly strokes, and of more than one kind, unlike a rule."""
    marks = line.replace(" ", "")
    strokes = [mark for mark in marks if mark in STROKES]
    if len(strokes) < FEWEST_STROKES or len(set(marks)) == 1:
        return False
    return sum(mark.isalnum() for mark in marks) <= LETTERS * len(marks)
