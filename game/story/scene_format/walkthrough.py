"""``walkthroughs/*.yaml``: one scripted playthrough a file."""

from __future__ import annotations

from game.story.scene_format.words import ID, LINE, OUTCOME
from game.story.shapes import Field, ListOf, MapOf, Record
from game.story.values import Integer, Single

WALKTHROUGH = Record(
    "a walkthrough",
    {
        "name": Field(LINE, "What it shows."),
        "role": Field(ID, "Whom one plays.", required=True),
        "conditions": Field(MapOf(None, LINE), "Settings; the others take their defaults."),
        "after": Field(LINE, "The file of the walkthrough it is carried over from, without .yaml."),
        "seed": Field(Integer(-(2**31), 2**31), "The seed of all draws; 0, if absent."),
        "steps": Field(ListOf(LINE), "Choice ids, `read MAIL`, `continue`, `continue to SCENE`.", required=True),
        "expect": Field(
            Record(
                "an expectation",
                {
                    "ending": Field(ID, "The ending it comes to."),
                    "outcome": Field(OUTCOME, "That ending's outcome."),
                    "variables": Field(MapOf(None, Single("a value")), "What variables hold then."),
                },
            ),
            "What is true at the end.",
        ),
    },
)
