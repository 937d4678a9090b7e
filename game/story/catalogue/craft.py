"""What is legal but likely a slip, seen in a whole sound story."""

from game.story.catalogue.entry import Entry

END = "street:\n  title: Street\n  ending: {outcome: acceptance, findings: [walk], explain: You left.}\n"
MAIL = "  mail: [{id: welcome, from: A friend, subject: Welcome, body: Come in.}]\n"


def hall(*choices: str, text: str = "You stand in the hall.", mail: str = MAIL) -> str:
    """Scenes with a hall of these choices, and the ending."""
    listed = "".join(f"    - {{{choice}}}\n" for choice in choices)
    return f"hall:\n  title: Hall\n  text: {text}\n{mail}  choices:\n{listed}{END}"


LEAVE = "text: Leave, to: street"


def many(number: int) -> list[str]:
    """So many choices that all do something else."""
    return [f"id: take_{n}, text: Take {n}, to: street, do: coins = {n}" for n in range(number)]


ENTRIES = (
    Entry(
        "W015",
        "the choice “{name}” does the same as “{other}”, and nothing asks which was taken",
        "Both lead to one scene with the same effects, and each is open when the other is: the player is asked, and the "
        "answer changes nothing. Let one do something, ask chose() of it later, or name what the record says of it.",
        hall("id: bow, text: Bow and leave, to: street", "id: wave, text: Wave and leave, to: street"),
        hall("id: bow, text: Bow and leave, to: street", "id: wave, text: Wave and stay, to: hall"),
        "scenes.yaml",
    ),
    Entry(
        "W016",
        "nothing asks for the variable “{name}”",
        "No guard, effect or text reads it, and it is not shown: whatever sets it has no effect.",
        "variables:\n  rumour: false\n",
        "variables:\n  rumour: {start: false, show: text, label: A rumour}\ncarry:\n"
        '  player: {from: player, set: {rumour: "true"}}\n',
        "story.yaml",
    ),
    Entry(
        "W017",
        "the variable “{name}” never changes: it is always {value}",
        "Something asks for it, and nothing sets it: either an effect is missing, or the value can stand in its place.",
        hall(LEAVE, text='"The lamp is lit: {lamp}."'),
        hall(LEAVE, "text: Light the lamp, to: hall, do: lamp = true", text='"The lamp is lit: {lamp}."'),
        "scenes.yaml",
    ),
    Entry(
        "W018",
        "the text of “{scene}” can have {words} words; more than {limit} are rarely read",
        "Long text is skimmed. Break the scene in two, or move a part into a mail. Counted on random paths.",
        hall(LEAVE, text="step " * 221),
        hall(LEAVE, text="step " * 220),
        "scenes.yaml",
    ),
    Entry(
        "W019",
        "in “{scene}” {count} choices can be open at once",
        "There are nine digit keys, and nobody weighs more than nine things. Counted on random paths.",
        hall(*many(10), text='"You have {coins} coins."'),
        hall(*many(9), text='"You have {coins} coins."'),
        "scenes.yaml",
    ),
    Entry(
        "W020",
        "“{name}” is a command in plain mode, so this choice can be taken there by its number alone",
        "In plain mode commands win over the ids of choices.",
        hall("id: quit, text: Leave, to: street"),
        hall("id: leave, text: Leave, to: street"),
        "scenes.yaml",
    ),
    Entry(
        "W021",
        "“{drawing}” looks like a drawing made of characters",
        "A screen reader spells it out, and on a narrow screen it falls apart. Say in words what it shows.",
        hall(LEAVE, text='"┌──┐ is the shape of the door."'),
        hall(LEAVE, text="The door is low and wide."),
        "scenes.yaml",
    ),
    Entry(
        "W022",
        "“{words}” can be told by its colour alone",
        "A story has no colours of its own, and not everybody sees them. Say which it is in words.",
        hall(LEAVE, text="The red option is the dangerous one."),
        hall(LEAVE, text="Leaving is dangerous."),
        "scenes.yaml",
    ),
    Entry(
        "W023",
        "“{name}” is no person's id, so it is shown as it stands",
        "Free text may stand in a person's place; this looks like an id misspelt.",
        hall(LEAVE, mail=MAIL.replace("A friend", "freind")),
        hall(LEAVE, mail=MAIL.replace("A friend", "friend")),
        "scenes.yaml",
    ),
    Entry(
        "W024",
        "the outcome “{name}” is nearly a known one",
        "Runs of different stories are compared by their outcomes, so the same thing should have the same word.",
        hall(LEAVE).replace("acceptance", "acceptence"),
        hall(LEAVE),
        "scenes.yaml",
    ),
)
