"""Faults of proof: what is true of all playthroughs and should not be, or never happens and should."""

from game.story.catalogue.entry import Entry

ENDING = """\
street:
  title: Street
  text: You are outside.
  ending: {outcome: acceptance, findings: [walk], explain: You left.}
"""


def hall(choices: str, more: str = "", text: str = "You stand in the hall.") -> str:
    """Scenes with a hall of these choices, and perhaps more."""
    return (
        f"hall:\n  title: Hall\n  text: {text}\n"
        "  mail:\n    - {id: welcome, from: A friend, subject: Welcome, body: Come in.}\n"
        f"  choices: [{choices}]\n{more}{ENDING}"
    )


LEAVE = "{text: Leave, to: street}"
CLIMB = "{text: Climb, to: attic, id: climb}"
LIGHT = "{text: Take the lamp and climb, to: attic, id: light, do: lamp = true}"
TAKE = "{text: Take the lamp and leave, to: street, id: take, do: lamp = true}"
WALK = "{text: Leave, to: street, id: walk}"

ENTRIES = (
    Entry(
        "E100",
        "dead end: in “{scene}” nothing may be open",
        "The story would stop without an ending.",
        hall(f"{LIGHT}, {CLIMB}", "attic: {title: Attic, choices: [{text: Jump, to: street, if: lamp}]}\n"),
        hall(
            f"{LIGHT}, {CLIMB}", "attic: {title: Attic, choices: [{text: Jump, to: street, if: lamp}], next: street}\n"
        ),
        "scenes.yaml",
    ),
    Entry(
        "E101",
        "trap: from “{scene}” no ending may be reached any more",
        "The player would go round for ever.",
        hall(
            f"{LEAVE}, {{text: Climb, to: attic}}",
            "attic: {title: Attic, next: loft}\nloft: {title: Loft, next: attic}\n",
        ),
        hall(
            f"{LEAVE}, {{text: Climb, to: attic}}",
            "attic: {title: Attic, next: loft}\nloft: {title: Loft, next: hall}\n",
        ),
        "scenes.yaml",
    ),
    Entry(
        "E102",
        "the property “{name}” does not always hold",
        "It is promised of every reachable state.",
        'always:\n  - {name: nobody leaves, holds: "not seen(street)"}\n',
        'always:\n  - {name: nobody leaves before they came, holds: "seen(hall) or not seen(street)"}\n',
        "story.yaml",
    ),
    Entry(
        "E103",
        "the ending “{scene}” can show no finding at all",
        "Every path should earn at least one card.",
        hall(f"{TAKE}, {WALK}").replace("findings: [walk]", "findings: [{id: walk, if: lamp}]"),
        hall(f"{TAKE}, {WALK}").replace("findings: [walk]", "findings: [crowd, {id: walk, if: lamp}]"),
        "scenes.yaml",
    ),
    Entry(
        "W100",
        "the scene “{name}” is never reached",
        "Nobody will ever read it.",
        hall(LEAVE, "attic: {title: Attic, next: street}\n"),
        hall(f"{LEAVE}, {{text: Climb, to: attic}}", "attic: {title: Attic, next: street}\n"),
        "scenes.yaml",
    ),
    Entry(
        "W101",
        "the choice “{name}” is never open",
        "Nobody will ever take it.",
        hall(f"{WALK}, {{id: look, text: Look, to: street, if: seen(street)}}"),
        hall(f'{WALK}, {{id: look, text: Look, to: street, if: "not seen(street)"}}'),
        "scenes.yaml",
    ),
    Entry(
        "W102",
        "the mail “{name}” never comes",
        "Nobody will ever read it.",
        hall(LEAVE).replace("subject: Welcome,", "subject: Welcome, if: seen(street),"),
        hall(LEAVE).replace("subject: Welcome,", 'subject: Welcome, if: "not seen(street)",'),
        "scenes.yaml",
    ),
    Entry(
        "W103",
        "this text of “{scene}” is never shown",
        "Nobody will ever read it.",
        hall(LEAVE, text="[{text: It is light., if: seen(street)}, It is late.]"),
        hall(LEAVE, text='[{text: It is dark., if: "not seen(street)"}, It is late.]'),
        "scenes.yaml",
    ),
    Entry(
        "W104",
        "the ending “{scene}” never shows the finding “{name}”",
        "No path earns it.",
        hall(LEAVE).replace("findings: [walk]", 'findings: [walk, {id: crowd, if: "not seen(hall)"}]'),
        hall(LEAVE).replace("findings: [walk]", "findings: [walk, {id: crowd, if: seen(hall)}]"),
        "scenes.yaml",
    ),
)
