"""Names that nothing declares, and names declared twice."""

from game.story.catalogue.entry import Entry

ATTIC = "attic: {title: Attic, next: street}\n"

ENTRIES = (
    Entry(
        "E020",
        "there is no variable or condition “{name}”",
        "An expression can ask only about what the manifest declares.",
        'attic: {title: Attic, next: [{if: "coin > 1", to: street}, {to: hall}]}\n',
        'attic: {title: Attic, next: [{if: "coins > 1", to: street}, {to: hall}]}\n',
    ),
    Entry(
        "E021",
        "seen(): there is no scene “{name}”",
        "It would never be true.",
        'attic: {title: Attic, next: [{if: "seen(hal)", to: street}, {to: hall}]}\n',
        'attic: {title: Attic, next: [{if: "seen(hall)", to: street}, {to: hall}]}\n',
    ),
    Entry(
        "E022",
        "read(): there is no mail “{name}”",
        "It would never be true.",
        'attic: {title: Attic, next: [{if: "read(wellcome)", to: street}, {to: hall}]}\n',
        'attic: {title: Attic, next: [{if: "read(welcome)", to: street}, {to: hall}]}\n',
    ),
    Entry(
        "E023",
        "chose(): there is no choice “{name}”",
        "It would never be true.",
        'attic: {title: Attic, next: [{if: "chose(hall.jump)", to: street}, {to: hall}]}\n',
        'attic: {title: Attic, next: [{if: "chose(hall.street)", to: street}, {to: hall}]}\n',
    ),
    Entry(
        "E060",
        "there is no scene “{name}”",
        "The story would have nowhere to go.",
        "attic: {title: Attic, next: stret}\n",
        ATTIC,
    ),
    Entry(
        "E062",
        "there is no finding “{name}”",
        "Every card shown must stand in findings.yaml or the shared record.",
        "attic:\n  title: Attic\n  choices: [{text: Walk, to: street, findings: walking}]\n",
        "attic:\n  title: Attic\n  choices: [{text: Walk, to: street, findings: walk}]\n",
    ),
    Entry(
        "E063",
        "there is no question “{name}”",
        "Every question shown must stand in questions.yaml or the shared record.",
        "attic:\n  title: Attic\n"
        "  ending: {outcome: acceptance, findings: walk, explain: Dust., questions: why-run}\n".replace(
            "findings: walk,", "findings: [walk],"
        ),
        "attic:\n  title: Attic\n"
        "  ending: {outcome: acceptance, findings: [walk], explain: Dust., questions: why-walk}\n",
    ),
    Entry(
        "E064",
        "no shared record “{name}” was found",
        "It lies beside the pack, or in a folder where packs are found.",
        "record: ledger\n",
        "summary: A walk.\n",
        "story.yaml",
    ),
    Entry(
        "E065",
        "there is no role “{name}”",
        "Only the roles of the manifest can be played.",
        "conditions:\n  weather: {ask: How is it?, roles: [walker], options: {wet: Wet, dry: Dry}, default: dry}\n",
        "conditions:\n  weather: {ask: How is it?, roles: [player], options: {wet: Wet, dry: Dry}, default: dry}\n",
        "story.yaml",
    ),
    Entry(
        "E066",
        "there is no condition “{name}”",
        "A preset can set only what is asked before the start.",
        "presets:\n  rainy: {name: Rainy, set: {wether: wet}}\n",
        "presets:\n  rainy: {name: Rainy, set: {weather: wet}}\n",
        "story.yaml",
    ),
    Entry(
        "E067",
        "“{name}” is not among the {what}",
        "Only a value from the list can be taken.",
        "variables:\n  mood: {one_of: [calm, cross], start: clam}\n",
        "variables:\n  mood: {one_of: [calm, cross], start: calm}\n",
        "story.yaml",
    ),
    Entry(
        "E070",
        "a second {kind} is called “{name}”",
        "Links, saves and proofs could not tell them apart.",
        "hall: {title: Another hall, next: street}\n",
        "attic: {title: Another hall, next: street}\n",
    ),
    Entry(
        "E071",
        "this choice needs an id: another choice of the scene has or leads to “{name}”",
        "A choice without an id is known by where it leads, so that must be unique.",
        "attic:\n  title: Attic\n  choices:\n    - {text: Walk, to: street}\n    - {text: Run, to: street, id: street}\n",
        "attic:\n  title: Attic\n  choices:\n    - {text: Walk, to: street, id: walk}\n    - {text: Run, to: street, id: run}\n",
    ),
    Entry(
        "E072",
        "“{name}” is a condition already",
        "Variables and conditions share one list of names.",
        "variables:\n  weather: false\n",
        "variables:\n  raining: false\n",
        "story.yaml",
    ),
    Entry(
        "E073",
        "“{name}” still exists, so “{own}” cannot be renamed from it",
        "An older save could mean either.",
        "attic: {title: Attic, next: street, renamed_from: [hall]}\n",
        "attic: {title: Attic, next: street, renamed_from: [loft]}\n",
    ),
)
