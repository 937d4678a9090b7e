"""The shapes that keys of several files share."""

from __future__ import annotations

from game.story.shapes import ListOf
from game.story.values import Id, Pattern, Text

ID = Id()
DASHED = Id(dashes=True)
OWN, OWN_DASHED = Id(own=True), Id(dashes=True, own=True)
LINE = Text(longest=400)
NAME = Text(prose=True, longest=400)
PROSE = Text(prose=True)
EXPRESSION = Text(noun="an expression in quotation marks")
EFFECTS = ListOf(Text(noun="an effect such as slots -= 1"), single=True)
DOTTED = r"\d{1,9}(?:\.\d{1,9}){0,5}"
VERSION = Pattern(DOTTED, "dotted whole numbers such as 1.2.0")
RENAMED = ListOf(ID, single=True)
OUTCOME = Id(noun="an outcome")
