"""The files of scenes, and what an extension changes in them."""

from __future__ import annotations

from game.story.scene_format.words import DASHED, EFFECTS, EXPRESSION, ID, LINE, NAME, OUTCOME, OWN, PROSE, RENAMED
from game.story.shapes import Either, Field, ListOf, MapOf, Record
from game.story.values import Flag, OneOf, Pattern

LABELS = ("borrowed", "chart", "direction", "authored")

BLOCK = Record(
    "a block of text",
    {
        "text": Field(PROSE, "Narration."),
        "say": Field(PROSE, "Speech."),
        "thought": Field(PROSE, "A thought."),
        "log": Field(PROSE, "A log line, shown verbatim."),
        "by": Field(NAME, "Who speaks: a person's id, or a name."),
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
        "from": Field(NAME, "A person's id, or free text.", required=True),
        "to": Field(NAME, "A person's id, or free text."),
        "date": Field(NAME, "As the mailbox shows it."),
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
