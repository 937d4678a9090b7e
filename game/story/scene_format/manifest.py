"""``story.yaml``: of a story, and of an extension."""

from __future__ import annotations

from game.story.scene_format.words import (
    DASHED,
    DOTTED,
    EXPRESSION,
    ID,
    LINE,
    NAME,
    OWN_DASHED,
    PROSE,
    RENAMED,
    VERSION,
)
from game.story.shapes import Either, Field, IfKey, ListOf, MapOf, Record
from game.story.values import Barred, Exactly, Flag, Integer, OneOf, Pattern, Single

RANGE = Pattern(
    rf"\s*(?:==|!=|<=|>=|<|>)\s*{DOTTED}\s*(?:,\s*(?:==|!=|<=|>=|<|>)\s*{DOTTED}\s*)*",
    "versions such as >=1,<2",
)
SHOW = OneOf(("bar", "number", "text"))
BASES = ("test", "case")

ROLE = Record(
    "a role",
    {
        "name": Field(NAME, "Whom the player is.", required=True),
        "pitch": Field(PROSE, "One or two sentences for the choice of a role."),
        "start": Field(ID, "The first scene.", required=True),
    },
)

CONDITION = Record(
    "a condition",
    {
        "ask": Field(PROSE, "The question before the start.", required=True),
        "roles": Field(ListOf(ID, single=True), "Who is asked; everybody, if absent."),
        "options": Field(MapOf(None, PROSE, least=1), "Each value with its words.", required=True),
        "default": Field(LINE, "The value of those who are not asked.", required=True),
    },
)

PRESET = Record(
    "a preset",
    {
        "name": Field(NAME, "What the button says.", required=True),
        "set": Field(MapOf(None, LINE), "The conditions it sets.", required=True),
    },
)

VARIABLE = Either(
    "a variable: true, false, or a mapping with start",
    scalar=Flag(),
    mapping=Record(
        "a variable",
        {
            "start": Field(Single("a start value"), "Its first value."),
            "min": Field(Integer(), "Least value of a number."),
            "max": Field(Integer(), "Greatest value of a number."),
            "one_of": Field(ListOf(LINE, least=1), "The values of an enum."),
            "label": Field(NAME, "Its name on the screen."),
            "show": Field(SHOW, "How it is shown; hidden, if absent."),
            "roles": Field(ListOf(ID, single=True), "Whom it is shown; everybody, if absent."),
            "renamed_from": Field(RENAMED, "Ids that older saves know it by."),
        },
    ),
)

PERSON = Record(
    "a person",
    {
        "name": Field(NAME, "The name on mail and speech.", required=True),
        "title": Field(NAME, "What the person does."),
        "mail": Field(LINE, "An address."),
    },
)

CARRY = Record(
    "a carry",
    {
        "from": Field(ID, "The role that was finished.", required=True),
        "set": Field(
            MapOf(ID, EXPRESSION),
            "Variables of the new run, from facts of the old.",
            required=True,
        ),
    },
)

DOOR = Record(
    "a door",
    {
        "id": Field(OWN_DASHED, "Its id.", required=True),
        "name": Field(NAME, "What it is called.", required=True),
        "published": Field(
            OneOf(("open", "shut", "unknown")),
            "How it was in the published test.",
            required=True,
        ),
        "open_here": Field(EXPRESSION, "Whether it was open in this run.", required=True),
        "finding": Field(DASHED, "What the record says of it."),
    },
)

EXTENDS = Record(
    "what a pack extends",
    {
        "pack": Field(DASHED, "The id of the story it adds to.", required=True),
        "version": Field(RANGE, "Which versions of it; any, if absent."),
    },
)

#: What both kinds of manifest may say of a pack.
ABOUT = {
    "format": Field(Exactly(1), "The format's number.", required=True),
    "id": Field(DASHED, "What commands and saves call the story.", required=True),
    "title": Field(NAME, "Its name.", required=True),
    "version": Field(VERSION, "Dotted whole numbers.", required=True),
    "extends": Field(EXTENDS, "Only for an extension: the story it adds to."),
    "summary": Field(PROSE, "One line for the picker."),
    "authors": Field(ListOf(NAME, single=True), "Who wrote it."),
    "license": Field(LINE, "What others may do with it."),
    "language": Field(LINE, "A language tag."),
    "minutes": Field(Integer(1, 6000), "How long a role takes."),
    "content_notes": Field(ListOf(NAME, single=True), "What a player should know before."),
    "instrument": Field(PROSE, "What this story is and is not."),
    "canary": Field(LINE, "Asks to keep the pack out of training text."),
}

PROPERTIES = ListOf(
    Record(
        "a property",
        {
            "name": Field(NAME, "What is promised.", required=True),
            "holds": Field(EXPRESSION, "True at rest, always.", required=True),
        },
    )
)

STORY = Record(
    "a story",
    {
        **ABOUT,
        "record": Field(DASHED, "The shared record it draws on."),
        "basis": Field(OneOf(BASES), "What was published that the doors are laid beside: a test, if absent."),
        "locks": Field(OneOf(("reason", "full")), "How much a shut choice explains."),
        "roles": Field(MapOf(ID, ROLE, least=1), "Whom one can play.", required=True),
        "conditions": Field(MapOf(ID, CONDITION), "Asked before the start, then fixed."),
        "presets": Field(MapOf(DASHED, PRESET), "Named settings of the conditions."),
        "variables": Field(MapOf(ID, VARIABLE), "What changes during play."),
        "people": Field(MapOf(ID, PERSON), "Who writes and speaks."),
        "carry": Field(MapOf(ID, CARRY), "Which role can follow which, and what it brings along."),
        "doors": Field(ListOf(DOOR), "The debrief's doors removed."),
        "seminar": Field(
            Record(
                "a seminar plan",
                {
                    "pivotal": Field(ID, "The scene a class votes on."),
                    "class_cut": Field(ListOf(ID), "The scenes of a short version."),
                },
            ),
            "How a class plays it.",
        ),
        "always": Field(PROPERTIES, "Proved over every reachable state."),
    },
)

#: What a story decides and its extensions leave alone.
ITS_OWN = ("record", "basis", "locks", "roles", "conditions", "presets", "carry", "doors", "seminar")

EXTENSION = Record(
    "an extension",
    {
        **ABOUT,
        "extends": Field(EXTENDS, "The story it adds to.", required=True),
        "variables": Field(MapOf(ID, VARIABLE), "More that changes during play."),
        "people": Field(MapOf(ID, PERSON), "More who write and speak."),
        "always": Field(PROPERTIES, "More that is proved."),
        **{key: Field(Barred(key, "E112"), "Not in an extension.") for key in ITS_OWN},
    },
)

MANIFEST = IfKey("extends", EXTENSION, STORY)
