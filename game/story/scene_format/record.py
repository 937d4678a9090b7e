"""``findings.yaml`` and ``questions.yaml``, and ``record.yaml`` of a record that stories share."""

from __future__ import annotations

from game.story.scene_format.words import DASHED, LINE, NAME, PROSE, VERSION
from game.story.shapes import Field, ListOf, MapOf, Record
from game.story.values import Exactly, Flag, Integer, OneOf, Pattern

EVIDENCE = ("primary", "chart", "abstract", "secondary", "contested", "article")

RECORD = Record(
    "a record",
    {
        "format": Field(Exactly(1), "The format's number.", required=True),
        "id": Field(DASHED, "What stories call the record.", required=True),
        "title": Field(NAME, "Its name.", required=True),
        "version": Field(VERSION, "Dotted whole numbers.", required=True),
    },
)

#: A space that may stand beside the dash of a range, those that hold a line together among them.
SPACE = r"[\s\u00a0\u2009\u202f]"

FIGURE = Record(
    "a figure",
    {
        "value": Field(
            Pattern(
                rf"-?\d[\d.,]{{0,15}}({SPACE}?[-–]{SPACE}?\d[\d.,]{{0,15}})?",
                "a number, a decimal or a range",
            ),
            "The number.",
            required=True,
        ),
        "unit": Field(NAME, "What is counted."),
        "of": Field(PROSE, "The denominator."),
    },
)

SOURCE = Record(
    "a source",
    {
        "title": Field(NAME, "Of the document.", required=True),
        "section": Field(LINE, "Where in it."),
        "page": Field(LINE, "Which page."),
        "publisher": Field(NAME, "Who published it.", required=True),
        "date": Field(LINE, "When.", required=True),
        "url": Field(LINE, "Where to find it."),
    },
)

REPORTED = Record(
    "a reported line",
    {
        "line": Field(PROSE, "How such a thing was told.", required=True),
        "faithful": Field(Flag(), "Whether it agrees with the source.", required=True),
        "why": Field(PROSE, "What agrees, or what does not.", required=True),
    },
)

FINDING = Record(
    "a finding",
    {
        "claim": Field(PROSE, "What was found.", required=True),
        "figure": Field(FIGURE, "Its number."),
        "conditions": Field(PROSE, "What the test was.", required=True),
        "caveat": Field(PROSE, "What it is not.", required=True),
        "evidence": Field(OneOf(EVIDENCE), "How well it is known.", required=True),
        "source": Field(SOURCE, "Where it stands.", required=True),
        "quote": Field(PROSE, "Exact words, at most 40."),
        "read": Field(LINE, "When the source was last checked."),
        "updated_by": Field(ListOf(DASHED, single=True), "Findings that change the picture."),
        "compare": Field(
            ListOf(DASHED, single=True),
            "Findings drawn beside it, each a bar of its own.",
        ),
        "guess": Field(PROSE, "Asked before the card is shown."),
        "reported": Field(ListOf(REPORTED), "Lines for As reported."),
    },
)
FINDINGS = MapOf(DASHED, FINDING)

QUESTION = Record(
    "a question",
    {
        "ask": Field(PROSE, "The question.", required=True),
        "theme": Field(LINE, "What it is about."),
        "minutes": Field(Integer(1, 240), "How long to talk."),
        "findings": Field(ListOf(DASHED, single=True), "What it rests on."),
    },
)
QUESTIONS = MapOf(DASHED, QUESTION)
