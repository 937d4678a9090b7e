"""Scene format 1, declared: every key of every file of a pack, its shape, and one line about it."""

from __future__ import annotations

from game.story.shapes import Either, Field, IfKey, ListOf, MapOf, Record
from game.story.values import Barred, Exactly, Flag, Id, Integer, OneOf, Pattern, Single, Text

ID = Id()
DASHED = Id(dashes=True)
OWN, OWN_DASHED = Id(own=True), Id(dashes=True, own=True)
LINE = Text(longest=400)
PROSE = Text(prose=True)
EXPRESSION = Text(noun="an expression in quotation marks")
EFFECTS = ListOf(Text(noun="an effect such as slots -= 1"), single=True)
DOTTED = r"\d{1,9}(?:\.\d{1,9}){0,5}"
VERSION = Pattern(DOTTED, "dotted whole numbers such as 1.2.0")
RANGE = Pattern(
    rf"\s*(?:==|!=|<=|>=|<|>)\s*{DOTTED}\s*(?:,\s*(?:==|!=|<=|>=|<|>)\s*{DOTTED}\s*)*",
    "versions such as >=1,<2",
)
RENAMED = ListOf(ID, single=True)
SHOW = OneOf(("bar", "number", "text"))
EVIDENCE = ("primary", "chart", "abstract", "secondary", "contested", "article")
BASES = ("test", "case")
LABELS = ("borrowed", "chart", "direction", "authored")
OUTCOME = Id(noun="an outcome")

RECORD = Record(
    "a record",
    {
        "format": Field(Exactly(1), "The format's number.", required=True),
        "id": Field(DASHED, "What stories call the record.", required=True),
        "title": Field(LINE, "Its name.", required=True),
        "version": Field(VERSION, "Dotted whole numbers.", required=True),
    },
)

ROLE = Record(
    "a role",
    {
        "name": Field(LINE, "Whom the player is.", required=True),
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
        "name": Field(LINE, "What the button says.", required=True),
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
            "label": Field(LINE, "Its name on the screen."),
            "show": Field(SHOW, "How it is shown; hidden, if absent."),
            "roles": Field(ListOf(ID, single=True), "Whom it is shown; everybody, if absent."),
            "renamed_from": Field(RENAMED, "Ids that older saves know it by."),
        },
    ),
)

PERSON = Record(
    "a person",
    {
        "name": Field(LINE, "The name on mail and speech.", required=True),
        "title": Field(LINE, "What the person does."),
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
        "name": Field(LINE, "What it is called.", required=True),
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
    "title": Field(LINE, "Its name.", required=True),
    "version": Field(VERSION, "Dotted whole numbers.", required=True),
    "extends": Field(EXTENDS, "Only for an extension: the story it adds to."),
    "summary": Field(PROSE, "One line for the picker."),
    "authors": Field(ListOf(LINE, single=True), "Who wrote it."),
    "license": Field(LINE, "What others may do with it."),
    "language": Field(LINE, "A language tag."),
    "minutes": Field(Integer(1, 6000), "How long a role takes."),
    "content_notes": Field(ListOf(LINE, single=True), "What a player should know before."),
    "instrument": Field(PROSE, "What this story is and is not."),
    "canary": Field(LINE, "Asks to keep the pack out of training text."),
}

PROPERTIES = ListOf(
    Record(
        "a property",
        {
            "name": Field(LINE, "What is promised.", required=True),
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

BLOCK = Record(
    "a block of text",
    {
        "text": Field(PROSE, "Narration."),
        "say": Field(PROSE, "Speech."),
        "thought": Field(PROSE, "A thought."),
        "log": Field(PROSE, "A log line, shown verbatim."),
        "by": Field(LINE, "Who speaks: a person's id, or a name."),
        "if": Field(EXPRESSION, "When it is shown."),
    },
    exactly_one=("text", "say", "thought", "log"),
)
BLOCKS = Either(
    "text or a list of blocks",
    scalar=PROSE,
    sequence=ListOf(Either("text or a block of text", scalar=PROSE, mapping=BLOCK)),
    mapping=None,
)

MAIL = Record(
    "a mail",
    {
        "id": Field(OWN, "Its id.", required=True),
        "from": Field(LINE, "A person's id, or free text.", required=True),
        "to": Field(LINE, "A person's id, or free text."),
        "date": Field(LINE, "As the mailbox shows it."),
        "subject": Field(PROSE, "Its subject.", required=True),
        "body": Field(PROSE, "Its words.", required=True),
        "if": Field(EXPRESSION, "When it is delivered."),
        "do": Field(EFFECTS, "What the first reading changes."),
        "renamed_from": Field(RENAMED, "Ids that older saves know it by."),
    },
)

CHOICE = Record(
    "a choice",
    {
        "id": Field(OWN, "Its stable id; without it, `to`."),
        "text": Field(PROSE, "What one does.", required=True),
        "to": Field(ID, "The scene it leads to.", required=True),
        "if": Field(EXPRESSION, "When it is open."),
        "locked": Field(PROSE, "Why it is shut; without it, a shut choice is hidden."),
        "once": Field(Flag(), "Hidden after it is chosen once."),
        "irreversible": Field(Flag(), "Undoing it leaves a trace."),
        "do": Field(EFFECTS, "What it changes."),
        "findings": Field(ListOf(DASHED, single=True), "What the record says of this kind of act."),
        "note": Field(PROSE, "Invites a private note."),
        "renamed_from": Field(RENAMED, "Ids that older saves know it by."),
    },
)

DRAWN = Record(
    "an outcome of a draw",
    {
        "to": Field(ID, "The scene it leads to.", required=True),
        "chance": Field(
            Pattern(r"\d{1,3}(\.\d{1,2})?", "a percent with at most two decimals"),
            "A percent.",
        ),
        "rate": Field(DASHED, "A finding whose figure is the percent."),
        "rest": Field(Flag(), "What the others leave."),
    },
    exactly_one=("chance", "rate", "rest"),
)

WAY = Record(
    "a way on",
    {
        "if": Field(EXPRESSION, "When it is taken."),
        "to": Field(ID, "The scene it leads to."),
        "label": Field(OneOf(LABELS), "Where the chances come from."),
        "draw": Field(ListOf(DRAWN, least=1), "Several scenes, by chance."),
    },
    exactly_one=("to", "draw"),
)

EARNED = Record(
    "a finding of an ending",
    {
        "id": Field(DASHED, "The finding.", required=True),
        "if": Field(EXPRESSION, "When this path has earned it."),
    },
)

ENDING = Record(
    "an ending",
    {
        "outcome": Field(OUTCOME, "A class for comparing runs; never shown.", required=True),
        "flags": Field(ListOf(ID, single=True), "For agents' reports."),
        "findings": Field(
            ListOf(
                Either("a finding's id, or an id with if", scalar=DASHED, mapping=EARNED),
                least=1,
            ),
            "What the record says of this path.",
            required=True,
        ),
        "explain": Field(BLOCKS, "How the path maps to what was published.", required=True),
        "questions": Field(ListOf(DASHED, single=True), "For discussion."),
    },
)

SCENE = Record(
    "a scene",
    {
        "title": Field(PROSE, "Its name.", required=True),
        "view": Field(OneOf(("narration", "inbox", "console", "scratchpad")), "How it is shown."),
        "at": Field(LINE, "The time on the story's clock; two roles' days are laid side by side by it."),
        "do": Field(EFFECTS, "What entering changes."),
        "text": Field(BLOCKS, "What the player reads."),
        "mail": Field(ListOf(MAIL), "Delivered on entry, once."),
        "choices": Field(ListOf(CHOICE), "What the player can do."),
        "next": Field(
            Either("a scene, or a list of ways", scalar=ID, sequence=ListOf(WAY, least=1)),
            "A plain way on.",
        ),
        "ending": Field(ENDING, "Makes the scene an ending."),
        "renamed_from": Field(RENAMED, "Ids that older saves know it by."),
    },
)

PATCH = Record(
    "a patch",
    {
        "add_mail": Field(ListOf(MAIL, least=1), "Mail behind the scene's own."),
        "add_choices": Field(ListOf(CHOICE, least=1), "Choices behind the scene's own."),
        "replace": Field(
            Record(
                "what a patch replaces", {key: Field(field.shape, field.doc) for key, field in SCENE.fields.items()}
            ),
            "Any keys of the scene, each replaced whole.",
        ),
    },
)

SCENES = MapOf(ID, SCENE, known={"patch": MapOf(ID, PATCH)})

FIGURE = Record(
    "a figure",
    {
        "value": Field(
            Pattern(
                r"-?\d[\d.,]{0,15}(\s?[-–]\s?\d[\d.,]{0,15})?",
                "a number, a decimal or a range",
            ),
            "The number.",
            required=True,
        ),
        "unit": Field(LINE, "What is counted."),
        "of": Field(PROSE, "The denominator."),
    },
)

SOURCE = Record(
    "a source",
    {
        "title": Field(LINE, "Of the document.", required=True),
        "section": Field(LINE, "Where in it."),
        "page": Field(LINE, "Which page."),
        "publisher": Field(LINE, "Who published it.", required=True),
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
